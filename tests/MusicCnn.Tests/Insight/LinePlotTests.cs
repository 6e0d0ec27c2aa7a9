using MusicCnn.Insight;
using MusicCnn.Insight.Drawing;

namespace MusicCnn.Tests.Insight;

public class LinePlotTests
{
    private static readonly Rgb Red = new(200, 0, 0);

    [Fact]
    public void A_line_passes_where_its_values_are()
    {
        var line = new LineSeries("ramp", [0, 10], [0, 10]) { Color = Red };
        var picture = Picture.Lines([line], new() { Vertical = new() { Low = 0, High = 10 } });
        var (png, plot) = (new PngReader(picture.ToPng()), picture.Plots()[0]);

        foreach (var part in new[] { 0.21, 0.5, 0.83 })
        {
            var (x, y) = (plot.X + (int)(part * plot.Width), plot.Bottom - 1 - (int)(part * plot.Height));
            Assert.Contains(Red, new[] { png[x, y - 1], png[x, y], png[x, y + 1] });
            Assert.NotEqual(Red, png[x, y - 12]);
            Assert.NotEqual(Red, png[x, y + 12]);
        }
    }

    [Fact]
    public void A_line_has_a_gap_where_a_value_is_missing()
    {
        var line = new LineSeries("gap", [0, 1, 2, 3, 4], [5, 5, double.NaN, 5, 5]) { Color = Red };
        var picture = Picture.Lines([line], new() { Vertical = new() { Low = 0, High = 10 } });
        var (png, plot) = (new PngReader(picture.ToPng()), picture.Plots()[0]);

        Assert.True(HasRed(0.1));
        Assert.False(HasRed(0.5));
        Assert.True(HasRed(0.9));

        bool HasRed(double part) => Enumerable.Range(plot.Y, plot.Height).Any(y => png[plot.X + (int)(part * plot.Width), y] == Red);
    }

    [Fact]
    public void Equal_ratios_are_equal_distances_on_a_logarithmic_axis()
    {
        var line = new LineSeries("decades", [1, 10, 100], [0, 1, 2]) { Color = Red };
        var picture = Picture.Lines([line], new() { Horizontal = new() { Logarithmic = true }, Vertical = new() { Low = 0, High = 2 } });
        var (png, plot) = (new PngReader(picture.ToPng()), picture.Plots()[0]);

        // Straight in the logarithm: at half the width half the height.
        Assert.Contains(Red, Enumerable.Range(-1, 3).Select(dy => png[plot.X + (plot.Width / 2), plot.Y + (plot.Height / 2) + dy]));
    }

    [Fact]
    public void A_click_in_a_long_waveform_stays_visible()
    {
        var samples = new float[1_000_000];
        samples[600_000] = 1;
        samples[600_001] = -1;
        var picture = Picture.Lines([LineSeries.Sampled("click", samples, rate: 100_000) with { Color = Red }]);
        var (png, plot) = (new PngReader(picture.ToPng()), picture.Plots()[0]);

        var column = plot.X + (int)(0.6 * plot.Width);
        var red = Enumerable.Range(column - 1, 3).Max(x => Enumerable.Range(plot.Y, plot.Height).Count(y => png[x, y] == Red));
        Assert.True(red > 0.85 * plot.Height, $"{red} of {plot.Height} rows");
    }

    [Fact]
    public void Points_of_one_column_become_four_at_most()
    {
        var random = new Random(3);
        (double X, double Y)[] run = [.. Enumerable.Range(0, 10_000).Select(i => (i / 100.0, random.NextDouble()))];

        var thin = LinePath.Thin(run);

        Assert.InRange(thin.Count, 200, 400);
        Assert.Equal(run.Min(point => point.Y), thin.Min(point => point.Y));
        Assert.Equal(run.Max(point => point.Y), thin.Max(point => point.Y));
        Assert.Equal((run[0], run[^1]), (thin[0], thin[^1]));
    }

