namespace MusicCnn.Insight;

/// <summary>Represents one line of a line plot.</summary>
/// <remarks>Where a coordinate is not finite, or not above zero on a logarithmic axis, the line has a gap.</remarks>
public sealed record LineSeries
{
    /// <summary>Initializes a new instance of the <see cref="LineSeries"/> class from points.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">The horizontal coordinate of each point; copied.</param>
    /// <param name="y">The vertical coordinate of each point; copied, as many as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The coordinates differ in number.</exception>
    public LineSeries(string name, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (x.Length != y.Length)
            throw new ArgumentException($"A line needs as many x as y, but got {x.Length} and {y.Length}.", nameof(y));
        (Name, X, Y) = (name, x.ToArray(), y.ToArray());
    }

    /// <summary>Gets the name in the legend.</summary>
    public string Name { get; }

    /// <summary>Gets the color.</summary>
    /// <value>With <see langword="null"/>, the default, the next of eight colors that are easy to tell apart.</value>
    public Rgb? Color { get; init; }

    /// <summary>Gets the horizontal coordinates.</summary>
    internal double[] X { get; }

    /// <summary>Gets the vertical coordinates.</summary>
    internal double[] Y { get; }

    /// <summary>Returns a line through values at even distances, such as the samples of a waveform.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="values">The values; copied.</param>
    /// <param name="rate">The number of values in one unit of the horizontal axis: with the sample rate, it is in seconds.</param>
    /// <param name="start">The place of the first value.</param>
    /// <returns>The line.</returns>
    public static LineSeries Sampled(string name, ReadOnlySpan<float> values, double rate = 1, double start = 0)
    {
        Internal.Require.Positive(rate, "values per unit", nameof(rate));
        var (x, y) = (new double[values.Length], new double[values.Length]);
        for (var i = 0; i < values.Length; i++)
            (x[i], y[i]) = (start + (i / rate), values[i]);
        return new(name, x, y);
    }
}
