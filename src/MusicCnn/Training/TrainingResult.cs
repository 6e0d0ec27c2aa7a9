namespace MusicCnn.Training;

/// <summary>Represents what came of a training.</summary>
public sealed record TrainingResult
{
    /// <summary>Gets the epochs, in order.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>Gets the epoch whose weights the model has now, from 1: the last, or the one of the lowest validation loss.</summary>
    public required int KeptEpoch { get; init; }

    /// <summary>Gets the time taken, without the preparation of the clips.</summary>
    public required TimeSpan Duration { get; init; }
}
