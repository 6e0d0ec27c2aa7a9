namespace MusicCnn.Training;

/// <summary>Represents how well one tag was found among songs that may have several.</summary>
/// <param name="Label">The name of the tag.</param>
/// <param name="Positives">The number of songs that have the tag.</param>
/// <param name="Negatives">The number of songs that do not.</param>
/// <param name="RocAuc">The chance that a song with the tag scores higher than one without, equal scores counting one half; NaN where either kind is missing.</param>
/// <param name="PrAuc">The area under the curve of precision over recall, as average precision: Σ (Rₙ − Rₙ₋₁)·Pₙ over the different scores; NaN where no song has the tag.</param>
/// <param name="Precision">The share of the songs given the tag that have it; NaN where none was given it.</param>
/// <param name="Recall">The share of the songs with the tag that were given it; NaN where none has it.</param>
/// <param name="F1">The harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN); NaN where no song has the tag and none was given it.</param>
public sealed record TagMetric(string Label, int Positives, int Negatives, double RocAuc, double PrAuc, double Precision, double Recall, double F1)
{
    /// <summary>Gets a value indicating whether the areas under both curves can be told: songs with the tag and songs without it occur.</summary>
    public bool IsDefined => Positives > 0 && Negatives > 0;
}
