using MusicCnn.Insight.Drawing;
using MusicCnn.Internal;

namespace MusicCnn.Insight;

/// <summary>Represents a scale of colors in which equal steps of a value look like equal steps of lightness.</summary>
/// <remarks>
/// <para>The lightness (CIELAB L*) of the built-in maps changes evenly, so that a picture invents no edges, keeps its
/// meaning in print without color, and can be read by people who see few colors. Hue and chroma follow a smooth curve
/// through a few points of the CIELAB plane.</para>
/// </remarks>
public sealed class ColorMap
{
    private const int Steps = 256;

    private readonly Rgb[] _colors = new Rgb[Steps];

    private ColorMap(string name, Func<double, double> lightness, (double A, double B)[] path)
    {
        Name = name;
        for (var i = 0; i < Steps; i++)
        {
            var position = i / (Steps - 1.0);
            var (a, b) = Curve(path, position);
            _colors[i] = CieLab.ToRgb(lightness(position), a, b);
        }
    }

    /// <summary>Gets the default map, from black over violet, red and orange to pale yellow: lightness rises from 2 to 97.</summary>
    public static ColorMap Ember { get; } = new(
        nameof(Ember),
        position => 2 + (95 * position),
        [(1, -3), (12, -28), (39, -38), (63, -13), (63, 20), (50, 49), (25, 57), (5, 50), (-5, 19)]);

    /// <summary>Gets the map from black to white: lightness rises from 0 to 100.</summary>
    public static ColorMap Gray { get; } = new(nameof(Gray), position => 100 * position, [(0, 0), (0, 0)]);

    /// <summary>
    /// Gets the map for values with a sign, such as weights: blue over white in the middle to red; lightness rises from 35 to 97
    /// and falls again. Give <see cref="HeatMapOptions.Values"/> limits of equal size, so that zero is white.
    /// </summary>
    public static ColorMap Diverging { get; } = new(
        nameof(Diverging),
        position => 97 - (62 * Math.Abs((2 * position) - 1)),
        [(10, -47), (4, -43), (-1, -22), (0, 0), (19, 16), (42, 29), (50, 29)]);

    /// <summary>Gets the map's name.</summary>
    public string Name { get; }

    /// <summary>Returns the color at a position on the scale.</summary>
    /// <param name="position">The position, from 0 (low end) to 1 (high end).</param>
    /// <returns>The nearest of 256 colors.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position lies outside [0, 1], or is not a number.</exception>
    public Rgb At(double position) =>
        Clamped(Require.Within(position, 0, 1, "(the ends of the scale)", nameof(position)));

    /// <summary>Returns the map's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    /// <summary>Returns the color at a position, or that of the nearer end; the position is a number.</summary>
    internal Rgb Clamped(double position) => _colors[(int)((Math.Clamp(position, 0, 1) * (Steps - 1)) + 0.5)];

    /// <summary>Returns the Catmull-Rom curve through points at even distances.</summary>
    private static (double A, double B) Curve((double A, double B)[] points, double position)
    {
        var last = points.Length - 1;
        var i = Math.Min((int)(position * last), last - 1);
        var (p0, p1, p2, p3) = (points[Math.Max(i - 1, 0)], points[i], points[i + 1], points[Math.Min(i + 2, last)]);
        var t = (position * last) - i;
        return (Cubic(p0.A, p1.A, p2.A, p3.A, t), Cubic(p0.B, p1.B, p2.B, p3.B, t));
    }

    private static double Cubic(double p0, double p1, double p2, double p3, double t) =>
        p1 + (0.5 * t * (p2 - p0 + (t * ((2 * p0) - (5 * p1) + (4 * p2) - p3 + (t * ((3 * (p1 - p2)) + p3 - p0))))));
}
