using MusicCnn.Audio;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using TorchSharp;

namespace MusicCnn.Tests.Training.Loading;

/// <summary>Where images come from changes no bit of what is learned from them. Training draws on the random sequence of the process.</summary>
[Collection(Alone.Name)]
public sealed class CachedTrainingTests : IDisposable
{
    private const int Count = 14;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    public void Memory_cache_and_reading_ahead_change_no_bit(bool trainableFrontEnd, int threads)
    {
        var before = torch.get_num_threads();
        torch.set_num_threads(threads);
        try
        {
            var expected = Fit(new(), trainableFrontEnd);
            Assert.Equal(expected, Fit(new() { MemoryLimit = 0 }, trainableFrontEnd));
            Assert.Equal(expected, Fit(new() { MemoryLimit = 0, ReadAhead = 0 }, trainableFrontEnd));
            Assert.Equal(expected, Fit(new() { MemoryLimit = 20_000, ReadAhead = 3 }, trainableFrontEnd));
            Assert.Equal(expected, Fit(new() { Cache = Open() }, trainableFrontEnd));
            Assert.Equal(expected, Fit(new() { Cache = Open() }, trainableFrontEnd));
            Assert.Equal(expected, Fit(new() { Cache = Open(), MemoryLimit = 0 }, trainableFrontEnd));
            Assert.Equal(expected, Fit(new() { Cache = Open(), MemoryLimit = 0, ReadAhead = 0 }, trainableFrontEnd));
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    [Fact]
    public void Epochs_from_the_cache_decode_nothing()
    {
        var source = new ToldClips(TestClips.LowAndHigh(Count, seconds: 0.4));
        _ = Fit(new() { Cache = Open(), MemoryLimit = 0 }, source: source);
        Assert.Equal(Enumerable.Range(0, Count), source.Loaded.Order());
    }

    [Fact]
    public void Entries_that_are_evicted_broken_or_removed_meanwhile_cost_time_and_no_bit()
    {
        var expected = Fit(new());
        // Room for four of fourteen.
        var small = new FeatureCache(_folder.Path, new() { MaximumBytes = 9_000 });
        Assert.Equal(expected, Fit(new() { Cache = small, MemoryLimit = 0 }));
        Assert.InRange(small.Statistics.Evicted, Count, int.MaxValue);

        var cache = Open();
        Assert.Equal(expected, Fit(new() { Cache = cache, MemoryLimit = 0 }, afterStep: step =>
        {
            foreach (var (index, file) in Directory.GetFiles(_folder.Path, "*.features").Index())
            {
                if ((index + step) % 3 == 0)
                    File.Delete(file);
                else if ((index + step) % 3 == 1)
                    File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
            }
        }));
        Assert.True(cache.Statistics.Rebuilt > 0 && cache.Statistics.Misses > Count, $"{cache.Statistics}");
    }

    [Fact]
    public void A_clip_that_cannot_be_loaded_again_is_named_and_leaves_no_tensor()
    {
        using var model = TestClips.Model();
        var source = new Failing(TestClips.LowAndHigh(Count, seconds: 0.4));
        using var clips = PreparedClips.Prepare(model, source, new() { MemoryLimit = 0 });
        source.Fails = true;

        var change = LiveTensors.ChangeBy(() =>
        {
            var error = Assert.Throws<InvalidDataException>(() => new Trainer(new() { Epochs = 1, BatchSize = 7 }).Fit(model, clips, clips.Clips));
            Assert.Equal("'clip 5' cannot be used: The disk is gone.", error.Message);
        });

        Assert.Equal(0, change);
    }

    [Fact]
    public void Memory_does_not_grow_with_epochs_over_clips_that_it_does_not_hold()
    {
        var cache = Open();
        using var model = TestClips.Model(trainableFrontEnd: false);
        using var clips = PreparedClips.Prepare(model, new ToldClips(TestClips.LowAndHigh(Count, seconds: 0.4)), new() { Cache = cache, MemoryLimit = 0, ReadAhead = 4 });
        Cycle(1);
        var few = LiveTensors.ChangeBy(() => Cycle(1));
        var many = LiveTensors.ChangeBy(() => Cycle(6));
        Assert.Equal((0, 0), (few, many));

        void Cycle(int epochs)
        {
            new Trainer(new() { Epochs = epochs, BatchSize = 5 }).Fit(model, clips, [.. Enumerable.Range(0, 10)], validation: [10, 11]);
            Evaluator.Evaluate(model, clips, [12, 13]);
        }
    }

    [Fact]
    public void A_training_that_is_cancelled_between_clips_ends_all_reading()
    {
        using var model = TestClips.Model();
        var source = new ToldClips(TestClips.LowAndHigh(Count, seconds: 0.4));
        using var clips = PreparedClips.Prepare(model, source, new() { MemoryLimit = 0, ReadAhead = 3 });
        using var cancellation = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => new Trainer(new() { Epochs = 4, BatchSize = 7 }).Fit(
            model, clips, clips.Clips, progress: new After(_ => cancellation.Cancel()), cancellationToken: cancellation.Token));

        // One batch, and what was read ahead of it.
        var loaded = source.Loaded.Count();
        Assert.InRange(loaded, Count + 7, Count + 7 + 3);
        Thread.Sleep(50);
        Assert.Equal(loaded, source.Loaded.Count());
    }

    private static float[] Fit(PreparationOptions options, bool trainableFrontEnd = false, ToldClips? source = null, Action<int>? afterStep = null)
    {
        using var model = TestClips.Model(dropout: 0.3, trainableFrontEnd: trainableFrontEnd, standardize: true);
        using var clips = PreparedClips.Prepare(model, source ?? new ToldClips(TestClips.LowAndHigh(Count, seconds: 0.4)), options);
        var result = new Trainer(new() { Epochs = 3, BatchSize = 5, PatchesPerClip = 2, LearningRate = 0.02, Seed = 7 }).Fit(
            model, clips, [.. Enumerable.Range(0, 10)], validation: [10, 11, 12, 13], progress: afterStep is null ? null : new After(afterStep));
        return
        [
            .. model.parameters().SelectMany(weight => weight.data<float>().ToArray()),
            .. result.Epochs.SelectMany(epoch => new[] { (float)epoch.Loss, (float)epoch.ValidationLoss! }),
        ];
    }

    private FeatureCache Open() => new(_folder.Path);

    private sealed class After(Action<int> work) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Stage == TrainingStage.Training)
                work(value.Done);
        }
    }

    /// <summary>Represents clips on a disk that fails.</summary>
    private sealed class Failing(TestClips clips) : PlainClips(clips)
    {
        public bool Fails { get; set; }

        public override MusicCnn.Signals.AudioClip Load(int index) => Fails && index == 5 ? throw new IOException("The disk is gone.") : base.Load(index);
    }
}
