namespace MusicCnn.Training;

/// <summary>Represents what came of a training.</summary>
public sealed record TrainingResult
{
    /// <summary>Gets the epochs, in order.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>Gets the epoch whose weights the model has now, from 1: the last, or the best one of the validation.</summary>
    public required int KeptEpoch { get; init; }

    /// <summary>Gets the time taken, without the preparation of the clips; of a training that was resumed, with what it took up to its last checkpoint before.</summary>
    public required TimeSpan Duration { get; init; }
}
