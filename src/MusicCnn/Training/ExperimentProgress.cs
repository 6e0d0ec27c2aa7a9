namespace MusicCnn.Training;

/// <summary>Represents how far an <see cref="Experiment"/> has come.</summary>
/// <param name="Fold">The fold, from 1; 0 while clips are prepared for all of them.</param>
/// <param name="Folds">The number of folds; 0 before it is known.</param>
/// <param name="Step">How far the fold has come.</param>
public sealed record ExperimentProgress(int Fold, int Folds, TrainingProgress Step);
