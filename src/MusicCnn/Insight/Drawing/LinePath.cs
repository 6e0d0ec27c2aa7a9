using MusicCnn.Insight.Axes;

namespace MusicCnn.Insight.Drawing;

/// <summary>Draws a series of points as a line; many points in one column of pixels become its first, extreme and last ones.</summary>
internal static class LinePath
{
    /// <summary>How far outside the plot a point may lie, in plots; farther ones are moved there, which changes no visible pixel noticeably.</summary>
    private const double Reach = 50;

    /// <summary>Draws the series.</summary>
    public static void Trace(Pen pen, PixelArea plot, LineSeries series, AxisMap horizontal, AxisMap vertical)
    {
        List<(double X, double Y)> run = [];
        for (var i = 0; i < series.X.Length; i++)
        {
            var x = plot.X + (plot.Width * Bounded(horizontal.Position(series.X[i])));
            var y = plot.Y + (plot.Height * (1 - Bounded(vertical.Position(series.Y[i]))));
            if (!double.IsNaN(x) && !double.IsNaN(y) && double.IsFinite(series.X[i]) && double.IsFinite(series.Y[i]))
            {
                run.Add((x, y));
                continue;
            }

            Stroke(pen, run);
            run.Clear();
        }

        Stroke(pen, run);
    }

    /// <summary>Returns points that make the same picture: of those that follow each other in one column, the first, lowest, highest and last.</summary>
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> run)
    {
        List<(double X, double Y)> kept = [];
        for (var start = 0; start < run.Count;)
        {
            var (end, low, high) = (start, start, start);
            for (; end < run.Count && Math.Floor(run[end].X) == Math.Floor(run[start].X); end++)
            {
                low = run[end].Y < run[low].Y ? end : low;
                high = run[end].Y > run[high].Y ? end : high;
            }

            foreach (var index in new SortedSet<int> { start, low, high, end - 1 })
                kept.Add(run[index]);
            start = end;
        }

        return kept;
    }

    private static void Stroke(Pen pen, List<(double X, double Y)> run)
    {
        var points = Thin(run);
        if (points.Count == 1)
            pen.Dot(points[0].X, points[0].Y);
        for (var i = 1; i < points.Count; i++)
            pen.Line(points[i - 1].X, points[i - 1].Y, points[i].X, points[i].Y);
    }

    private static double Bounded(double position) => Math.Clamp(position, -Reach, Reach);
}
