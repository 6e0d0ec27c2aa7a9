using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class TrainerTests
{
    private static readonly TrainerOptions Short = new() { Epochs = 6, BatchSize = 8, LearningRate = 0.02, Seed = 7 };
    private static readonly int[] All = [.. Enumerable.Range(0, 20)];
    private static readonly int[] Train = All[..14];
    private static readonly int[] Test = All[14..];

    [Theory]
    [InlineData(PatchSampling.Random, false)]
    [InlineData(PatchSampling.Sequential, false)]
    [InlineData(PatchSampling.Random, true)]
    public void Low_tones_are_told_from_high_ones(PatchSampling sampling, bool trainableFrontEnd)
    {
        using var model = TestClips.Model(trainableFrontEnd: trainableFrontEnd);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20));
        var options = Short with { Sampling = sampling, PatchesPerClip = 2 };
        var result = new Trainer(options).Fit(model, clips, Train);

        Assert.Equal(options.Epochs, result.Epochs.Count);
        Assert.True(result.Epochs[^1].Loss < 0.5 * result.Epochs[0].Loss);
        Assert.Equal(1, Evaluator.Evaluate(model, clips, Test).SongAccuracy);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        var source = TestClips.LowAndHigh(20);
        var first = Trained(Short);
        Assert.Equal(first, Trained(Short));
        Assert.NotEqual(first, Trained(Short with { Seed = 8 }));

        float[] Trained(TrainerOptions options)
        {
            using var model = TestClips.Model();
            new Trainer(options with { Epochs = 2 }).Fit(model, source, ClipSplit.ByClip(source, 0.3, seed: 1));
            return [.. model.parameters().SelectMany(weight => weight.data<float>().ToArray())];
        }
    }

    [Fact]
    public void Test_clips_are_never_touched()
    {
        var source = TestClips.LowAndHigh(20);
        var split = ClipSplit.ByClip(source, 0.3, seed: 1);
        using var model = TestClips.Model();
        new Trainer(Short with { Epochs = 1 }).Fit(model, source, split);
        Assert.Equal(split.Train, source.Loaded.Order());
    }

    [Fact]
    public void A_front_end_that_learns_changes_and_a_frozen_network_does_not()
    {
        using var model = TestClips.Model(trainableFrontEnd: true);
        foreach (var weight in model.Network.parameters())
            weight.requires_grad = false;
        var before = Weights(model);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20));
        new Trainer(Short with { Epochs = 1 }).Fit(model, clips, Train);

        var after = Weights(model);
        Assert.All(after, weight => Assert.Equal(weight.Key.StartsWith("network", StringComparison.Ordinal), before[weight.Key].SequenceEqual(weight.Value)));

        static Dictionary<string, float[]> Weights(AudioClassifier model) =>
            model.named_parameters().ToDictionary(weight => weight.name, weight => weight.parameter.data<float>().ToArray());
    }

    [Fact]
    public void Songs_shorter_than_a_patch_are_learned_too()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20, seconds: 0.1));
        new Trainer(Short with { Epochs = 15 }).Fit(model, clips, Train);
        Assert.Equal(1, Evaluator.Evaluate(model, clips, Test).SongAccuracy);
    }

    [Fact]
    public void Progress_counts_every_step_once()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20));
        var reports = new ProgressList();
        var result = new Trainer(Short with { Epochs = 2, BatchSize = 5 }).Fit(model, clips, Train, progress: reports);

        // 14 songs in batches of at most 5 are 3 steps an epoch: of 4, 5 and 5.
        Assert.Equal([1, 2, 3, 4, 5, 6], reports.Select(report => report.Done));
        Assert.All(reports, report => Assert.Equal((TrainingStage.Training, 6), (report.Stage, report.Total)));
        Assert.Equal([1, 1, 1, 2, 2, 2], reports.Select(report => report.Epoch));
        Assert.Equal(result.Epochs.Select(epoch => epoch.Loss), [reports[2].Loss!.Value, reports[5].Loss!.Value]);
    }

    [Fact]
    public void A_cancelled_training_leaves_the_model_usable()
    {
        using var model = TestClips.Model();
        using var cancel = new CancellationTokenSource();
        var source = TestClips.LowAndHigh(20);
        using var clips = PreparedClips.Prepare(model, source);
        var reports = new ProgressList(report =>
        {
            if (report.Done == 3)
                cancel.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => new Trainer(Short).Fit(model, clips, Train, progress: reports, cancellationToken: cancel.Token));
        Assert.Equal(3, reports.Count);
        Assert.Equal(1, model.Predict(source.Load(0)).Ranking.Sum(ranked => ranked.Probability), tolerance: 1e-5);
    }

    [Fact]
    public void Training_stops_early_and_keeps_the_best_weights()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20));

        // So high a rate that the loss jumps about and no run of epochs is one long improvement.
        var options = Short with { Epochs = 60, Patience = 2, LearningRate = 0.5, Schedule = LearningRateSchedule.Constant };
        var result = new Trainer(options).Fit(model, clips, Train, validation: Test);

        var best = result.Epochs.MinBy(epoch => epoch.ValidationLoss)!;
        Assert.True(result.Epochs.Count < 60);
        Assert.Equal((best.Epoch, best.Epoch + 2), (result.KeptEpoch, result.Epochs.Count));
        Assert.Equal(best.ValidationLoss!.Value, Evaluator.Evaluate(model, clips, Test).Loss, precision: 10);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_training_with_its_place()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20));
        var options = Short with { LearningRate = 1e20, Schedule = LearningRateSchedule.Constant };
        var error = Assert.Throws<ArithmeticException>(() => new Trainer(options).Fit(model, clips, Train));
        Assert.Contains("of epoch 1. Lower the learning rate (1E+20)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clips_of_one_class_are_refused_with_its_name()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20));
        var error = Assert.Throws<ArgumentException>(() => new Trainer(Short).Fit(model, clips, [1, 3, 5]));
        Assert.Contains("All 3 clips are of the class 'high'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_clips_that_make_no_sense_are_refused()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20), new() { Clips = Train });
        var trainer = new Trainer(Short with { Epochs = 1 });
        Assert.Throws<ArgumentException>(() => trainer.Fit(model, clips, []));
        Assert.Contains("Clip 15 is not among", Assert.Throws<ArgumentException>(() => trainer.Fit(model, clips, [0, 1, 15])).Message, StringComparison.Ordinal);
        Assert.Contains("both trained on and", Assert.Throws<ArgumentException>(() => trainer.Fit(model, clips, [0, 1, 2], [2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("Clip 3 is listed twice", Assert.Throws<ArgumentException>(() => trainer.Fit(model, clips, [0, 1, 3, 4, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("Clip 5 is listed twice", Assert.Throws<ArgumentException>(() => trainer.Fit(model, clips, [0, 1, 2, 3], [5, 4, 5])).Message, StringComparison.Ordinal);
        Assert.Contains("needs clips to validate", Assert.Throws<ArgumentException>(() => new Trainer(new() { Patience = 1 }).Fit(model, clips, Train)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clips_prepared_for_another_front_end_are_refused()
    {
        using var model = TestClips.Model();
        using var learning = TestClips.Model(trainableFrontEnd: true);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20));
        var error = Assert.Throws<ArgumentException>(() => new Trainer(Short).Fit(learning, clips, Train));
        Assert.Contains("prepared as images", error.Message, StringComparison.Ordinal);

        using var coarser = TestClips.Model(compression: new LogOnePlus(100));
        error = Assert.Throws<ArgumentException>(() => new Trainer(Short).Fit(coarser, clips, Train));
        Assert.Contains("with other settings", error.Message, StringComparison.Ordinal);

        // Another network behind an equal front-end may share them.
        using var other = TestClips.Model(seed: 2, dropout: 0.3);
        new Trainer(Short with { Epochs = 1 }).Fit(other, clips, Train);
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { LearningRate = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { WeightDecay = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { Patience = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { Sampling = (PatchSampling)9 });
    }

    private sealed class ProgressList(Action<TrainingProgress>? react = null) : List<TrainingProgress>, IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            Add(value);
            react?.Invoke(value);
        }
    }
}
