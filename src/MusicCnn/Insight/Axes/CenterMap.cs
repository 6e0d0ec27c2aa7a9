using MusicCnn.FrontEnds;

namespace MusicCnn.Insight.Axes;

/// <summary>Maps frequencies to places along an axis of equally high bins of which the center frequencies are known.</summary>
/// <remarks>Between two centers, and half a bin beyond the outer ones, it goes on in hertz, or in octaves if the scale is logarithmic.</remarks>
internal sealed class CenterMap : AxisMap
{
    /// <summary>The deviation from even steps, relative to a step, up to which a linear scale is treated as exactly even.</summary>
    private const double StepTolerance = 1e-6;

    private readonly double[] _centers;
    private readonly bool _logarithmic;

    private CenterMap(double[] centers, bool logarithmic)
    {
        _centers = centers;
        _logarithmic = logarithmic;
        Low = Math.Max(0, ValueAt(-0.5));
        High = ValueAt(centers.Length - 0.5);
    }

    public override double Low { get; }

    public override double High { get; }

    /// <summary>Returns the map of bins with the given centers; evenly spaced linear ones give a <see cref="LinearMap"/>.</summary>
    public static AxisMap Of(IReadOnlyList<double> centers, FrequencyScale scale, string name)
    {
        if (centers.Count == 0)
            throw new ArgumentException("A frequency axis needs at least 1 center frequency, but got none.", name);

        var logarithmic = scale is FrequencyScale.Logarithmic or FrequencyScale.PitchClass;
        for (var i = 0; i < centers.Count; i++)
        {
            var (value, limit) = (centers[i], i == 0 ? 0 : centers[i - 1]);
            if (double.IsFinite(value) && (i == 0 ? value >= (logarithmic ? double.Epsilon : 0) : value > limit))
                continue;
            throw new ArgumentException(
                FormattableString.Invariant($"The center frequencies must be finite, not negative{(logarithmic ? " or zero" : string.Empty)} and ascending, but number {i} was {value} Hz."),
                name);
        }

        if (centers.Count == 1)
            return new LinearMap(centers[0] * 0.97, (centers[0] * 1.03) + 1e-9);

        var step = (centers[^1] - centers[0]) / (centers.Count - 1);
        var even = Enumerable.Range(0, centers.Count).All(i => Math.Abs(centers[i] - centers[0] - (i * step)) < StepTolerance * step);
        return scale == FrequencyScale.Linear && even
            ? new LinearMap(centers[0] - (step / 2), centers[^1] + (step / 2))
            : new CenterMap([.. centers], logarithmic);
    }

    public override double Position(double value)
    {
        var found = Array.BinarySearch(_centers, value);
        var lower = Math.Clamp(found >= 0 ? found : ~found - 1, 0, _centers.Length - 2);
        var (low, high) = (_centers[lower], _centers[lower + 1]);
        var part = _logarithmic ? Math.Log(value / low) / Math.Log(high / low) : (value - low) / (high - low);
        return (lower + part + 0.5) / _centers.Length;
    }

    private double ValueAt(double index)
    {
        var lower = Math.Clamp((int)index, 0, _centers.Length - 2);
        var (low, high) = (_centers[lower], _centers[lower + 1]);
        var part = index - lower;
        return _logarithmic ? low * Math.Pow(high / low, part) : low + (part * (high - low));
    }
}
