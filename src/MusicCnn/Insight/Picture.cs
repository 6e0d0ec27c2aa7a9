using MusicCnn.FrontEnds;
using MusicCnn.Insight.Drawing;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Insight;

/// <summary>Represents a picture of data, saved as a PNG file: a heat map, a line plot, a scatter plot, or several of them on top of each other.</summary>
/// <remarks>
/// <para>Everything is drawn and encoded by the library itself, text included (ASCII and <c>° ± ² µ · × – − ♭ ♯</c>; an empty
/// box stands for other characters). The same data and settings give the same bytes on the same machine.</para>
/// <para>Verified against: the PNG specification by a decoder of its own in the tests.</para>
/// </remarks>
/// <example>
/// <code>
/// using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
/// using var image = mel.call(waveform);                                   // [1, 96, T]
/// Picture.HeatMap(mel, image, new() { Title = "log-mel spectrogram" }).Save("mel.png");
/// </code>
/// </example>
public sealed class Picture
{
    /// <summary>The most pixels of a file: 300 MB of memory while it is drawn.</summary>
    private const long GreatestPixels = 100_000_000;

    private readonly Panel[] _panels;

    private Picture(params Panel[] panels)
    {
        _panels = panels;
        var scale = panels[0].Options.Scale;
        Width = panels.Max(panel => (int)Math.Round(panel.Options.Width * scale, MidpointRounding.AwayFromZero));
        var height = panels.Sum(panel => (long)panel.Height);
        if (height * Width > GreatestPixels)
            throw new ArgumentException($"A picture can have {GreatestPixels:N0} pixels, but this one would have {Width} × {height}. Make it smaller, or lower Scale.");
        Height = (int)height;
    }

    /// <summary>Gets the width of the file, in pixels.</summary>
    public int Width { get; }

    /// <summary>Gets the height of the file, in pixels.</summary>
    public int Height { get; }

    /// <summary>Returns a heat map of a matrix.</summary>
    /// <param name="values">The values, rows first; row 0 is drawn at the bottom unless the options say otherwise. Copied.</param>
    /// <param name="options">The settings; <see langword="null"/> for the default ones.</param>
    /// <returns>The picture. Infinite values take the color of the scale's end.</returns>
    /// <exception cref="ArgumentException">There is no value, or an axis or a box does not fit the size.</exception>
    public static Picture HeatMap(float[,] values, HeatMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var copy = new float[values.Length];
        Buffer.BlockCopy(values, 0, copy, 0, Buffer.ByteLength(values));
        return HeatMap(copy, values.GetLength(0), values.GetLength(1), options);
    }

    /// <summary>Returns a heat map of a matrix that lies row by row in memory.</summary>
    /// <param name="values">The values; row 0 is drawn at the bottom unless the options say otherwise. Copied.</param>
    /// <param name="rows">The number of rows, at least 1.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    /// <param name="options">The settings; <see langword="null"/> for the default ones.</param>
    /// <returns>The picture. Infinite values take the color of the scale's end.</returns>
    /// <exception cref="ArgumentException">The number of values is not rows times columns, or an axis or a box does not fit the size.</exception>
    public static Picture HeatMap(ReadOnlySpan<float> values, int rows, int columns, HeatMapOptions? options = null)
    {
        Require.Positive(rows, "rows", nameof(rows));
        Require.Positive(columns, "columns", nameof(columns));
        if (values.Length != (long)rows * columns)
            throw new ArgumentException($"{rows} rows of {columns} columns are {(long)rows * columns} values, but got {values.Length}.", nameof(values));
        return new(new HeatMapPanel(values.ToArray(), rows, columns, options ?? new()));
    }

