using MusicCnn.Audio;
using MusicCnn.Audio.Tagging;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Signals;
using MusicCnn.Tests.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Tests.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Audio.Tagging;

public sealed class MusicTaggerTests : IDisposable
{
    /// <summary>Two patches and a bit.</summary>
    private const int Length = 110_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Likelihoods_of_patches_are_those_of_plain_sums_in_double_precision()
    {
        var path = _folder.File("weights.safetensors");
        var weights = KerasExample.Musicnn(TaggerExample.Musicnn with { TemporalFrames = 128 }, seed: 3);
        KerasExample.Write(path, weights);
        using var tagger = MusicTagger.Load(path, new() { Labels = TaggerExample.Labels });
        using var image = tagger.Classifier.Image(TaggerExample.Clip(Length));

        var taggram = tagger.TagImage(image);

        var frames = TensorAssert.Values(image.transpose(1, 2));
        Assert.Equal(2, taggram.Patches.Count);
        var rows = new double[TaggerExample.PatchFrames, 96];
        Buffer.BlockCopy(frames, sizeof(double) * rows.Length, rows, 0, sizeof(double) * rows.Length);

        // Convention: given the log-mel image, single precision keeps likelihoods within 2e-5.
        var expected = new KerasMusicnn(weights).Likelihoods(rows);
        Assert.All(expected.Index(), tag => Assert.InRange(taggram[1, tag.Index] - tag.Item, -2e-5, 2e-5));
    }

    [Fact]
    public void A_clip_tagged_piece_by_piece_is_the_image_of_the_whole_tagged_at_once()
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(700_000);
        using var image = tagger.Classifier.Image(clip);

