using MusicCnn.Insight;
using MusicCnn.Insight.Drawing;

namespace MusicCnn.Tests.Insight;

public class ColorMapTests
{
    /// <summary>Half a step of the eight bits of green, the part that weighs most, is up to 0.3 of lightness; red and blue add theirs.</summary>
    private const double RoundingOfLightness = 0.45;

    [Theory]
    [InlineData(255, 255, 255, 100, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(255, 0, 0, 53.24, 80.09, 67.20)] // the primaries of sRGB in CIELAB, D65
    [InlineData(0, 255, 0, 87.73, -86.18, 83.18)]
    [InlineData(0, 0, 255, 32.30, 79.19, -107.86)]
    public void Lab_of_a_known_color_is_the_published_one(byte red, byte green, byte blue, double lightness, double a, double b)
    {
        var lab = CieLab.FromRgb(new(red, green, blue));

        Assert.Equal(lightness, lab.Lightness, 0.02);
        Assert.Equal(a, lab.A, 0.02);
        Assert.Equal(b, lab.B, 0.02);
    }

    [Fact]
    public void Every_color_survives_the_way_through_Lab()
    {
        for (var red = 0; red < 256; red += 15)
        {
            for (var green = 0; green < 256; green += 15)
            {
                for (var blue = 0; blue < 256; blue += 15)
                {
                    var color = new Rgb((byte)red, (byte)green, (byte)blue);
                    var (lightness, a, b) = CieLab.FromRgb(color);
                    Assert.Equal(color, CieLab.ToRgb(lightness, a, b));
                }
            }
        }
    }

    [Fact]
    public void Lightness_of_ember_rises_evenly_from_nearly_black_to_nearly_white() =>
        AssertLightness(ColorMap.Ember, position => 2 + (95 * position));

    [Fact]
    public void Lightness_of_gray_rises_evenly_from_black_to_white() =>
        AssertLightness(ColorMap.Gray, position => 100 * position);

    [Fact]
    public void Lightness_of_the_diverging_map_falls_evenly_to_both_sides_of_its_white_middle() =>
        AssertLightness(ColorMap.Diverging, position => 97 - (62 * Math.Abs((2 * position) - 1)));

    [Fact]
    public void Neighboring_colors_of_ember_never_jump()
    {
        for (var i = 1; i < 256; i++)
        {
            var (from, to) = (CieLab.FromRgb(ColorMap.Ember.At((i - 1) / 255.0)), CieLab.FromRgb(ColorMap.Ember.At(i / 255.0)));
            var distance = Math.Sqrt(
                Math.Pow(to.Lightness - from.Lightness, 2) + Math.Pow(to.A - from.A, 2) + Math.Pow(to.B - from.B, 2));
            Assert.True(distance < 3, $"Step {i} is {distance:0.00}; about 1 is the mean, 2.3 a just noticeable difference.");
        }
    }

    [Fact]
    public void Sides_of_the_diverging_map_are_blue_and_red()
    {
        var (low, high) = (ColorMap.Diverging.At(0), ColorMap.Diverging.At(1));

        Assert.True(low.Blue > low.Red + 50, $"{low} is blue.");
        Assert.True(high.Red > high.Blue + 50, $"{high} is red.");
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_position_outside_of_the_scale_is_refused(double position) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ColorMap.Ember.At(position));

    private static void AssertLightness(ColorMap map, Func<double, double> expected)
    {
        for (var i = 0; i < 256; i++)
        {
            var (lightness, _, _) = CieLab.FromRgb(map.At(i / 255.0));
            Assert.True(
                Math.Abs(lightness - expected(i / 255.0)) < RoundingOfLightness,
                $"{map} at {i}: lightness {lightness:0.00}, expected {expected(i / 255.0):0.00}.");
        }
    }
}
