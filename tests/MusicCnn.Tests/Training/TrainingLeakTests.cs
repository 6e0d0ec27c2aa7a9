using MusicCnn.Tests.Support;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Counts of live tensors are by thread, and each test runs on one.</summary>
public class TrainingLeakTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Training_and_testing_leave_no_tensors_however_long_they_take(bool trainableFrontEnd)
    {
        using var model = TestClips.Model(trainableFrontEnd: trainableFrontEnd);
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(10));
        Cycle(1);
        var few = LiveTensors.ChangeBy(() => Cycle(1));
        var many = LiveTensors.ChangeBy(() => Cycle(6));
        Assert.Equal((0, 0), (few, many));

        void Cycle(int epochs)
        {
            new Trainer(new() { Epochs = epochs, BatchSize = 4 }).Fit(model, clips, [0, 1, 2, 3, 4, 5], validation: [6, 7]);
            Evaluator.Evaluate(model, clips, [8, 9]);
        }
    }

    public static TheoryData<string> Ways => new(Settings.Keys);

    private static Dictionary<string, TrainerOptions> Settings { get; } = new()
    {
        ["mixup"] = new() { Mixup = new() },
        ["mixup and class weights"] = new() { Mixup = new(), ClassWeights = ClassWeighting.Balanced },
        ["best epoch"] = new() { BestBy = ValidationFigure.Loss },
        ["leaking validation"] = new() { LeakingValidation = 0.3, Sampling = PatchSampling.Sequential, BestBy = ValidationFigure.PatchAccuracy },
        ["accumulation, clipping, penalty"] = new() { Accumulation = 2, GradientClip = 0.1, KernelPenalty = 0.01 },
        ["descent with momentum"] = new() { Optimizer = OptimizerKind.Sgd, Momentum = 0.9 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void No_way_of_training_leaves_tensors(string way)
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(10));
        Cycle(1);

        Assert.Equal((0, 0), (LiveTensors.ChangeBy(() => Cycle(1)), LiveTensors.ChangeBy(() => Cycle(5))));

        void Cycle(int epochs)
        {
            var options = Settings[way] with { Epochs = epochs, BatchSize = 2 };
            new Trainer(options).Fit(model, clips, [0, 1, 2, 3, 4, 5], options.LeakingValidation is null ? [6, 7] : null);
        }
    }

    [Fact]
    public void Checkpoints_and_resuming_leave_no_tensors()
    {
        using var model = TestClips.Model();
        using var clips = PreparedClips.Prepare(model, TestClips.LowAndHigh(10));
        Interrupted();

        Assert.Equal(0, LiveTensors.ChangeBy(Interrupted));

        void Interrupted()
        {
            using var folder = new TemporaryFolder();
            using var cancel = new CancellationTokenSource();
            var options = new TrainerOptions { Epochs = 4, BatchSize = 3, BestBy = ValidationFigure.Loss, Checkpoints = new() { Folder = folder.Path, Resume = true } };
            Assert.ThrowsAny<OperationCanceledException>(() => new Trainer(options).Fit(model, clips, [0, 1, 2, 3, 4, 5], [6, 7], new CancelAt(5, cancel), cancel.Token));
            new Trainer(options).Fit(model, clips, [0, 1, 2, 3, 4, 5], [6, 7]);
        }
    }

    [Fact]
    public void Disposed_clips_leave_no_tensors()
    {
        using var model = TestClips.Model();
        Assert.Equal(0, LiveTensors.ChangeBy(() => PreparedClips.Prepare(model, TestClips.LowAndHigh(4)).Dispose()));
    }

    private sealed class CancelAt(int step, CancellationTokenSource cancel) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Done == step)
                cancel.Cancel();
        }
    }
}
