using MusicCnn.Insight;
using MusicCnn.Insight.Drawing;

namespace MusicCnn.Tests.Insight;

public class ScatterPlotTests
{
    private static readonly Rgb Red = new(200, 0, 0);
    private static readonly ValueAxis Ten = new() { Low = 0, High = 10 };

    [Fact]
    public void A_point_is_drawn_where_its_values_are_and_as_large_as_it_is_told()
    {
        var (png, plot) = Draw(new PointSeries("points", [5], [2]) { Color = Red }, new() { Horizontal = Ten, Vertical = Ten, PointSize = 10 });

        var (x, y) = (plot.X + (plot.Width / 2), plot.Y + (int)(0.8 * plot.Height));
        Assert.Equal(Red, png[x, y]);
        Assert.Equal(Red, png[x + 3, y]);
        Assert.NotEqual(Red, png[x + 8, y]);
        Assert.NotEqual(Red, png[x, y - 8]);
        // A disc of 10 pixels has 78; its rim is lighter.
        Assert.InRange(Count(png, plot, Red), 50, 79);
    }

    [Fact]
    public void Equal_ratios_are_equal_distances_on_a_logarithmic_axis()
    {
        var (png, plot) = Draw(new PointSeries("points", [100], [5]) { Color = Red }, new() { Horizontal = new() { Logarithmic = true, Low = 1, High = 10_000 }, Vertical = Ten });

        Assert.Equal(Red, png[plot.X + (plot.Width / 2), plot.Y + (plot.Height / 2)]);
    }

    [Fact]
    public void A_bar_reaches_as_far_as_the_deviation_in_a_lighter_color()
    {
        var (png, plot) = Draw(new PointSeries("points", [5], [5]) { Color = Red, Deviations = [2] }, new() { Horizontal = Ten, Vertical = Ten });

        var light = Red.Mix(new(255, 255, 255), 0.5);
        var column = plot.X + (plot.Width / 2);
        var rows = Enumerable.Range(plot.Y, plot.Height).Where(y => png[column, y] == light || png[column, y] == Red || png[column - 1, y] == light).ToArray();
        Assert.InRange(rows.Length, (0.4 * plot.Height) - 3, (0.4 * plot.Height) + 3);
    }

    [Fact]
    public void Points_that_are_no_numbers_or_beyond_the_axes_are_left_out()
    {
        var (png, plot) = Draw(
            new PointSeries("points", [double.NaN, 5, 20, 0], [5, double.PositiveInfinity, 5, -1]) { Color = Red }, new() { Horizontal = Ten, Vertical = Ten });

        Assert.Equal(0, Count(png, plot, Red));
    }

    [Fact]
    public void A_label_is_written_beside_its_point()
    {
        var options = new ScatterPlotOptions { Horizontal = Ten, Vertical = Ten };
        var (bare, plot) = Draw(new PointSeries("points", [5], [5]) { Color = Red }, options);
        var (labeled, _) = Draw(new PointSeries("points", [5], [5]) { Color = Red, Labels = ["time"] }, options);

        Assert.True(Count(labeled, plot, Style.Ink) > Count(bare, plot, Style.Ink) + 20);
        Assert.Equal(Count(bare, plot, Red), Count(labeled, plot, Red));
    }

    [Fact]
    public void The_axes_show_all_points_with_their_deviations()
    {
        var series = new PointSeries("points", [1, 2], [0, 10]) { Color = Red, Deviations = [5, double.NaN] };
        var (png, plot) = Draw(series, new());

        Assert.True(Count(png, plot with { Width = plot.Width / 2 }, Red) > 20);
        Assert.True(Count(png, plot with { X = plot.X + (plot.Width / 2) }, Red) > 20);
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        Assert.Contains("as many x as y, but got 2 and 1", Assert.Throws<ArgumentException>(() => new PointSeries("points", [1, 2], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("as many as points (2), but are 1", Assert.Throws<ArgumentException>(() => new PointSeries("points", [1, 2], [1, 2]) { Labels = ["one"] }).Message, StringComparison.Ordinal);
        Assert.Contains("as many as points (2), but are 3", Assert.Throws<ArgumentException>(() => new PointSeries("points", [1, 2], [1, 2]) { Deviations = [1, 2, 3] }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Picture.Scatter([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScatterPlotOptions { PointSize = 0 });
    }

    private static (PngReader Png, PixelArea Plot) Draw(PointSeries series, ScatterPlotOptions options)
    {
        var picture = Picture.Scatter([series], options);
        return (new PngReader(picture.ToPng()), picture.Plots()[0]);
    }

    private static int Count(PngReader png, PixelArea area, Rgb color) => Enumerable.Range(area.Y, area.Height).Sum(y => Enumerable.Range(area.X, area.Width).Count(x => png[x, y] == color));
}
