using MusicCnn.Tests.Support;
using MusicCnn.Training;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Training;

/// <summary>Training sets the seed of the whole process and draws on it, so nothing else may draw meanwhile.</summary>
[Collection(Alone.Name)]
public class TagCheckpointTests
{
    private static readonly int[] Train = [.. Enumerable.Range(0, 16)];
    private static readonly int[] Validation = [.. Enumerable.Range(16, 8)];

    /// <summary>What musicnn is trained by, in a hurry: a rate that falls after one epoch without a lower validation loss, and so high that there are some.</summary>
    private static readonly TrainerOptions AsMusicnn = TrainingProtocols.Musicnn.Training with
    {
        Epochs = 6,
        BatchSize = 8,
        LearningRate = 0.3,
        Plateau = TrainingProtocols.Musicnn.Training.Plateau with { Patience = 1 },
        Seed = 5,
    };

    public static TheoryData<ValidationFigure> Figures => [ValidationFigure.Loss, ValidationFigure.RocAuc, ValidationFigure.PrAuc];

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_tagger_interrupted_at_any_step_and_resumed_ends_with_the_same_bits(ValidationFigure figure)
    {
        var options = AsMusicnn with { BestBy = figure };
        var (expected, result) = Fit(options, stopAt: null);
        var rates = result!.Epochs.Select(epoch => epoch.LearningRate).Distinct().Count();
        Assert.True(rates > 1, "The rate has not fallen, so that it could be forgotten.");

        for (var stop = 1; stop < 12; stop++)
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

    private static (float[] Weights, TrainingResult? Result) Fit(TrainerOptions options, int? stopAt)
    {
        using var model = TagTrainingTests.Model();
        using var clips = PreparedClips.Prepare(model, new TagTrainingTests.Tones(), new() { Clips = [.. Train, .. Validation] });
        using var cancel = new CancellationTokenSource();
        TrainingResult? result = null;
        try
        {
            result = new Trainer(options).Fit(model, clips, Train, Validation, new Stop(stopAt, cancel), cancel.Token);
        }
        catch (OperationCanceledException) when (stopAt is not null)
        {
        }

        using var scope = NewDisposeScope();
        return ([.. model.state_dict().Values.Where(tensor => tensor.dtype == ScalarType.Float32).SelectMany(tensor => tensor.data<float>().ToArray())], result);
    }

    private sealed class Stop(int? step, CancellationTokenSource cancel) : IProgress<TrainingProgress>
    {
        private int _steps;

        public void Report(TrainingProgress value)
        {
            if (++_steps == step)
                cancel.Cancel();
        }
    }
}
