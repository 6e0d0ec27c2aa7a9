using MusicCnn.Internal;

namespace MusicCnn.Insight;

/// <summary>Represents an axis of values: one of a line plot, or the color bar of a heat map.</summary>
public sealed record ValueAxis
{
    /// <summary>The greatest number that is drawn; sums of numbers beyond it would overflow.</summary>
    private const double Extreme = 1e280;

    /// <summary>The least range of an axis, relative to its values: a smaller one is rounding noise.</summary>
    private const double Precision = 1e-12;

    /// <summary>Gets what is written along the axis, with its unit.</summary>
    /// <value>With <see langword="null"/>, the default, the quantity's name and unit; an empty text leaves it away.</value>
    public string? Label { get; init; }

    /// <summary>Gets what the numbers mean.</summary>
    /// <value>The default value is <see cref="AxisQuantity.Number"/>.</value>
    public AxisQuantity Quantity { get; init => field = Require.Defined(value); }

    /// <summary>Gets a value indicating whether equal distances stand for equal ratios; all values must then be above zero.</summary>
    /// <value>The default value is <see langword="false"/>. A color bar is always linear.</value>
    public bool Logarithmic { get; init; }

    /// <summary>Gets the value at the low end.</summary>
    /// <value>With <see langword="null"/>, the default, the least value of the data.</value>
    public double? Low { get; init => field = Finite(value, nameof(Low)); }

    /// <summary>Gets the value at the high end.</summary>
    /// <value>With <see langword="null"/>, the default, the greatest value of the data.</value>
    public double? High { get; init => field = Finite(value, nameof(High)); }

    /// <summary>Returns the limits: the given ones, and those of the data where none is given, with some space around them.</summary>
    /// <param name="least">The least value of the data.</param>
    /// <param name="greatest">The greatest value of the data.</param>
    /// <param name="headroom">The space on each side, as a part of the range of the data.</param>
    /// <exception cref="ArgumentException">The given limits are in the wrong order, or not above zero on a logarithmic axis.</exception>
    internal (double Low, double High) Limits(double least, double greatest, double headroom = 0)
    {
        if (Low >= High)
            throw new ArgumentException(FormattableString.Invariant($"High must lie above Low ({Low}), but was {High}."));
        if (Logarithmic && (Low <= 0 || High <= 0))
            throw new ArgumentException(FormattableString.Invariant($"The limits of a logarithmic axis must be above 0, but Low was {Low ?? least} and High {High ?? greatest}."));
        if (Logarithmic)
        {
            var (from, to) = Spread(
                Math.Log(Math.Clamp(least, 1 / Extreme, Extreme)), Math.Log(Math.Clamp(greatest, 1 / Extreme, Extreme)), Logarithm(Low), Logarithm(High), headroom);
            return (Low ?? Math.Exp(from), High ?? Math.Exp(to));
        }

        return Spread(Math.Clamp(least, -Extreme, Extreme), Math.Clamp(greatest, -Extreme, Extreme), Low, High, headroom);
    }

    private static (double Low, double High) Spread(double least, double greatest, double? low, double? high, double headroom)
    {
        var space = headroom * (greatest - least);
        var (from, to) = (low ?? (least - space), high ?? (greatest + space));
        if (to - from > Math.Max(1 / Extreme, Precision * Math.Max(Math.Abs(from), Math.Abs(to))))
            return (from, to);

        // Constant data, or data on the wrong side of a given limit: show something around what is known.
        var width = Math.Max(1, 1e-3 * Math.Abs(low ?? high ?? least));
        if (low is not null)
            return (from, high ?? (from + width));
        return high is not null ? (to - width, to) : (least - (width / 2), least + (width / 2));
    }

    private static double? Logarithm(double? value) => value is null ? null : Math.Log(value.Value);

    private static double? Finite(double? value, string name) => value is null || double.IsFinite(value.Value)
        ? value
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} must be a finite number, but was {value}."));
}
