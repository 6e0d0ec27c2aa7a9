namespace MusicCnn.Training;

/// <summary>Reads the figures of epochs and compares them.</summary>
internal static class ValidationFigures
{
    /// <summary>Returns the figure that the settings choose the best epoch by, or <see langword="null"/> where the last is kept.</summary>
    public static ValidationFigure? ChosenBy(TrainerOptions options) => options.BestBy ?? (options.Patience is null ? null : ValidationFigure.Loss);

    /// <summary>Returns a figure of an epoch that was validated.</summary>
    /// <exception cref="ArgumentException">It has none: no tag is on some of the validation songs and missing on others.</exception>
    public static double Of(EpochResult result, ValidationFigure figure) => figure switch
    {
        ValidationFigure.Loss => result.ValidationLoss,
        ValidationFigure.PatchAccuracy => result.ValidationPatchAccuracy,
        ValidationFigure.SongAccuracy => result.ValidationAccuracy,
        ValidationFigure.RocAuc => result.ValidationRocAuc,
        _ => result.ValidationPrAuc,
    } ?? throw new ArgumentException($"Every tag is on all of the validation songs or on none, so that there is no {figure} to choose the best epoch by. Validate with more songs.", nameof(result));

    /// <summary>Returns whether a figure is better than another; equal ones are not, so that the first of them stays.</summary>
    public static bool IsBetter(double one, double other, ValidationFigure figure) => figure == ValidationFigure.Loss ? one < other : one > other;
}
