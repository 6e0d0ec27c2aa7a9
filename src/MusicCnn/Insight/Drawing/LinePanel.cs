namespace MusicCnn.Insight.Drawing;

/// <summary>Represents a line plot.</summary>
internal sealed class LinePanel : ValuePanel
{
    /// <summary>The white above and below the data, as a part of their range.</summary>
    private const double Headroom = 0.04;

    private readonly LineSeries[] _series;

    public LinePanel(LineSeries[] series, LinePlotOptions options)
        : base(
            options,
            options.Horizontal,
            options.Vertical,
            (Map(options.Horizontal, series.SelectMany(line => line.X), headroom: 0), Map(options.Vertical, series.SelectMany(line => line.Y), Headroom)),
            [.. series.Select((line, i) => (line.Name, ColorOf(line.Color, i)))])
    {
        _series = series;
    }

    protected override void DrawData(Canvas canvas, PixelArea plot)
    {
        for (var i = 0; i < _series.Length; i++)
        {
            var pen = new Pen(plot.Grow(Style.Hairline).Intersect(canvas.Area), LineWidth * Style.Pixels(1));
            LinePath.Trace(pen, plot, _series[i], Maps.Horizontal, Maps.Vertical);
            canvas.Ink(pen, ColorOf(_series[i].Color, i));
        }
    }
}
