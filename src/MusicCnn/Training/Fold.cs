namespace MusicCnn.Training;

/// <summary>Represents one of the divisions of a cross-validation; no clip is in two of its lists.</summary>
/// <param name="Number">The fold, from 1.</param>
/// <param name="Train">The clips to train on, ascending.</param>
/// <param name="Validation">The clips to choose the best epoch with, ascending; empty where none was asked for.</param>
/// <param name="Test">The clips to test with, ascending.</param>
public sealed record Fold(int Number, IReadOnlyList<int> Train, IReadOnlyList<int> Validation, IReadOnlyList<int> Test);
