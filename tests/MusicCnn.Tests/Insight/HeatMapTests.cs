using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using MusicCnn.Insight.Drawing;
using MusicCnn.Layers;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Insight;

public class HeatMapTests
{
    private static readonly Rgb White = new(255, 255, 255);

    private static readonly float[,] Values = { { 0, 1 }, { 2, 4 } };

    [Fact]
    public void Row_zero_is_at_the_bottom_and_colors_span_the_values()
    {
        var (png, plot) = Render(Picture.HeatMap(Values));

        Assert.Equal(ColorMap.Ember.At(0), Cell(png, plot, 0, 0));
        Assert.Equal(ColorMap.Ember.At(0.25), Cell(png, plot, 0, 1));
        Assert.Equal(ColorMap.Ember.At(0.5), Cell(png, plot, 1, 0));
        Assert.Equal(ColorMap.Ember.At(1), Cell(png, plot, 1, 1));
    }

    [Fact]
    public void Row_zero_is_at_the_top_if_asked_for()
    {
        var (png, plot) = Render(Picture.HeatMap(Values, new() { FirstRowOnTop = true }));

        Assert.Equal(ColorMap.Ember.At(0), Cell(png, plot, 1, 0));
        Assert.Equal(ColorMap.Ember.At(1), Cell(png, plot, 0, 1));
    }

    [Fact]
    public void Values_beyond_the_limits_take_the_colors_of_the_ends()
    {
        var (png, plot) = Render(Picture.HeatMap(Values, new() { Values = new() { Low = 1.5, High = 2.5 }, Colors = ColorMap.Gray }));

        Assert.Equal(ColorMap.Gray.At(0), Cell(png, plot, 0, 1));
        Assert.Equal(ColorMap.Gray.At(0.5), Cell(png, plot, 1, 0));
        Assert.Equal(ColorMap.Gray.At(1), Cell(png, plot, 1, 1));
    }

    [Fact]
    public void Not_a_number_has_its_own_color_and_infinities_those_of_the_ends()
    {
        var options = new HeatMapOptions { NotANumber = new(1, 2, 3) };
        float[,] values = { { float.NaN, 1, 3, float.NegativeInfinity, float.PositiveInfinity } };

        var (png, plot) = Render(Picture.HeatMap(values, options));

        Rgb[] expected = [new(1, 2, 3), ColorMap.Ember.At(0), ColorMap.Ember.At(1), ColorMap.Ember.At(0), ColorMap.Ember.At(1)];
        Assert.Equal(expected, Enumerable.Range(0, 5).Select(column => png[plot.X + (plot.Width * ((2 * column) + 1) / 10), plot.Y + 10]));
    }

