using System.Text.Json;
using MusicCnn.Augmentation;
using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class CheckpointTests
{
    private static readonly TrainerOptions Short = new() { Epochs = 4, BatchSize = 5, LearningRate = 0.02, Seed = 7 };
    private static readonly int[] Train = [.. Enumerable.Range(0, 14)];
    private static readonly int[] Validation = [.. Enumerable.Range(14, 6)];

    public static TheoryData<string> Ways => new(Settings.Keys);

    private static Dictionary<string, TrainerOptions> Settings { get; } = new()
    {
        ["defaults"] = Short,
        ["Adam, no schedule, early stopping"] = Short with { Optimizer = OptimizerKind.Adam, Schedule = LearningRateSchedule.Constant, Patience = 1, LearningRate = 0.3 },
        ["momentum and plateau"] = Short with { Optimizer = OptimizerKind.Sgd, Momentum = 0.9, Nesterov = true, Schedule = LearningRateSchedule.Plateau, Plateau = new() { Patience = 0 }, LearningRate = 0.5 },
        ["mixup, class weights, accumulation, clipping"] = Short with { Mixup = new(), ClassWeights = ClassWeighting.Balanced, Accumulation = 2, GradientClip = 0.5, Sampling = PatchSampling.Sequential },
        ["leaking validation, best by patches, halving on recovery"] = Short with
        {
            Sampling = PatchSampling.Sequential,
            LeakingValidation = 0.3,
            BestBy = ValidationFigure.PatchAccuracy,
            DropLast = true,
            PatchHop = 3,
            Optimizer = OptimizerKind.Sgd,
            LearningRate = 1,
            Schedule = LearningRateSchedule.Plateau,
            Plateau = new() { Rule = PlateauRule.OnRecovery, Patience = 1, StopAfter = 1 },
        },
        ["best by songs, steps, penalty of kernels, training patience"] = Short with
        {
            BestBy = ValidationFigure.SongAccuracy,
            Schedule = LearningRateSchedule.Steps,
            Steps = new() { EveryEpochs = 1 },
            KernelPenalty = 0.01,
            LearningRate = 0.3,
            TrainingPatience = 1,
        },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_training_interrupted_at_any_step_and_resumed_ends_with_the_same_bits(string way)
    {
        var options = Settings[way];
        var (expected, result) = Fit(options, stopAt: null);
        var steps = result!.Epochs.Count * 3;

        for (var stop = 1; stop < steps; stop++)
        {
            using var folder = new TemporaryFolder();
            var checkpointed = options with { Checkpoints = new() { Folder = folder.Path, Resume = true } };
            _ = Fit(checkpointed, stop);

            var (weights, resumed) = Fit(checkpointed, stopAt: null);

            Assert.Equal(expected, weights);
            Assert.Equal(result.Epochs, resumed!.Epochs);
            Assert.Equal(result.KeptEpoch, resumed.KeptEpoch);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_finished_training_resumed_does_nothing_more(string way)
    {
        using var folder = new TemporaryFolder();
        var options = Settings[way] with { Epochs = 40, Checkpoints = new() { Folder = folder.Path, Resume = true } };
        var (weights, result) = Fit(options, stopAt: null);

        var (again, resumed) = Fit(options, stopAt: 1);

        Assert.Equal(weights, again);
        Assert.Equal(result!.Epochs, resumed!.Epochs);
        Assert.True(resumed.Duration > result.Duration / 2, "The time of the first part is lost.");
        // Each of the ways that stop early does so at these rates.
        Assert.Equal(way.Contains("early", StringComparison.Ordinal) || way.Contains("recovery", StringComparison.Ordinal) || way.Contains("patience", StringComparison.Ordinal), result.Epochs.Count < 40);
    }

    [Fact]
    public void The_newest_two_are_kept_and_what_a_killed_process_left_is_removed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("epoch-000001.safetensors.abc.tmp"), "half");

        _ = Fit(Short with { Checkpoints = new() { Folder = folder.Path } }, stopAt: null);

        Assert.Equal(["epoch-000003.safetensors", "epoch-000004.safetensors"], Directory.GetFiles(folder.Path, "epoch-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(3, new[] { 3, 4 })]
    [InlineData(100, new[] { 4 })]
    public void Checkpoints_come_every_so_many_epochs_and_at_the_end(int every, int[] epochs)
    {
        using var folder = new TemporaryFolder();

        _ = Fit(Short with { Checkpoints = new() { Folder = folder.Path, EveryEpochs = every } }, stopAt: null);

        Assert.Equal(epochs.Select(epoch => $"epoch-{epoch:D6}.safetensors"), Directory.GetFiles(folder.Path, "epoch-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-1)]
    public void A_damaged_newest_checkpoint_costs_an_epoch_and_no_bit(int damagedByte)
    {
        using var folder = new TemporaryFolder();
        var options = Short with { Checkpoints = new() { Folder = folder.Path, Resume = true } };
        _ = Fit(options, stopAt: 8);
        var newest = folder.File("epoch-000002.safetensors");
        var bytes = File.ReadAllBytes(newest);
        bytes[damagedByte < 0 ? bytes.Length / 2 : damagedByte] ^= 0x10;
        File.WriteAllBytes(newest, bytes);

        var (weights, _) = Fit(options, stopAt: null);

        Assert.Equal(Fit(Short, stopAt: null).Weights, weights);
    }

    [Fact]
    public void Checkpoints_that_cannot_be_read_are_refused_and_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("epoch-000002.safetensors"), "nothing");

        var error = Assert.Throws<InvalidDataException>(() => Fit(Short with { Checkpoints = new() { Folder = folder.Path, Resume = true } }, stopAt: null));

        Assert.Contains("None of 1 checkpoints can be read", error.Message, StringComparison.Ordinal);
        Assert.Equal("nothing", File.ReadAllText(folder.File("epoch-000002.safetensors")));
    }

    [Fact]
    public void A_folder_with_checkpoints_is_refused_unless_resumed()
    {
        using var folder = new TemporaryFolder();
        _ = Fit(Short with { Checkpoints = new() { Folder = folder.Path } }, stopAt: 4);

        var error = Assert.Throws<ArgumentException>(() => Fit(Short with { Checkpoints = new() { Folder = folder.Path } }, stopAt: null));

        Assert.Contains("Resume it, or take another folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_settings_data_or_networks_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var options = Short with { Checkpoints = new() { Folder = folder.Path, Resume = true } };
        _ = Fit(options, stopAt: 4);

        Refuses("learning rate ('0.02' there, '0.03' here)", () => Fit(options with { LearningRate = 0.03 }, stopAt: null));
        Refuses("seed ('7' there, '8' here)", () => Fit(options with { Seed = 8 }, stopAt: null));
        Refuses("best epoch ('' there, 'SongAccuracy' here)", () => Fit(options with { BestBy = ValidationFigure.SongAccuracy }, stopAt: null));
        Refuses("penalty of kernels", () => Fit(options with { KernelPenalty = 1 }, stopAt: null));
        Refuses("rest dropped", () => Fit(options with { DropLast = true }, stopAt: null));
        Refuses("hop 3", () => Fit(options with { PatchHop = 3 }, stopAt: null));
        Refuses("training loss 5", () => Fit(options with { TrainingPatience = 5 }, stopAt: null));
        Refuses("\"rule\":\"inAll\"", () => Fit(options with { Plateau = new() { Rule = PlateauRule.InAll } }, stopAt: null));
        Refuses("\"everyEpochs\":7", () => Fit(options with { Steps = new() { EveryEpochs = 7 } }, stopAt: null));
        Refuses("leaking validation", () => Fit(options with { LeakingValidation = 0.3, Sampling = PatchSampling.Sequential }, stopAt: null));
        Refuses("mixup", () => Fit(options with { Mixup = new() }, stopAt: null));
        Refuses("names and classes of training clips", () => Fit(options, stopAt: null, train: Train[..12]));
        Refuses("sound of training clips", () => Fit(options, stopAt: null, seconds: 0.7));
        Refuses("sound of validation clips", () => Fit(options, stopAt: null, validation: Validation[..5]));
        using var model = TestClips.Model(patchFrames: 20);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20));
        Refuses("patches of 20 frames", () => new Trainer(options).Fit(model, clips, Train, Validation));

        static void Refuses(string difference, Action resume) => Assert.Contains(difference, Assert.Throws<ArgumentException>(resume).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_has_a_line_for_each_epoch_once_resumed_or_not()
    {
        using var folder = new TemporaryFolder();
        var options = Short with { Checkpoints = new() { Folder = folder.File("checkpoints"), EveryEpochs = 2, Resume = true }, LogFolder = folder.File("log") };
        _ = Fit(options, stopAt: 10);
        var (_, result) = Fit(options, stopAt: null);

        var lines = File.ReadAllLines(folder.File("log/metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.Equal([1, 2, 3, 4], lines.Select(line => line.GetProperty("epoch").GetInt32()));
        Assert.Equal(result!.Epochs.Select(epoch => epoch.ValidationLoss), lines.Select(line => (double?)line.GetProperty("validationLoss").GetDouble()));
        Assert.Equal(2, Directory.GetFiles(folder.File("log"), "*tfevents*").Length);
    }

    /// <summary>Trains on tones from the same initial weights, up to a step, after which the process might as well be gone.</summary>
    private static (double[] Weights, TrainingResult? Result) Fit(TrainerOptions options, int? stopAt, int[]? train = null, int[]? validation = null, double seconds = 0.4)
    {
        using var model = TestClips.Model(dropout: 0.3, standardize: true);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(20, seconds));
        using var cancel = new CancellationTokenSource();
        using var masks = new SpecAugment(new() { Seed = 3 });
        TrainingResult? result = null;
        try
        {
            result = new Trainer(options with { Augmentation = masks }).Fit(model, clips, train ?? Train, options.LeakingValidation is null ? validation ?? Validation : null, new Stop(stopAt, cancel), cancel.Token);
        }
        catch (OperationCanceledException) when (stopAt is not null)
        {
        }

        return ([.. model.state_dict().Values.Where(tensor => tensor.is_floating_point()).SelectMany(Values)], result);

        static double[] Values(TorchSharp.torch.Tensor tensor)
        {
            using var wide = tensor.to(TorchSharp.torch.ScalarType.Float64, copy: true);
            return wide.data<double>().ToArray();
        }
    }

    private sealed class Stop(int? step, CancellationTokenSource cancel) : IProgress<TrainingProgress>
    {
        private int _steps;

        public void Report(TrainingProgress value)
        {
            if (value.Stage == TrainingStage.Training && ++_steps == step)
                cancel.Cancel();
        }
    }
}
