namespace MusicCnn.Models;

/// <summary>Represents a class with the probability that a clip belongs to it.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Index">The position of the class in <see cref="AudioClassifier.Labels"/>.</param>
/// <param name="Probability">The probability, from 0 to 1.</param>
public sealed record RankedLabel(string Label, int Index, float Probability);
