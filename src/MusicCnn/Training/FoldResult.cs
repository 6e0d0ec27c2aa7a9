namespace MusicCnn.Training;

/// <summary>Represents what came of one fold of an <see cref="Experiment"/>.</summary>
public sealed record FoldResult
{
    /// <summary>Gets the fold.</summary>
    public required Fold Fold { get; init; }

    /// <summary>Gets the epochs, and which of them was kept.</summary>
    public required TrainingResult Training { get; init; }

    /// <summary>Gets the test of a classifier on the songs of the fold, or <see langword="null"/> for tags.</summary>
    public Evaluation? Classes { get; init; }

    /// <summary>Gets the test of a tagger on the songs of the fold, or <see langword="null"/> for classes.</summary>
    public TagEvaluation? Tags { get; init; }
}
