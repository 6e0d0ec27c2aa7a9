using MusicCnn.Training;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Represents what is compared, and how: the same for every system.</summary>
internal sealed record ComparisonSettings
{
    /// <summary>The least number of epochs, however long they are.</summary>
    private const int LeastEpochs = 8;

    public required IReadOnlyList<ComparedTask> Tasks { get; init; }

    public required IReadOnlyList<ComparedSystem> Systems { get; init; }

    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>Gets how often each network is trained and tested; once is on a division in three.</summary>
    public required int Folds { get; init; }

    /// <summary>Gets how often the clips are gone through at most.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets how long a training may be, in seconds on one core; networks that would be longer go through the clips less often.</summary>
    public required int Seconds { get; init; }

    /// <summary>Gets the learning rate, at its highest.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Returns how a network is trained.</summary>
    /// <param name="system">The system.</param>
    /// <param name="clips">The number of clips that it is trained on.</param>
    /// <param name="seed">The seed.</param>
    public TrainerOptions Training(ComparedSystem system, int clips, int seed) => new()
    {
        Epochs = Math.Min(Epochs, Math.Max(LeastEpochs, (int)(1_000 * Seconds / (system.Milliseconds * clips)))),
        BatchSize = 8,
        Optimizer = OptimizerKind.AdamW,
        LearningRate = LearningRate,
        WeightDecay = 0.01,
        Schedule = LearningRateSchedule.Cosine,
        Seed = seed,
    };
}
