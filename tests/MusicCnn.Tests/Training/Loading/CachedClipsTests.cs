using MusicCnn.Audio;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using MusicCnn.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training.Loading;

public sealed class CachedClipsTests : IDisposable
{
    private const int Count = 6;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_decodes_nothing_and_has_the_same_bits()
    {
        using var model = TestClips.Model();
        var first = Told();
        using var cold = PreparedClips.Prepare(model, first, new() { Cache = Open() });
        Assert.Equal(Enumerable.Range(0, Count), first.Loaded.Order());

        var (second, cache) = (Told(), Open());
        using var warm = PreparedClips.Prepare(model, second, new() { Cache = cache });

        Assert.Empty(second.Loaded);
        Assert.Equal((Count, 0), (cache.Statistics.Hits, cache.Statistics.Misses));
        using var plain = PreparedClips.Prepare(model, Told());
        RequireSame(plain, cold);
        RequireSame(plain, warm);
    }

    [Fact]
    public void Clips_whose_content_is_not_told_are_decoded_to_look_them_up_and_not_transformed()
    {
        using var model = TestClips.Model();
        PreparedClips.Prepare(model, Plain(), new() { Cache = Open() }).Dispose();

        var (source, cache) = (Plain(), Open());
        using var warm = PreparedClips.Prepare(model, source, new() { Cache = cache, MemoryLimit = 0 });
        Assert.Equal(Enumerable.Range(0, Count), source.Loaded.Order());
        Assert.Equal(Count, cache.Statistics.Hits);

        // Once known, they need not be decoded again.
        using var plain = PreparedClips.Prepare(model, Plain());
        RequireSame(plain, warm);
        Assert.Equal(Count, source.Loaded.Count());
    }

    [Fact]
    public void Only_a_clip_whose_content_changed_is_computed_again()
    {
        using var model = TestClips.Model();
        PreparedClips.Prepare(model, Told(), new() { Cache = Open() }).Dispose();
        var (changed, again) = (Told(), Told());
        changed.Offsets[2] = again.Offsets[2] = 0.01f;

        using var clips = PreparedClips.Prepare(model, changed, new() { Cache = Open() });

        Assert.Equal([2], changed.Loaded);
        using var plain = PreparedClips.Prepare(model, again);
        RequireSame(plain, clips);
    }

    [Fact]
    public void Any_other_setting_or_precision_of_the_front_end_is_computed_anew()
    {
        var mel = new MelSpectrogramOptions { SampleRate = TestClips.SampleRate, FftSize = 256, HopLength = 128, MelBands = 16 };
        AudioClassifier[] models =
        [
            Of(mel),
            Of(mel with { HopLength = 64 }),
            Of(mel with { MelBands = 17 }),
            Of(mel with { MinFrequency = 50 }),
            Of(mel with { Compression = new LogOnePlus(10_000) }),
            Of(mel with { Compression = new LogOnePlus(9_999) }),
            Of(mel with { SampleRate = 11_025 }),
            Of(mel with { Pcen = new() }),
        ];
        var wide = Of(mel);
        wide.to(ScalarType.Float64);
        foreach (var model in models.Append(wide))
        {
            using (model)
            {
                var source = Told();
                PreparedClips.Prepare(model, source, new() { Cache = Open() }).Dispose();
                Assert.Equal(Count, source.Loaded.Count());
            }
        }

        using var same = Of(mel);
        var known = Told();
        PreparedClips.Prepare(same, known, new() { Cache = Open() }).Dispose();
        Assert.Empty(known.Loaded);
    }

    [Fact]
    public void Filters_that_were_learned_and_then_frozen_are_told_apart_by_their_weights()
    {
        foreach (var scale in new[] { 1.0, 1.5 })
        {
            using var model = TestClips.Model(trainableFrontEnd: true);
            using (no_grad())
            {
                foreach (var weight in model.FrontEndModule.parameters())
                {
                    using var scaled = weight.mul_(scale).alias();
                    weight.requires_grad = false;
                }
            }

            var source = Told();
            using var clips = PreparedClips.Prepare(model, source, new() { Cache = Open() });
            Assert.False(clips.HoldsWaveforms);
            Assert.Equal(Count, source.Loaded.Count());
        }
    }

    [Fact]
    public void All_front_ends_that_learn_share_the_waveforms_at_their_rate()
    {
        using var model = TestClips.Model(trainableFrontEnd: true);
        PreparedClips.Prepare(model, Told(), new() { Cache = Open() }).Dispose();
        var source = Told();
        using var other = TestClips.Model(trainableFrontEnd: true, compression: new PowerLaw(0.5));

        using var clips = PreparedClips.Prepare(other, source, new() { Cache = Open() });

        Assert.Empty(source.Loaded);
        using var plain = PreparedClips.Prepare(other, Told());
        RequireSame(plain, clips);
    }

