using MusicCnn.FrontEnds;
using MusicCnn.Insight.Axes;
using MusicCnn.Internal;

namespace MusicCnn.Insight;

/// <summary>Represents what the rows or the columns of a heat map stand for.</summary>
/// <remarks>A value of the axis lies at the center of its row or column; made by the factories only.</remarks>
public sealed record CellAxis
{
    private readonly Func<int, AxisMap> _map;
    private readonly string[]? _names;

    private CellAxis(string? label, AxisQuantity quantity, Func<int, AxisMap> map, string[]? names = null) =>
        (Label, Quantity, _map, _names) = (label, quantity, map, names);

    /// <summary>Gets what is written along the axis.</summary>
    /// <value>With <see langword="null"/>, the default, the quantity's name and unit; an empty text leaves it away.</value>
    public string? Label { get; init; }

    /// <summary>Gets what the numbers mean.</summary>
    public AxisQuantity Quantity { get; }

    /// <summary>Returns an axis of plain numbers at even distances, such as the numbers of bins or frames.</summary>
    /// <param name="label">What is written along the axis.</param>
    /// <param name="first">The number of the first row or column.</param>
    /// <param name="step">The distance from one to the next, above zero.</param>
    /// <returns>The axis.</returns>
    public static CellAxis Numbers(string? label = null, double first = 0, double step = 1) =>
        Even(label, AxisQuantity.Number, first, step);

    /// <summary>Returns a time axis in seconds.</summary>
    /// <param name="frameRate">The number of frames in a second, above zero.</param>
    /// <param name="start">The time of the first frame's center, in seconds.</param>
    /// <returns>The axis.</returns>
    public static CellAxis Seconds(double frameRate, double start = 0) =>
        Even(null, AxisQuantity.Seconds, start, 1 / Require.Positive(frameRate, "frames per second", nameof(frameRate)));

    /// <summary>Returns a frequency axis.</summary>
    /// <param name="centers">The center frequency of each bin, in hertz, above or equal to zero and ascending.</param>
    /// <param name="scale">How the bins are spaced.</param>
    /// <param name="quantity"><see cref="AxisQuantity.Hertz"/>, <see cref="AxisQuantity.Notes"/> or <see cref="AxisQuantity.PitchClasses"/>.</param>
    /// <returns>The axis.</returns>
    /// <exception cref="ArgumentException">The frequencies do not ascend, a logarithmic axis has one of zero, or the scale is none of frequencies.</exception>
    public static CellAxis Frequencies(
        IReadOnlyList<double> centers, FrequencyScale scale, AxisQuantity quantity = AxisQuantity.Hertz)
    {
        ArgumentNullException.ThrowIfNull(centers);
        Require.Defined(scale, nameof(scale));
        if (scale is FrequencyScale.Tempo or FrequencyScale.None)
            throw new ArgumentException($"Rows on the scale {scale} are no frequencies. Use Tempi or Numbers.", nameof(scale));
        if (quantity is not (AxisQuantity.Hertz or AxisQuantity.Notes or AxisQuantity.PitchClasses))
            throw new ArgumentException($"A frequency axis is written in Hertz, Notes or PitchClasses, but quantity was {quantity}.", nameof(quantity));

        var map = CenterMap.Of(centers, scale, nameof(centers));
        return new(null, quantity, cells => cells == centers.Count
            ? map
            : throw new ArgumentException($"The axis has {centers.Count} frequencies, but the image has {cells} of these cells."));
    }

    /// <summary>Returns the axis of a tempogram's rows: row ℓ is a beat of ℓ frames.</summary>
    /// <param name="frameRate">The number of frames in a second, above zero.</param>
    /// <returns>The axis, in beats per minute; the fastest tempo is at row 0.</returns>
    public static CellAxis Tempi(double frameRate)
    {
        Require.Positive(frameRate, "frames per second", nameof(frameRate));
        return new(null, AxisQuantity.BeatsPerMinute, cells => new LagMap(frameRate, cells));
    }

    /// <summary>Returns the axis of the rows of a front-end's images.</summary>
    /// <param name="frontEnd">The front-end.</param>
    /// <param name="quantity">Hertz, notes or pitch classes; by default notes where the axis is logarithmic, pitch classes where it is those, and hertz
    /// elsewhere. Without effect where rows are no frequencies: they are tempi in beats per minute, or numbers.</param>
    /// <returns>The axis.</returns>
    public static CellAxis Frequencies(IFrontEnd frontEnd, AxisQuantity? quantity = null)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        if (frontEnd.Scale == FrequencyScale.Tempo)
            return Tempi(frontEnd.FrameRate);
        if (frontEnd.Scale == FrequencyScale.None)
            return Numbers("Row");
        var suited = frontEnd.Scale switch
        {
            FrequencyScale.Logarithmic => AxisQuantity.Notes,
            FrequencyScale.PitchClass => AxisQuantity.PitchClasses,
            _ => AxisQuantity.Hertz,
        };
        return Frequencies(frontEnd.CenterFrequencies, frontEnd.Scale, quantity ?? suited);
    }

    /// <summary>Returns an axis of named cells, such as the classes of a confusion matrix.</summary>
    /// <param name="label">What is written along the axis.</param>
    /// <param name="names">The name of each row or column.</param>
    /// <returns>The axis.</returns>
    public static CellAxis Names(string? label, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] copy = [.. names];
        return new(
            label,
            AxisQuantity.Number,
            cells => cells == copy.Length
                ? new LinearMap(-0.5, cells - 0.5)
                : throw new ArgumentException($"The axis has {copy.Length} names, but the image has {cells} of these cells."),
            copy);
    }

    /// <summary>Returns what the axis shows along a number of cells.</summary>
    /// <exception cref="ArgumentException">The axis was made for another number of cells.</exception>
    internal AxisContent Along(int cells) => new(_map(cells), Quantity, Label, _names);

    private static CellAxis Even(string? label, AxisQuantity quantity, double first, double step)
    {
        Require.Positive(step, "(a step along the axis)", nameof(step));
        return new(label, quantity, cells => new LinearMap(first - (step / 2), first + ((cells - 0.5) * step)));
    }
}
