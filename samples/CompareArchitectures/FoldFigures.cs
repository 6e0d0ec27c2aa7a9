namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Represents what one training and its test gave.</summary>
/// <param name="Fold">The number of the fold, from 1.</param>
/// <param name="Accuracy">The share of the songs that were right, by vote of their patches.</param>
/// <param name="Chance">The accuracy of the most frequent class.</param>
/// <param name="TrainingSeconds">How long the training took.</param>
/// <param name="RealTimeFactor">The time of front-end and network on the songs of the test, divided by their duration.</param>
internal sealed record FoldFigures(int Fold, double Accuracy, double Chance, double TrainingSeconds, double RealTimeFactor);
