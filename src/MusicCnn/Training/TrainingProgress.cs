namespace MusicCnn.Training;

/// <summary>Represents how far a long-running operation has come.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">The number of clips or steps that are done.</param>
/// <param name="Total">The number of clips or steps in all.</param>
public sealed record TrainingProgress(TrainingStage Stage, int Done, int Total)
{
    /// <summary>Gets the epoch, from 1, or <see langword="null"/> when not training.</summary>
    public int? Epoch { get; init; }

    /// <summary>Gets the mean loss of the epoch so far, in nats, or <see langword="null"/> when not training.</summary>
    public double? Loss { get; init; }

    /// <summary>Gets the share of the epoch's patches so far that were classified correctly while training, or <see langword="null"/> when not training.</summary>
    public double? Accuracy { get; init; }
}
