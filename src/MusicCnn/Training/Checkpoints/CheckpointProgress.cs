namespace MusicCnn.Training.Checkpoints;

/// <summary>Represents how far a training has come, as its checkpoint tells it in JSON.</summary>
internal sealed record CheckpointProgress
{
    public required int Step { get; init; }

    public required double RateFactor { get; init; }

    /// <summary>Gets the lowest loss of the plateau rule; JSON has no infinity, which it starts from.</summary>
    public required double? LowestLoss { get; init; }

    public required int EpochsSince { get; init; }

    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    public required int? BestEpoch { get; init; }

    /// <summary>Gets the figure of the validation by which that epoch is the best.</summary>
    public required double? BestFigure { get; init; }

    internal (double Factor, double Lowest, int Since) Rate => (RateFactor, LowestLoss ?? double.PositiveInfinity, EpochsSince);
}