    [Fact]
    public void A_front_end_that_no_catalog_knows_is_refused_with_a_cache_and_taken_with_a_catalog()
    {
        using var scope = NewDisposeScope();
        using var model = new AudioClassifier(new OwnFrontEnd(new() { SampleRate = TestClips.SampleRate }), nn.Linear(1, 2), new() { Labels = ["low", "high"], PatchFrames = 10 });
        var error = Assert.Throws<ArgumentException>(() => PreparedClips.Prepare(model, Told(), new() { Cache = Open() }));
        Assert.Contains("the images of OwnFrontEnd", error.Message, StringComparison.Ordinal);
        Assert.Contains("prepare without Cache", error.Message, StringComparison.Ordinal);

        var catalog = ModelCatalog.Default.AddFrontEnd<OwnFrontEnd, RawWaveformOptions>("Own", options => new(options), frontEnd => frontEnd.Options);
        PreparedClips.Prepare(model, Told(), new() { Cache = Open(), Catalog = catalog }).Dispose();
        var source = Told();
        PreparedClips.Prepare(model, source, new() { Cache = Open(), Catalog = catalog }).Dispose();
        Assert.Empty(source.Loaded);
    }

    [Fact]
    public void A_file_that_changes_while_it_is_read_is_stored_under_no_key()
    {
        using var model = TestClips.Model();
        var source = new Restless();
        PreparedClips.Prepare(model, source, new() { Cache = Open() }).Dispose();
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_clip_that_changed_since_it_was_prepared_is_named()
    {
        using var model = TestClips.Model();
        using var scope = NewDisposeScope();
        var source = Told();
        using var clips = PreparedClips.Prepare(model, source, new() { Cache = Open(), MemoryLimit = 0 });
        source.Offsets[3] = 0.2f;
        using (clips.Data(3))
        {
            // Still there as it was.
        }

        Directory.Delete(_folder.Path, recursive: true);
        Directory.CreateDirectory(_folder.Path);
        Assert.Contains("'clip 3' has changed since it was prepared", Assert.Throws<InvalidDataException>(() => clips.Data(3)).Message, StringComparison.Ordinal);
    }

    private static ToldClips Told() => new(TestClips.LowAndHigh(Count));

    private static PlainClips Plain() => new(TestClips.LowAndHigh(Count));

    private static AudioClassifier Of(MelSpectrogramOptions options) =>
        new(new MelSpectrogram(options), nn.Linear(1, 2), new() { Labels = ["low", "high"], PatchFrames = 10 });

    private static void RequireSame(PreparedClips expected, PreparedClips actual)
    {
        using var scope = NewDisposeScope();
        foreach (var clip in expected.Clips)
        {
            TensorAssert.Close(expected.Data(clip), actual.Data(clip), 0);
            Assert.Equal((expected.Length(clip), expected.Audio(clip)), (actual.Length(clip), actual.Audio(clip)));
            Assert.Equal(expected.Fingerprint(clip), actual.Fingerprint(clip));
        }
    }

    private FeatureCache Open() => new(_folder.Path);

    /// <summary>Represents what is in no catalog.</summary>
    private sealed class OwnFrontEnd : nn.Module<Tensor, Tensor>, IFrontEnd
    {
        private readonly RawWaveform _inner;

        public OwnFrontEnd(RawWaveformOptions options)
            : base(nameof(OwnFrontEnd))
        {
            _inner = new RawWaveform(options);
            RegisterComponents();
        }

        public RawWaveformOptions Options => _inner.Options;

        public int SampleRate => _inner.SampleRate;

        public int Bins => _inner.Bins;

        public double FrameRate => _inner.FrameRate;

        public FrequencyScale Scale => _inner.Scale;

        public IReadOnlyList<double> CenterFrequencies => _inner.CenterFrequencies;

        public int FrameCount(int samples) => _inner.FrameCount(samples);

        public override Tensor forward(Tensor input) => _inner.call(input);
    }

    /// <summary>Represents a file that is another one at each look.</summary>
    private sealed class Restless : IClipSource, IFingerprintedClips
    {
        private readonly TestClips _clips = TestClips.LowAndHigh(2);
        private int _looks;

        public IReadOnlyList<string> Labels => _clips.Labels;

        public int Count => _clips.Count;

        public string Name(int index) => _clips.Name(index);

        public int Label(int index) => _clips.Label(index);

        public MusicCnn.Signals.AudioClip Load(int index) => _clips.Load(index);

        public string Fingerprint(int index) => $"{Interlocked.Increment(ref _looks)}";
    }
}
