using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class TrainerSettingsTests
{
    /// <summary>Sums of float32 in another order; the weights are of order one.</summary>
    private const double Reordered = 2e-6;

    private static readonly int[] Train = [.. Enumerable.Range(0, 12)];

    /// <summary>One step of plain descent a training, so that the change of the weights is the gradient.</summary>
    private static readonly TrainerOptions OneStep = new()
    {
        Epochs = 1,
        BatchSize = 12,
        Optimizer = OptimizerKind.Sgd,
        WeightDecay = 0,
        LearningRate = 1,
        Schedule = LearningRateSchedule.Constant,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    public void Small_batches_accumulated_change_the_weights_as_one_large_batch_does(int batchSize)
    {
        var whole = Change(OneStep);

        var parts = Change(OneStep with { BatchSize = batchSize, Accumulation = 12 });

        Assert.All(whole.Zip(parts), pair => Assert.Equal(pair.First, pair.Second, Reordered));
        Assert.True(Norm(whole) > 0.01);
    }

    [Theory]
    [InlineData(LearningRateSchedule.Cosine, 0.0)]
    [InlineData(LearningRateSchedule.Cosine, 0.5)]
    [InlineData(LearningRateSchedule.Steps, 0.5)]
    public void Small_batches_accumulated_follow_the_rates_of_large_ones(LearningRateSchedule schedule, double warmUp)
    {
        // Three epochs of two steps each.
        var large = OneStep with { Epochs = 3, BatchSize = 6, LearningRate = 0.3, Schedule = schedule, WarmUp = warmUp, Steps = new() { EveryEpochs = 1 } };

        var whole = Change(large);
        var parts = Change(large with { BatchSize = 2, Accumulation = 3 });

        Assert.All(whole.Zip(parts), pair => Assert.Equal(pair.First, pair.Second, Reordered));
        Assert.True(Norm(whole) > 0.01);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Small_batches_accumulated_weigh_their_classes_as_one_large_batch_does(int batchSize)
    {
        // Two low tones and six high ones, so that small batches hold other shares of the classes than the whole.
        int[] clips = [0, 2, 1, 3, 5, 7, 9, 11];
        var whole = Change(OneStep with { ClassWeights = ClassWeighting.Balanced }, clips);

        var parts = Change(OneStep with { ClassWeights = ClassWeighting.Balanced, BatchSize = batchSize, Accumulation = 12 }, clips);

        Assert.All(whole.Zip(parts), pair => Assert.Equal(pair.First, pair.Second, Reordered));
    }

    [Fact]
    public void Training_is_the_same_whether_anyone_is_told_of_its_progress_or_not()
    {
        using var told = Plain();
        using var alone = Plain();
        using var clips = PreparedClips.Prepare(told, TestClips.LowAndHigh(12));
        var options = new TrainerOptions { Epochs = 3, BatchSize = 4 };

        new Trainer(options).Fit(told, clips, Train, progress: new Nobody());
        var result = new Trainer(options).Fit(alone, clips, Train);

        Assert.Equal(Values(told), Values(alone));
        // Half a cosine over nine steps: the last one is at 8/9 of it.
        Assert.Equal(options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * 8 / 9)), result.Epochs[^1].LearningRate, 1e-12);
    }

    [Fact]
    public void A_network_that_diverges_in_the_last_step_is_told_by_its_validation()
    {
        using var model = Plain();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(12));

        var error = Assert.Throws<ArithmeticException>(() => new Trainer(OneStep with { LearningRate = 1e38 }).Fit(model, clips, Train[..8], Train[8..]));

        Assert.Contains("Lower the learning rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clipped_gradient_keeps_its_direction_and_has_the_length_set()
    {
        var whole = Change(OneStep);

        var clipped = Change(OneStep with { GradientClip = Norm(whole) / 4 });
        var left = Change(OneStep with { GradientClip = Norm(whole) * 4 });

        Assert.All(whole.Zip(clipped), pair => Assert.Equal(pair.First / 4, pair.Second, Reordered));
        Assert.Equal(whole, left);
    }

    [Fact]
    public void Weight_decay_of_descent_adds_a_share_of_the_weights_to_the_gradient()
    {
        var (before, after) = Weights(OneStep with { WeightDecay = 0.1 });
        var plain = Change(OneStep);

        Assert.All(before.Index(), weight => Assert.Equal(plain[weight.Index] - 0.1 * weight.Item, after[weight.Index] - weight.Item, Reordered));
    }

    [Fact]
    public void A_penalty_of_kernels_pulls_at_weights_of_two_dimensions_and_more_and_at_no_biases()
    {
        var (before, after) = Weights(OneStep with { KernelPenalty = 0.1 });
        var plain = Change(OneStep);
        using var model = Plain();
        var isKernel = model.parameters().SelectMany(weight => Enumerable.Repeat(weight.dim() > 1, (int)weight.numel())).ToArray();

        Assert.All(before.Index(), weight => Assert.Equal(plain[weight.Index] - (isKernel[weight.Index] ? 0.1 * weight.Item : 0), after[weight.Index] - weight.Item, Reordered));
        Assert.Contains(false, isKernel);
    }

    [Fact]
    public void A_penalty_is_clipped_with_the_gradient()
    {
        var whole = Change(OneStep with { KernelPenalty = 0.5 });

        var clipped = Change(OneStep with { KernelPenalty = 0.5, GradientClip = Norm(whole) / 4 });

        Assert.All(whole.Zip(clipped), pair => Assert.Equal(pair.First / 4, pair.Second, Reordered));
    }

    [Theory]
    [InlineData(23, 10, false, new[] { 0, 7, 15, 23 })]
    [InlineData(23, 10, true, new[] { 0, 10, 20 })]
    [InlineData(20, 10, true, new[] { 0, 10, 20 })]
    [InlineData(9, 10, true, new[] { 0 })]
    [InlineData(9, 10, false, new[] { 0, 9 })]
    public void Batches_are_equal_or_full(int patches, int size, bool dropLast, int[] starts)
    {
        var batches = new EpochBatches(patches, size, dropLast);

        Assert.Equal(starts.Length - 1, batches.Count);
        Assert.All(starts.Index(), start => Assert.Equal(start.Item, batches.Start(start.Index)));
    }

    [Fact]
    public void Balanced_classes_weigh_alike_however_many_clips_they_have()
    {
        // Two low tones and six high ones, of one patch each: the plain gradient is a quarter of one class's mean and three quarters of the other's.
        int[] clips = [0, 2, 1, 3, 5, 7, 9, 11];
        using var model = Plain();
        using var logits = tensor(TestSignals.Noise(16, seed: 4), [8, 2]).to(ScalarType.Float32);
        using var weights = tensor(new[] { 8 / (2 * 2.0), 8 / (2 * 6.0) }, dtype: ScalarType.Float32);
        long[] classes = [0, 0, 1, 1, 1, 1, 1, 1];
        using var scope = NewDisposeScope();
        var (targets, _) = BatchTargets.Classes(classes, 2, weights, logits, mixup: null, new(1, [.. Enumerable.Range(0, 8).Select(item => (long)item)]));
        var (lows, highs) = (Mean(0), Mean(1));

        Assert.Equal((lows + highs) / 2, targets.Loss(logits).item<float>(), 1e-6);
        Assert.NotEqual(Change(OneStep, clips), Change(OneStep with { ClassWeights = ClassWeighting.Balanced }, clips));

        // −log softmax in double precision.
        double Mean(int label)
        {
            var values = logits.data<float>().ToArray();
            return classes.Index().Where(entry => entry.Item == label).Average(entry =>
                Math.Log(Math.Exp(values[2 * entry.Index]) + Math.Exp(values[2 * entry.Index + 1])) - values[2 * entry.Index + label]);
        }
    }

    [Fact]
    public void A_mixture_costs_the_mixture_of_the_costs()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(TestSignals.Noise(12, seed: 5), [4, 3]).to(ScalarType.Float32);
        var items = MusicCnn.Augmentation.BatchItems.Consecutive(epoch: 1, first: 0, count: 4);
        long[] classes = [0, 1, 2, 1];
        using var mixup = new MusicCnn.Augmentation.Mixup();
        var images = zeros(4, 1, 2, 2);

        var (targets, _) = BatchTargets.Classes(classes, 3, weights: null, images, mixup, items);

        var values = logits.data<float>().ToArray();
        double Cost(int row, long label) => Math.Log(Enumerable.Range(0, 3).Sum(k => Math.Exp(values[3 * row + k]))) - values[3 * row + label];
        var expected = mixup.Pairs(items).Index().Average(pair =>
            pair.Item.Weight * Cost(pair.Index, classes[pair.Index]) + (1 - pair.Item.Weight) * Cost(pair.Index, classes[pair.Item.Partner]));
        Assert.Equal(expected, targets.Loss(logits).item<float>(), 1e-6);
    }

    [Theory]
    [InlineData(LearningRateSchedule.Constant, null, new[] { 1.0, 1, 1, 1 })]
    [InlineData(LearningRateSchedule.Constant, 1.0, new[] { 0.25, 0.5, 0.75, 1 })]
    [InlineData(LearningRateSchedule.Cosine, 0.0, new[] { 1.0, 0.8535533905932737, 0.5, 0.1464466094067263 })]
    // Three steps of rise, the third at the top; then what is left of half a cosine over four, the top included.
    [InlineData(LearningRateSchedule.Cosine, 0.5, new[] { 1 / 3.0, 2 / 3.0, 1, 0.8535533905932737, 0.5, 0.1464466094067263 })]
    [InlineData(LearningRateSchedule.Cosine, 0.3, new[] { 1 / 1.2, 1, 0.75, 0.25 })]
    [InlineData(LearningRateSchedule.Cosine, 1.0, new[] { 0.25, 0.5, 0.75, 1 })]
    public void Rates_follow_their_schedule_and_reach_the_highest(LearningRateSchedule schedule, double? warmUp, double[] rates)
    {
        var rule = new RateSchedule(new() { LearningRate = 2, Schedule = schedule, WarmUp = warmUp });

        Assert.All(rates.Index(), rate => Assert.Equal(2 * rate.Item, rule.Rate(rate.Index, rates.Length), 1e-12));
    }

    [Fact]
    public void A_plateau_of_more_than_its_patience_halves_the_rate_and_begins_anew()
    {
        var rule = new RateSchedule(new() { LearningRate = 1, Schedule = LearningRateSchedule.Plateau, Plateau = new() { Patience = 2 } });
        var rates = new List<double>();

        foreach (var loss in new[] { 5.0, 4, 4, 6, 4, 3.5, 9, 9, 9, 9, 9, 9 })
        {
            rule.Note(new EpochResult(rates.Count + 1, loss, 0, null) { LearningRate = 1 });
            rates.Add(rule.Rate(0, 100));
        }

        // The third epoch without a lower loss halves it: 4, 6, 4; then 9, 9, 9 twice.
        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125], rates);
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_refused()
    {
        Assert.Contains("Nesterov needs Sgd", Refusal(new() { Nesterov = true }), StringComparison.Ordinal);
        Assert.Contains("Momentum is for Sgd", Refusal(new() { Momentum = 0.9 }), StringComparison.Ordinal);
        Assert.Contains("WatchesValidation needs clips", Refusal(new() { Schedule = LearningRateSchedule.Plateau, Plateau = new() { WatchesValidation = true } }), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { Momentum = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { GradientClip = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { WarmUp = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlateauOptions { Factor = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlateauOptions { StopAfter = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepOptions { EveryEpochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepOptions { Factor = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { LeakingValidation = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { PatchHop = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { KernelPenalty = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { TrainingPatience = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainerOptions { BestBy = (ValidationFigure)9 });
        Assert.Throws<ArgumentException>(() => new CheckpointOptions { Folder = " " });

        static string Refusal(TrainerOptions options)
        {
            using var model = Plain();
            using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(12));
            return Assert.Throws<ArgumentException>(() => new Trainer(options).Fit(model, clips, Train)).Message;
        }
    }

    private static double[] Change(TrainerOptions options, int[]? train = null)
    {
        var (before, after) = Weights(options, train);
        return [.. before.Zip(after, (one, other) => other - one)];
    }

    private static (double[] Before, double[] After) Weights(TrainerOptions options, int[]? train = null)
    {
        using var model = Plain();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(12));
        var before = Values(model);
        new Trainer(options).Fit(model, clips, train ?? Train);
        return (before, Values(model));
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    private static double[] Values(AudioClassifier model) => [.. model.parameters().SelectMany(weight => weight.data<float>().ToArray()).Select(value => (double)value)];

    /// <summary>Returns a classifier without batch statistics and dropout, so that examples do not depend on each other.</summary>
    private static AudioClassifier Plain()
    {
        var mel = new MelSpectrogram(new() { SampleRate = TestClips.SampleRate, FftSize = 256, HopLength = 128, MelBands = 16, Compression = new LogOnePlus(10_000) });
        var network = new MixedShapeClassifier(new() { Bins = 16, Classes = 2, Dropout = 0, NormalizeInput = false, FirstLayer = new() { Groups = [FilterShape.Frequency(8).Times(4)] } });
        SeededWeights.Draw(network, seed: 1);
        return new AudioClassifier(mel, network, new() { Labels = ["low", "high"], PatchFrames = 24 });
    }

    private sealed class Nobody : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
        }
    }
}
