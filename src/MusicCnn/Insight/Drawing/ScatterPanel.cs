namespace MusicCnn.Insight.Drawing;

/// <summary>Represents a scatter plot: points with their deviations and labels.</summary>
internal sealed class ScatterPanel : ValuePanel
{
    /// <summary>The white around the data, as a part of their range.</summary>
    private const double Headroom = 0.06;

    private readonly PointSeries[] _series;
    private readonly double _pointSize;

    public ScatterPanel(PointSeries[] series, ScatterPlotOptions options)
        : base(
            options,
            options.Horizontal,
            options.Vertical,
            (Map(options.Horizontal, series.SelectMany(points => points.X), Headroom), Map(options.Vertical, series.SelectMany(Reach), Headroom)),
            [.. series.Select((points, i) => (points.Name, ColorOf(points.Color, i)))])
    {
        (_series, _pointSize) = (series, options.PointSize * options.Scale);
    }

    protected override void DrawData(Canvas canvas, PixelArea plot)
    {
        List<(PixelArea Box, string Label)> marks = [];
        for (var i = 0; i < _series.Length; i++)
        {
            var (points, color) = (_series[i], ColorOf(_series[i].Color, i));
            var bars = new Pen(plot, LineWidth * Style.Pixels(1));
            var dots = new Pen(plot.Grow((int)_pointSize).Intersect(canvas.Area), _pointSize);
            for (var point = 0; point < points.X.Length; point++)
            {
                var (x, y) = (plot.X + (plot.Width * Maps.Horizontal.Position(points.X[point])), Row(plot, points.Y[point]));
                // Not a number or beyond an end of an axis.
                if (!(x >= plot.X && x <= plot.Right && y >= plot.Y && y <= plot.Bottom))
                    continue;
                if (points.Deviations.Count > 0 && points.Deviations[point] > 0)
                    bars.Line(x, Row(plot, points.Y[point] - points.Deviations[point]), x, Row(plot, points.Y[point] + points.Deviations[point]));
                dots.Line(x, y, x, y);
                var half = _pointSize / 2;
                marks.Add((new((int)(x - half), (int)(y - half), (int)_pointSize, (int)_pointSize), points.Labels.Count > 0 ? points.Labels[point] : ""));
            }

            canvas.Ink(bars, color.Mix(new(255, 255, 255), 0.5));
            canvas.Ink(dots, color);
        }

        var descent = Style.Pixels(3);
        var places = LabelPlacer.Place(
            plot,
            [.. marks.Select(mark => mark.Box)],
            [.. marks.Select(mark => (mark.Label.Length == 0 ? 0 : (int)Math.Ceiling((double)StrokeFont.Width(mark.Label, Style.Text)), Style.TextRows + descent))],
            Style.Pixels(2));
        for (var i = 0; i < places.Count; i++)
            StrokeFont.Draw(canvas, marks[i].Label, places[i].X, places[i].Bottom - descent, Style.Text, Style.Ink);
    }

    private static IEnumerable<double> Reach(PointSeries points) =>
        points.Y.Concat(points.Deviations.SelectMany((deviation, point) => deviation > 0 ? new[] { points.Y[point] - deviation, points.Y[point] + deviation } : []));

    private double Row(PixelArea plot, double value) => plot.Y + (plot.Height * (1 - Maps.Vertical.Position(value)));
}
