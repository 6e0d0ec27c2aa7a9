namespace MusicCnn.Training;

/// <summary>Represents the figures of several folds or seeds: their mean, and how far they lie from it.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation of the sample, √(Σ(x − mean)² / (n − 1)); NaN for one figure.</param>
/// <param name="Count">The number n of figures.</param>
public readonly record struct MeanAndDeviation(double Mean, double Deviation, int Count)
{
    /// <summary>Computes both of figures.</summary>
    /// <param name="figures">The figures, at least one.</param>
    /// <returns>The mean and the deviation.</returns>
    /// <exception cref="ArgumentException">There are no figures.</exception>
    public static MeanAndDeviation Of(IEnumerable<double> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var all = figures.ToArray();
        if (all.Length == 0)
            throw new ArgumentException("There are no figures to take the mean of.", nameof(figures));
        var mean = all.Average();
        return new(mean, all.Length == 1 ? double.NaN : Math.Sqrt(all.Sum(figure => (figure - mean) * (figure - mean)) / (all.Length - 1)), all.Length);
    }

    /// <summary>Returns both, such as <c>0.913 ± 0.021</c>; the mean alone for one figure.</summary>
    /// <returns>The figures as text.</returns>
    public override string ToString() => Count == 1 ? FormattableString.Invariant($"{Mean:0.000}") : FormattableString.Invariant($"{Mean:0.000} ± {Deviation:0.000}");
}
