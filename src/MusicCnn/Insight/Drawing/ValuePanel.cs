using MusicCnn.Insight.Axes;

namespace MusicCnn.Insight.Drawing;

/// <summary>Represents a plot of values over values with its axes, grid and legend.</summary>
internal abstract class ValuePanel : Panel
{
    /// <summary>The width of a line, in unscaled pixels.</summary>
    protected const double LineWidth = 1.6;

    private readonly AxisContent _horizontal;
    private readonly VerticalAxis _vertical;
    private readonly Legend _legend;

    /// <summary>Initializes a new instance of the <see cref="ValuePanel"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="horizontal">The horizontal axis.</param>
    /// <param name="vertical">The vertical axis.</param>
    /// <param name="maps">Where values lie on them.</param>
    /// <param name="series">The names and colors of what is drawn.</param>
    protected ValuePanel(
        PictureOptions options, ValueAxis horizontal, ValueAxis vertical, (AxisMap Horizontal, AxisMap Vertical) maps, IReadOnlyList<(string Name, Rgb Color)> series)
        : base(options)
    {
        Maps = maps;
        _horizontal = new(maps.Horizontal, horizontal.Quantity, horizontal.Label);
        _legend = new(Style, series, Style.Pixels(options.Width - 120));
        _vertical = new(Style, new(maps.Vertical, vertical.Quantity, vertical.Label), PlotHeight());
    }

    /// <summary>Gets where values lie on the axes.</summary>
    protected (AxisMap Horizontal, AxisMap Vertical) Maps { get; }

    protected override int LeftBreadth() => _vertical.Breadth;

    protected override int RightBreadth() => Style.Pixels(10);

    protected override int Depth() => HorizontalAxis.Depth(Style, _horizontal, Options.Width);

    // The axes are made in the constructor, which asks for the height of the plot, after the legend.
    protected override int Heading() => _legend.Height;

    protected override void DrawPlot(Canvas canvas, PixelArea plot)
    {
        var horizontal = new HorizontalAxis(Style, _horizontal, plot, turned: false);
        horizontal.DrawGrid(canvas);
        _vertical.DrawGrid(canvas, plot);
        DrawData(canvas, plot);
        canvas.Fill(new(plot.X - Style.Hairline, plot.Y, Style.Hairline, plot.Height + Style.Hairline), Style.Ink);
        canvas.Fill(new(plot.X - Style.Hairline, plot.Bottom, plot.Width + Style.Hairline, Style.Hairline), Style.Ink);
        horizontal.Draw(canvas);
        _vertical.DrawLeft(canvas, plot);
        _legend.Draw(canvas, plot.X, plot.Y - _legend.Height);
    }

    /// <summary>Draws what lies between the axes.</summary>
    protected abstract void DrawData(Canvas canvas, PixelArea plot);

    /// <summary>Returns where values lie on an axis that shows data.</summary>
    protected static AxisMap Map(ValueAxis axis, IEnumerable<double> data, double headroom)
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in data)
        {
            if (!double.IsFinite(value) || (axis.Logarithmic && value <= 0))
                continue;
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        if (least > greatest)
            (least, greatest) = axis.Logarithmic ? (1, 10) : (0, 1);
        var (low, high) = axis.Limits(least, greatest, headroom);
        return axis.Logarithmic ? new LogarithmicMap(low, high) : new LinearMap(low, high);
    }

    /// <summary>Returns the color of a series.</summary>
    protected static Rgb ColorOf(Rgb? color, int series) => color ?? Style.Lines[series % Style.Lines.Length];
}