        TaggerExample.AssertEqual(tagger.TagImage(image), tagger.Tag(clip));
    }

    [Fact]
    public async Task Path_clip_samples_and_tensor_give_the_same_bits()
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(Length);
        var path = TaggerExample.Write(_folder, "clip.wav", clip);
        using var waveform = clip.ToTensor();
        var expected = tagger.Tag(clip);

        TaggerExample.AssertEqual(expected, tagger.Tag(path));
        TaggerExample.AssertEqual(expected, tagger.Tag(clip.Channel(0), clip.SampleRate));
        TaggerExample.AssertEqual(expected, tagger.Tag(waveform, clip.SampleRate));
        TaggerExample.AssertEqual(expected, await tagger.TagAsync(path));
        TaggerExample.AssertEqual(expected, await tagger.TagAsync(clip));
        TaggerExample.AssertEqual(expected, await tagger.TagAsync(clip.Channel(0).ToArray().AsMemory(), clip.SampleRate));
    }

    [Fact]
    public void A_compressed_file_gives_the_bits_of_the_clip_that_it_loads_as()
    {
        using var tagger = TaggerExample.Small();
        var path = TwoTones.Path("mp3");
        var options = new TaggingOptions { ShortClips = PatchPadding.Repeat };

        var loaded = AudioFile.Load(path, new() { Mono = true, TargetSampleRate = 16_000, Resampling = ResampleOptions.KaiserBest });
        TaggerExample.AssertEqual(tagger.Tag(loaded, options), tagger.Tag(path, options));
    }

    [Fact]
    public void A_network_in_training_mode_gives_no_tags()
    {
        using var tagger = TaggerExample.Small();
        tagger.Classifier.train();

        Assert.StartsWith("The classifier is in training mode", Assert.Throws<InvalidOperationException>(() => tagger.Tag(TaggerExample.Clip(Length))).Message);

        tagger.Classifier.eval();
        Assert.Equal(2, tagger.Tag(TaggerExample.Clip(Length)).Patches.Count);
    }

    [Fact]
    public void Other_rates_and_channels_are_averaged_then_resampled_with_the_originals_filter()
    {
        using var tagger = TaggerExample.Small();
        var stereo = new AudioClip([TaggerExample.Samples(300_000, 1, 44_100), TaggerExample.Samples(300_000, 2, 44_100)], 44_100);
        var path = TaggerExample.Write(_folder, "stereo.wav", stereo);

        var taggram = tagger.Tag(stereo);

        TaggerExample.AssertEqual(tagger.Tag(stereo.ToMono().Resampled(16_000, ResampleOptions.KaiserBest)), taggram);
        TaggerExample.AssertEqual(taggram, tagger.Tag(path));
        Assert.NotEqual(taggram.Likelihoods, tagger.Tag(stereo, new() { Resampling = ResampleOptions.KaiserFast }).Likelihoods);
    }

    [Fact]
    public void A_file_of_a_very_low_rate_comes_in_pieces_no_larger_than_others()
    {
        var clip = new AudioClip(TaggerExample.Samples(3_000, sampleRate: 100), 100);
        var path = TaggerExample.Write(_folder, "slow.wav", clip);
        List<int> lengths = [];

        var total = AudioFile.Read(path, 16_000, ResampleOptions.KaiserBest, reader =>
        {
            lengths.AddRange(reader.Pieces().Select(piece => piece.Length));
            return lengths.Sum();
        });

        // Half a minute; what the filter holds back at first comes at the end.
        Assert.Equal(30 * 16_000, total);
        Assert.InRange(lengths.SkipLast(1).Max(), 1, 1 << 16);
        using var tagger = TaggerExample.Small();
        TaggerExample.AssertEqual(tagger.Tag(clip), tagger.Tag(path));
    }

    [Fact]
    public void Another_rate_is_refused_where_that_is_wished()
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(300_000, sampleRate: 44_100);
        var path = TaggerExample.Write(_folder, "fast.wav", clip);
        var options = new TaggingOptions { Resampling = null };

        Assert.StartsWith("The clip's sample rate is 44100 Hz, but 16000 Hz are required. Resample it, or set Resampling.", Assert.Throws<ArgumentException>(() => tagger.Tag(clip, options)).Message);
        Assert.Equal(
            $"Cannot read '{path}': its sample rate is 44100 Hz, but 16000 Hz are required; convert the file, or set Resampling.",
            Assert.Throws<InvalidDataException>(() => tagger.Tag(path, options)).Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Likelihoods_do_not_depend_on_the_batch(int batchSize)
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(320_000);
        var options = new TaggingOptions { Hop = TimeSpan.FromSeconds(2), Features = TaggerFeatures.Penultimate };
        var one = tagger.Tag(clip, options with { BatchSize = 1 });

        var many = tagger.Tag(clip, options with { BatchSize = batchSize });

        // A convolution library may add in another order for another batch.
        TaggerExample.AssertEqual(one, many, tolerance: 1e-6);
        Assert.Equal(one.Features["penultimate"].Shape, many.Features["penultimate"].Shape);
    }

    [Fact]
    public void Threads_share_a_tagger()
    {
        using var tagger = TaggerExample.Small();
        var clips = Enumerable.Range(1, 4).Select(seed => TaggerExample.Clip(Length, seed)).ToArray();
        var expected = clips.Select(clip => tagger.Tag(clip)).ToArray();
        var actual = new Taggram[16];

        Parallel.For(0, actual.Length, new() { MaxDegreeOfParallelism = 4 }, i => actual[i] = tagger.Tag(clips[i % clips.Length]));

        for (var i = 0; i < actual.Length; i++)
            TaggerExample.AssertEqual(expected[i % clips.Length], actual[i]);
    }

    [Fact]
    public void A_front_end_that_looks_at_the_whole_clip_is_given_the_whole_clip()
    {
        var mel = MelSpectrogramOptions.Musicnn with { Compression = new Decibels { TopDecibels = 60 } };
        using var tagger = TaggerExample.Of(new MusicnnModel(TaggerExample.Musicnn), mel: mel);
        var clip = TaggerExample.Clip(Length);
        using var image = tagger.Classifier.Image(clip);

        TaggerExample.AssertEqual(tagger.TagImage(image), tagger.Tag(clip));
    }

    [Fact]
    public void Images_are_standardized_and_classes_exclude_each_other_where_the_classifier_says_so()
    {
        using var tagger = new MusicTagger(Classifiers.Standardized());
        using var image = tagger.Classifier.Image(Classifiers.Clip(2_000, 8_000));

        var taggram = tagger.TagImage(image);

        using var scope = NewDisposeScope();
        var logits = tagger.Classifier.Network.call(tagger.Classifier.Standardize!.call(tagger.Classifier.Patches(image)));
        TensorAssert.Close([.. taggram.ToArray().Cast<float>().Select(value => (double)value)], logits.softmax(1), 1e-6);
    }

    [Fact]
    public void Clips_that_are_no_sound_are_refused()
    {
        using var tagger = TaggerExample.Small();
        var samples = TaggerExample.Samples(Length);
        samples[77_000] = float.NaN;

        Assert.Contains("sample 77000 of channel 0 is NaN", Assert.Throws<ArgumentException>(() => tagger.Tag(samples, 16_000)).Message);
        Assert.Contains("at least one sample", Assert.Throws<ArgumentException>(() => tagger.Tag([], 16_000)).Message);
        Assert.Throws<FileNotFoundException>(() => tagger.Tag(_folder.File("none.wav")));
        Assert.Equal(
            $"'{TaggerExample.Write(_folder, "empty.wav", new AudioClip(Array.Empty<float>(), 16_000))}' has no samples.",
            Assert.Throws<ArgumentException>(() => tagger.Tag(_folder.File("empty.wav"))).Message);
    }

    [Fact]
    public async Task Samples_that_were_never_scaled_are_refused_instead_of_tagged_as_no_numbers()
    {
        using var tagger = TaggerExample.Small();
        var clip = new AudioClip([.. TaggerExample.Samples(Length).Select(sample => sample * short.MaxValue)], TaggerExample.SampleRate);

        Assert.Contains("divide samples of 16 bits by 32,768", Assert.Throws<ArgumentException>(() => tagger.Tag(clip)).Message, StringComparison.Ordinal);

        using var image = full([1, 96, TaggerExample.PatchFrames], float.NaN);
        Assert.Contains("not finite numbers", Assert.Throws<ArgumentException>(() => tagger.TagImage(image)).Message, StringComparison.Ordinal);

        // Of many files, it is the error of that one.
        string[] paths = [TaggerExample.Write(_folder, "loud.wav", clip), TaggerExample.Write(_folder, "sound.wav", TaggerExample.Clip(Length))];
        var files = new List<TaggedFile>();
        await foreach (var file in tagger.TagAllAsync(paths))
            files.Add(file);
        Assert.IsType<ArgumentException>(files[0].Error);
        Assert.True(files[1].Succeeded);
    }

    [Fact]
    public void A_tagger_that_was_disposed_says_so()
    {
        var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(Length);
        tagger.Dispose();
        tagger.Dispose();

        Assert.Throws<ObjectDisposedException>(() => tagger.Tag(clip));
        Assert.Throws<ObjectDisposedException>(() => tagger.TagAllAsync(["clip.wav"]));
    }

    [Fact]
    public void Tagging_leaves_no_tensor_behind()
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(Length);

        Assert.Equal(0, LiveTensors.ChangeBy(() => tagger.Tag(clip, new() { BatchSize = 2, Features = TaggerFeatures.All })));
    }
}
