namespace MusicCnn.Training;

/// <summary>Represents what an <see cref="Experiment"/> needs beside protocol, songs and network.</summary>
public sealed record ExperimentOptions
{
    /// <summary>Gets the division of the songs, or <see langword="null"/> for the protocol's.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<Fold>? Folds { get; init; }

    /// <summary>Gets a folder in which each fold keeps the checkpoints of its training (<c>fold-01</c> and so on), or <see langword="null"/> for none. An experiment with the same folder goes on where it was; folds that were
    /// finished are tested again, not trained. Each network needs a folder of its own.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? CheckpointFolder { get; init; }

    /// <summary>Gets a folder in which each fold has a folder with the results of its epochs, or <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? LogFolder { get; init; }
}
