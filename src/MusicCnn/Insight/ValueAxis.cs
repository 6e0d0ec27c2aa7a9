using MusicCnn.Internal;

namespace MusicCnn.Insight;

/// <summary>Represents an axis of values: one of a line plot, or the color bar of a heat map.</summary>
public sealed record ValueAxis
{
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

    /// <summary>Returns the limits: the given ones, and those of the data where none is given.</summary>
    /// <exception cref="ArgumentException">The limits are in the wrong order.</exception>
    internal (double Low, double High) Limits(double least, double greatest)
    {
        var (low, high) = (Low ?? least, High ?? greatest);
        if (high > low)
            return (low, high);
        if (Low is not null && High is not null)
            throw new ArgumentException(FormattableString.Invariant($"High must lie above Low ({low}), but was {high}."));

        // Constant data, or data on the wrong side of a given limit: show something around what is known.
        var width = Math.Max(1, 1e-3 * Math.Abs(Low ?? High ?? low));
        if (Low is not null)
            return (low, low + width);
        return High is not null ? (high - width, high) : (low - (width / 2), low + (width / 2));
    }

    private static double? Finite(double? value, string name) => value is null || double.IsFinite(value.Value)
        ? value
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} must be a finite number, but was {value}."));
}
