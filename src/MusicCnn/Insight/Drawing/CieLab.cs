namespace MusicCnn.Insight.Drawing;

/// <summary>Converts between sRGB and CIELAB (white point D65), the space in which color maps are laid out.</summary>
/// <remarks>
/// Source: IEC 61966-2-1 (sRGB) and CIE 15 (CIELAB); L* is 0 for black and 100 for white, and equal steps of L* look
/// equally large.
/// </remarks>
internal static class CieLab
{
    private const double WhiteX = 0.95047;
    private const double WhiteZ = 1.08883;

    /// <summary>The relative tristimulus value below which the cube root becomes a straight line: (6/29)³.</summary>
    private const double LinearLimit = 216.0 / 24_389;

    /// <summary>Returns the nearest 8-bit color; parts outside the space are cut off.</summary>
    public static Rgb ToRgb(double lightness, double a, double b)
    {
        var y = (lightness + 16) / 116;
        var (x, z) = (WhiteX * Cube(y + (a / 500)), WhiteZ * Cube(y - (b / 200)));
        y = Cube(y);
        return new(
            Encode((3.2404542 * x) - (1.5371385 * y) - (0.4985314 * z)),
            Encode((-0.9692660 * x) + (1.8760108 * y) + (0.0415560 * z)),
            Encode((0.0556434 * x) - (0.2040259 * y) + (1.0572252 * z)));
    }

    /// <summary>Returns lightness (0 to 100), the green-red and the blue-yellow coordinate of a color.</summary>
    public static (double Lightness, double A, double B) FromRgb(Rgb color)
    {
        var (red, green, blue) = (Decode(color.Red), Decode(color.Green), Decode(color.Blue));
        var x = Root(((0.4124564 * red) + (0.3575761 * green) + (0.1804375 * blue)) / WhiteX);
        var y = Root((0.2126729 * red) + (0.7151522 * green) + (0.0721750 * blue));
        var z = Root(((0.0193339 * red) + (0.1191920 * green) + (0.9503041 * blue)) / WhiteZ);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Cube(double value) =>
        value > 6.0 / 29 ? value * value * value : 108.0 / 841 * (value - (4.0 / 29));

    private static double Root(double value) => value > LinearLimit ? Math.Cbrt(value) : (841.0 / 108 * value) + (4.0 / 29);

    private static byte Encode(double linear)
    {
        var value = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(value, 0, 1), MidpointRounding.AwayFromZero);
    }

    private static double Decode(byte value)
    {
        var part = value / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