    [Fact]
    public void The_default_color_of_not_a_number_is_in_no_map()
    {
        var own = CieLab.FromRgb(new HeatMapOptions().NotANumber);
        foreach (var map in new[] { ColorMap.Ember, ColorMap.Gray, ColorMap.Diverging })
        {
            var nearest = Enumerable.Range(0, 256).Select(i => CieLab.FromRgb(map.At(i / 255.0)))
                .Min(lab => Math.Sqrt(Math.Pow(lab.Lightness - own.Lightness, 2) + Math.Pow(lab.A - own.A, 2) + Math.Pow(lab.B - own.B, 2)));
            Assert.True(nearest > 10, $"{map}: {nearest:0.0}");
        }
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void An_image_of_one_value_is_drawn(float value)
    {
        var (png, plot) = Render(Picture.HeatMap(new float[,] { { value, value } }));

        Assert.Equal(png[plot.X, plot.Y], png[plot.Right - 1, plot.Bottom - 1]);
    }

    [Theory]
    [InlineData(0, 1.4e-45f)]
    [InlineData(float.MinValue, float.MaxValue)]
    [InlineData(1_000_000, 1_000_000.06f)]
    public void The_smallest_and_the_greatest_ranges_show_their_ends(float low, float high)
    {
        var (png, plot) = Render(Picture.HeatMap(new float[,] { { low, high } }));

        Assert.Equal(ColorMap.Ember.At(0), png[plot.X, plot.Y]);
        Assert.Equal(ColorMap.Ember.At(1), png[plot.Right - 1, plot.Y]);
    }

    [Fact]
    public void The_color_bar_runs_from_the_low_color_to_the_high_one()
    {
        var (png, plot) = Render(Picture.HeatMap(Values, new() { Width = 600 }));
        var x = Enumerable.Range(plot.Right + 3, 40).First(column => png[column, plot.Y + 5] != White && png[column + 5, plot.Y + 5] == png[column + 8, plot.Y + 5]) + 5;

        Assert.Equal(ColorMap.Ember.At(0), png[x, plot.Bottom - 1]);
        Assert.Equal(ColorMap.Ember.At(1), png[x, plot.Y]);
        Assert.Equal(ColorMap.Ember.At(0.5), png[x, plot.Y + (plot.Height / 2)]);
    }

    [Fact]
    public void Without_a_color_bar_the_plot_is_wider()
    {
        var (with, without) = (Picture.HeatMap(Values).Plots()[0], Picture.HeatMap(Values, new() { ColorBar = false }).Plots()[0]);

        Assert.True(without.Width > with.Width + 30);
    }

    [Fact]
    public void A_box_surrounds_its_cells_and_leaves_them_visible()
    {
        var values = new float[20, 40];
        values[5, 10] = 1;
        var box = new LabeledBox(FilterShape.Rectangular(bins: 3, frames: 4), bin: 5, frame: 10) { Color = new(0, 255, 0) };

        var (png, plot) = Render(Picture.HeatMap(values, new() { Boxes = [box] }));

        var (left, right) = (Column(10), Column(14));
        var (top, bottom) = (Row(8), Row(5));
        foreach (var (x, y) in new[] { (left - 1, bottom - 1), (left - 2, top + 3), (right, top), (left + 5, top - 1), (right - 1, bottom + 1) })
            Assert.Equal(box.Color, png[x, y]);
        Assert.Equal(ColorMap.Ember.At(1), png[left, bottom - 1]);
        Assert.Equal(ColorMap.Ember.At(0), png[right - 1, top]);
        Assert.Equal(ColorMap.Ember.At(0), png[left - 4, top + 5]);

        int Column(int frame) => plot.X + (int)Math.Round(frame * plot.Width / 40.0);

        // The edge above a bin: rows count from the bottom.
        int Row(int bin) => plot.Bottom - (int)Math.Round(bin * plot.Height / 20.0);
    }

    [Fact]
    public void A_box_is_labeled_with_its_shape() => Assert.Equal("38×7", new LabeledBox(FilterShape.Rectangular(38, 7), 0, 0).Label);

    [Fact]
    public void Scale_two_doubles_every_measure()
    {
        var (one, two) = (Picture.HeatMap(Values), Picture.HeatMap(Values, new() { Scale = 2 }));
        var (small, large) = (one.Plots()[0], two.Plots()[0]);

        Assert.Equal((2 * one.Width, 2 * one.Height), (two.Width, two.Height));
        Assert.InRange(large.Width, (2 * small.Width) - 8, (2 * small.Width) + 8);
        Assert.InRange(large.Height, (2 * small.Height) - 8, (2 * small.Height) + 8);
    }

    [Fact]
    public void An_image_of_a_front_end_has_its_axes()
    {
        using var image = tensor(new float[] { 0, 1, 2, 3, 4, 5 }).reshape(1, 2, 3);
        var options = new HeatMapOptions
        {
            Horizontal = CellAxis.Seconds(50),
            Vertical = CellAxis.Frequencies([200, 400], FrequencyScale.Logarithmic, AxisQuantity.Notes),
        };

        var expected = Picture.HeatMap(new float[,] { { 0, 1, 2 }, { 3, 4, 5 } }, options).ToPng();

        Assert.Equal(expected, Picture.HeatMap(new TwoBins(), image).ToPng());
        Assert.Equal(expected, Picture.HeatMap(new TwoBins(), image.to_type(ScalarType.Float64)[0]).ToPng());
        Assert.Equal(3, image.dim());
    }

    [Fact]
    public void An_image_of_another_shape_is_refused()
    {
        using var image = zeros(4, 2, 3);

        var error = Assert.Throws<ArgumentException>(() => Picture.HeatMap(new TwoBins(), image));

        Assert.Equal("Expected [frequency=2, time] or [1, frequency=2, time], but got [4, 2, 3]. Select one image of a batch, as in images[0]. (Parameter 'image')", error.Message);
    }

    [Fact]
    public void A_complex_image_is_refused()
    {
        using var image = zeros(2, 3, dtype: ScalarType.ComplexFloat32);

        Assert.Contains("image.abs()", Assert.Throws<ArgumentException>(() => Picture.HeatMap(new TwoBins(), image)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_the_image_is_refused()
    {
        Refused("2 rows of 3 columns are 6 values, but got 5", () => Picture.HeatMap(new float[5], 2, 3));
        Refused("3 names, but the image has 2", () => Picture.HeatMap(Values, new() { Vertical = CellAxis.Names("class", ["a", "b", "c"]) }));
        Refused("3 frequencies, but the image has 2", () => Picture.HeatMap(Values, new() { Vertical = CellAxis.Frequencies([1, 2, 3], FrequencyScale.Linear) }));
        Refused("'2×2' of 2×2 at bin 1 and frame 0 does not lie within the image of 2 bins and 2 frames", () => Picture.HeatMap(
            Values, new() { Boxes = [new(FilterShape.Rectangular(2, 2), 1, 0)] }));
        Refused("High must lie above Low (3), but was 2", () => Picture.HeatMap(Values, new() { Values = new() { Low = 3, High = 2 } }));
        Refused("rows must be above 0", () => Picture.HeatMap(new float[0, 3]));
        Refused("can have 100,000,000 pixels", () => Picture.HeatMap(Values, new() { Width = 8_000, Height = 8_000, Scale = 2 }));
        Refused("Width must lie between 200 and 8192 pixels, but was 10", () => new HeatMapOptions { Width = 10 });
    }

    private static void Refused(string part, Func<object> action) =>
        Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static (PngReader Png, PixelArea Plot) Render(Picture picture)
    {
        var png = new PngReader(picture.ToPng());
        Assert.Equal((picture.Width, picture.Height), (png.Width, png.Height));
        return (png, picture.Plots()[0]);
    }

    /// <summary>The color at the center of a cell of a 2×2 image, rows from the bottom.</summary>
    private static Rgb Cell(PngReader png, PixelArea plot, int row, int column) =>
        png[plot.X + (plot.Width * ((2 * column) + 1) / 4), plot.Bottom - 1 - (plot.Height * ((2 * row) + 1) / 4)];

    private sealed class TwoBins : IFrontEnd
    {
        public int SampleRate => 1_000;

        public int Bins => 2;

        public double FrameRate => 50;

        public FrequencyScale Scale => FrequencyScale.Logarithmic;

        public IReadOnlyList<double> CenterFrequencies => [200, 400];

        public int FrameCount(int samples) => samples / 20;
    }
}