    /// <summary>Returns a heat map of a front-end's image, its axes in seconds and in hertz or note names.</summary>
    /// <param name="frontEnd">The front-end that made the image.</param>
    /// <param name="image">The image, <c>[F, T]</c>; further sizes before these must be 1. Real numbers of any type, on any device.</param>
    /// <param name="options">The settings; <see langword="null"/> for the default ones. Its axes, where given, take precedence.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The image has another shape or is complex, or an axis or a box does not fit the size.</exception>
    public static Picture HeatMap(IFrontEnd frontEnd, Tensor image, HeatMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        ArgumentNullException.ThrowIfNull(image);
        var shape = image.shape;
        if (shape.Length < 2 || shape[^2] != frontEnd.Bins || shape[^1] < 1 || shape[..^2].Any(size => size != 1))
        {
            throw new ArgumentException(
                $"Expected [frequency={frontEnd.Bins}, time] or [1, frequency={frontEnd.Bins}, time], but got {ShapeGuard.Print(shape)}. Select one image of a batch, as in images[0].",
                nameof(image));
        }

        if (image.is_complex())
            throw new ArgumentException("A heat map shows real numbers, but the image is complex; take image.abs() or image.angle().", nameof(image));

        using var scope = NewDisposeScope();
        var values = image.detach().cpu().to_type(ScalarType.Float32).contiguous().data<float>().ToArray();
        options ??= new();
        return HeatMap(values, frontEnd.Bins, (int)shape[^1], options with
        {
            Horizontal = options.Horizontal ?? CellAxis.Seconds(frontEnd.FrameRate),
            Vertical = options.Vertical ?? CellAxis.Frequencies(frontEnd),
        });
    }

    /// <summary>Returns a line plot.</summary>
    /// <param name="series">The lines, at least one.</param>
    /// <param name="options">The settings; <see langword="null"/> for the default ones.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There is no line, or the limits of an axis are in the wrong order.</exception>
    public static Picture Lines(IReadOnlyList<LineSeries> series, LinePlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        Require.Positive(series.Count, "lines", nameof(series));
        return new(new LinePanel([.. series], options ?? new()));
    }

    /// <summary>Returns a scatter plot.</summary>
    /// <param name="series">The points, at least one series, each of one color.</param>
    /// <param name="options">The settings; <see langword="null"/> for the default ones.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There is no series, or the limits of an axis are in the wrong order.</exception>
    public static Picture Scatter(IReadOnlyList<PointSeries> series, ScatterPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        Require.Positive(series.Count, "series", nameof(series));
        return new(new ScatterPanel([.. series], options ?? new()));
    }

    /// <summary>Returns pictures on top of each other, the first one highest; their plots begin and end at the same columns.</summary>
    /// <param name="pictures">The pictures, at least one, all of one <see cref="PictureOptions.Scale"/>; the widest one sets the width.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There is none, the scales differ, or the whole is too large.</exception>
    public static Picture Stack(params IReadOnlyList<Picture> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        Require.Positive(pictures.Count, "pictures", nameof(pictures));
        Panel[] panels = [.. pictures.SelectMany(picture => picture._panels)];
        var scales = panels.Select(panel => panel.Options.Scale).Distinct().ToArray();
        if (scales.Length > 1)
            throw new ArgumentException(FormattableString.Invariant($"All pictures of a stack must have one Scale, but got {scales[0]} and {scales[1]}."), nameof(pictures));
        return new(panels);
    }

    /// <summary>Saves the picture as a PNG file; an existing one is replaced.</summary>
    /// <param name="path">The file's path.</param>
    public void Save(string path) => File.WriteAllBytes(path, ToPng());

    /// <summary>Writes the picture as a PNG file to a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToPng());
    }

    /// <summary>Returns the picture as the bytes of a PNG file.</summary>
    /// <returns>The bytes.</returns>
    public byte[] ToPng() => PngEncoder.Encode(Draw());

    /// <summary>Returns where the plots of the panels lie, from the top.</summary>
    internal IReadOnlyList<PixelArea> Plots()
    {
        List<PixelArea> plots = [];
        ForEachPanel((panel, area, left, right) => plots.Add(panel.Plot(area, left, right)));
        return plots;
    }

    /// <summary>Returns the picture as pixels.</summary>
    internal Canvas Draw()
    {
        var canvas = new Canvas(Width, Height);
        ForEachPanel((panel, area, left, right) => panel.Draw(canvas, area, left, right));
        return canvas;
    }

    private void ForEachPanel(Action<Panel, PixelArea, int, int> action)
    {
        var (left, right) = (_panels.Max(panel => panel.Margins().Left), _panels.Max(panel => panel.Margins().Right));
        var top = 0;
        foreach (var panel in _panels)
        {
            action(panel, new(0, top, Width, panel.Height), left, right);
            top += panel.Height;
        }
    }
}