    [Fact]
    public void Lines_have_colors_that_are_easy_to_tell_apart()
    {
        var colors = Style.Lines.Select(CieLab.FromRgb).ToArray();
        for (var i = 0; i < colors.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var distance = Math.Sqrt(
                    Math.Pow(colors[i].Lightness - colors[j].Lightness, 2) + Math.Pow(colors[i].A - colors[j].A, 2) + Math.Pow(colors[i].B - colors[j].B, 2));
                Assert.True(distance > 20, $"{Style.Lines[i]} and {Style.Lines[j]}: {distance:0}");
            }

            Assert.True(colors[i].Lightness < 65, $"{Style.Lines[i]} is dark enough on white.");
        }
    }

    [Fact]
    public void A_legend_names_the_lines_in_their_colors()
    {
        LineSeries[] lines = [new("first", [0, 1], [0, 0]), new("second", [0, 1], [1, 1]) { Color = Red }];
        var picture = Picture.Lines(lines);
        var (png, plot) = (new PngReader(picture.ToPng()), picture.Plots()[0]);

        Assert.True(Above(Style.Lines[0]) > 30);
        Assert.True(Above(Red) > 30);
        Assert.True(plot.Y > Picture.Lines([lines[0]]).Plots()[0].Y + 15, "A single line needs no legend.");

        int Above(Rgb color) => Enumerable.Range(0, plot.Y - 1).Sum(y => Enumerable.Range(0, png.Width).Count(x => png[x, y] == color));
    }

    [Fact]
    public void Stacked_plots_begin_and_end_at_the_same_columns()
    {
        var lines = Picture.Lines([new("a", [0, 1], [0, 100_000])]);
        var image = Picture.HeatMap(new float[,] { { 1, 2 } }, new() { Title = "image" });

        var stack = Picture.Stack(lines, image);

        var plots = stack.Plots();
        Assert.Equal((plots[0].X, plots[0].Right), (plots[1].X, plots[1].Right));
        Assert.Equal(lines.Height + image.Height, stack.Height);
        Assert.True(plots[1].Y > lines.Height && plots[0].Bottom < lines.Height);
        Assert.Equal(stack.Height, new PngReader(stack.ToPng()).Height);
    }

    [Fact]
    public void Data_without_extent_or_without_numbers_are_drawn()
    {
        Assert.NotEmpty(Picture.Lines([new("constant", [3, 3], [1, 1])]).ToPng());
        Assert.NotEmpty(Picture.Lines([new("nothing", [], [])]).ToPng());
        Assert.NotEmpty(Picture.Lines([new("no numbers", [double.NaN], [double.PositiveInfinity])]).ToPng());
        Assert.NotEmpty(Picture.Lines([new("far", [0, 1, 2], [0, 1e300, 0])], new() { Vertical = new() { High = 1 } }).ToPng());
    }

    [Theory]
    [InlineData(-1.7e308, 1.7e308)]
    [InlineData(0, 5e-324)]
    [InlineData(1e20, 1e20 + 20_000)]
    [InlineData(1, 1 + 2.3e-16)]
    [InlineData(1e-320, 1e308)]
    public void Extreme_numbers_are_drawn(double low, double high)
    {
        foreach (var logarithmic in new[] { false, true })
        {
            var axis = new ValueAxis { Logarithmic = logarithmic };
            Assert.NotEmpty(Picture.Lines([new("extreme", [low, high], [high, low])], new() { Horizontal = axis, Vertical = axis }).ToPng());
        }
    }

    [Fact]
    public void The_smallest_picture_has_room_for_the_widest_labels()
    {
        var options = new LinePlotOptions { Width = 200, Height = 120, Title = "A title that is much longer than the picture is wide" };

        Assert.NotEmpty(Picture.Lines([new("a", [0, 1], [0, 123_456]), new("a name without end", [0, 1], [0, 0.000123])], options).ToPng());
    }

    [Fact]
    public void What_makes_no_plot_is_refused()
    {
        Refused("as many x as y, but got 2 and 1", () => new LineSeries("a", [1, 2], [1]));
        Refused("lines", () => Picture.Lines([]));
        Refused("must be above 0", () => Picture.Lines([new("a", [1], [1])], new() { Horizontal = new() { Logarithmic = true, Low = -1 } }));
        Refused("one Scale, but got 1 and 2", () => Picture.Stack(
            Picture.HeatMap(new float[1, 1]), Picture.HeatMap(new float[1, 1], new() { Scale = 2 })));
        Refused("pictures", () => Picture.Stack());
        Refused("finite", () => new ValueAxis { Low = double.NaN });
    }

    [Fact]
    public void A_picture_is_saved_to_a_file_and_to_a_stream()
    {
        var picture = Picture.HeatMap(new float[,] { { 1, 2 } });
        var path = Path.GetTempFileName();
        try
        {
            picture.Save(path);
            using var stream = new MemoryStream();
            picture.Save(stream);

            Assert.Equal(picture.ToPng(), File.ReadAllBytes(path));
            Assert.Equal(picture.ToPng(), stream.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Refused(string part, Func<object> action) =>
        Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
