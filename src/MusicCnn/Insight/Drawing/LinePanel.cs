using MusicCnn.Insight.Axes;

namespace MusicCnn.Insight.Drawing;

/// <summary>Represents a line plot with its axes, grid and legend.</summary>
internal sealed class LinePanel : Panel
{
    /// <summary>The white above and below the data, as a part of their range.</summary>
    private const double Headroom = 0.04;

    /// <summary>The width of a line, in unscaled pixels.</summary>
    private const double LineWidth = 1.6;

    private readonly LinePlotOptions _options;
    private readonly LineSeries[] _series;
    private readonly AxisContent _horizontal;
    private readonly AxisMap _verticalMap;
    private readonly VerticalAxis _vertical;
    private readonly Legend _legend;

    public LinePanel(LineSeries[] series, LinePlotOptions options)
        : base(options)
    {
        (_series, _options) = (series, options);
        _horizontal = new(
            Map(options.Horizontal, series.SelectMany(line => line.X), headroom: 0),
            options.Horizontal.Quantity,
            options.Horizontal.Label);
        _verticalMap = Map(options.Vertical, series.SelectMany(line => line.Y), Headroom);
        _legend = new(Style, [.. series.Select((line, i) => (line.Name, Color(i)))], Style.Pixels(options.Width - 120));
        _vertical = new(Style, new(_verticalMap, options.Vertical.Quantity, options.Vertical.Label), PlotHeight());
    }

    protected override int LeftBreadth() => _vertical.Breadth;

    protected override int RightBreadth() => Style.Pixels(10);

    protected override int Depth() => HorizontalAxis.Depth(Style, _horizontal, _options.Width);

    protected override int Heading() => _legend.Height;

    protected override void DrawPlot(Canvas canvas, PixelArea plot)
    {
        var horizontal = new HorizontalAxis(Style, _horizontal, plot, turned: false);
        horizontal.DrawGrid(canvas);
        _vertical.DrawGrid(canvas, plot);
        for (var i = 0; i < _series.Length; i++)
        {
            var pen = new Pen(plot.Grow(Style.Hairline).Intersect(canvas.Area), LineWidth * Style.Pixels(1));
            LinePath.Trace(pen, plot, _series[i], _horizontal.Map, _verticalMap);
            canvas.Ink(pen, Color(i));
        }

        canvas.Fill(new(plot.X - Style.Hairline, plot.Y, Style.Hairline, plot.Height + Style.Hairline), Style.Ink);
        canvas.Fill(new(plot.X - Style.Hairline, plot.Bottom, plot.Width + Style.Hairline, Style.Hairline), Style.Ink);
        horizontal.Draw(canvas);
        _vertical.DrawLeft(canvas, plot);
        _legend.Draw(canvas, plot.X, plot.Y - _legend.Height);
    }

    private static AxisMap Map(ValueAxis axis, IEnumerable<double> data, double headroom)
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

    private Rgb Color(int series) => _series[series].Color ?? Style.Lines[series % Style.Lines.Length];
}
