using MusicCnn.Internal;

namespace MusicCnn.Insight;

/// <summary>Represents points of one color in a scatter plot, such as networks of one family.</summary>
/// <remarks>A point with a coordinate that is not finite, or not above zero on a logarithmic axis, is not drawn; one beyond the given limits of an axis is not, either.</remarks>
public sealed record PointSeries
{
    /// <summary>Initializes a new instance of the <see cref="PointSeries"/> class from points.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">The horizontal coordinate of each point; copied.</param>
    /// <param name="y">The vertical coordinate of each point; copied, as many as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The coordinates differ in number.</exception>
    public PointSeries(string name, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (x.Length != y.Length)
            throw new ArgumentException($"Points need as many x as y, but got {x.Length} and {y.Length}.", nameof(y));
        (Name, X, Y) = (name, x.ToArray(), y.ToArray());
    }

    /// <summary>Gets the name in the legend.</summary>
    public string Name { get; }

    /// <summary>Gets the color.</summary>
    /// <value>With <see langword="null"/>, the default, the next of eight colors that are easy to tell apart.</value>
    public Rgb? Color { get; init; }

    /// <summary>Gets what is written at each point, as many texts as points; an empty one at none.</summary>
    /// <value>The default value is no text at all. Texts find places beside their points, on no other point or text where there is room.</value>
    public IReadOnlyList<string> Labels { get; init => field = Fitting(value, nameof(Labels)); } = [];

    /// <summary>Gets half the height of a vertical bar through each point, in units of the vertical axis, such as its standard deviation; as many as points.</summary>
    /// <value>The default value is no bar at all; one that is not a number or not above zero is not drawn.</value>
    public IReadOnlyList<double> Deviations { get; init => field = Fitting(value, nameof(Deviations)); } = [];

    /// <summary>Gets the horizontal coordinates.</summary>
    internal double[] X { get; }

    /// <summary>Gets the vertical coordinates.</summary>
    internal double[] Y { get; }

    private ValueList<T> Fitting<T>(IReadOnlyList<T> values, string name)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count != 0 && values.Count != X.Length)
            throw new ArgumentException($"{name} must be none or as many as points ({X.Length}), but are {values.Count}.", name);
        return new ValueList<T>(values);
    }
}
