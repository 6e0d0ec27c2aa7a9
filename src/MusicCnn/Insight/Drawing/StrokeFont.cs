namespace MusicCnn.Insight.Drawing;

/// <summary>Draws text with a built-in font of strokes: ASCII and <c>° ± ² µ · × – − ♭ ♯</c>; an empty box stands for anything else.</summary>
internal static class StrokeFont
{
    /// <summary>The height of a capital letter in the units of the drawings.</summary>
    private const double CapitalHeight = 10;

    /// <summary>How far descenders reach below the line, as a part of the capital height.</summary>
    private const double Descent = 0.3;

    /// <summary>The space left of a character; a half, so that stems lie on pixel centers.</summary>
    private const double LeftBearing = 1.5;

    private static readonly StrokeGlyph Missing = new(StrokeGlyphs.Missing);

    private static readonly Dictionary<char, StrokeGlyph> Glyphs =
        StrokeGlyphs.All.ToDictionary(pair => pair.Key, pair => new StrokeGlyph(pair.Value));

    /// <summary>Returns whether the font has a drawing of a character.</summary>
    public static bool Has(char character) => Glyphs.ContainsKey(character);

    /// <summary>Returns the width of a text in pixels, for capitals of a height.</summary>
    public static int Width(string text, double height) => text.Sum(character => Advance(character, height));

    /// <summary>Returns as much of a text as fits a width, with three dots for what does not.</summary>
    public static string Fit(string text, double height, int width)
    {
        for (var length = text.Length; length > 0; length--)
        {
            var part = length == text.Length ? text : text[..length].TrimEnd() + "...";
            if (Width(part, height) <= width)
                return part;
        }

        return string.Empty;
    }

    /// <summary>Draws a line of text from left to right.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="text">The text.</param>
    /// <param name="x">Where the text begins.</param>
    /// <param name="baseline">The row on which the letters stand: the last row of a capital.</param>
    /// <param name="height">The height of a capital, in pixels.</param>
    /// <param name="color">The color.</param>
    /// <param name="weight">The width of a stroke, as a part of the height.</param>
    public static void Draw(Canvas canvas, string text, int x, int baseline, double height, Rgb color, double weight = 0.125)
    {
        var area = new PixelArea(x, baseline - (int)(1.3 * height), Width(text, height), (int)((1.6 + Descent) * height));
        var pen = new Pen(area.Grow(2).Intersect(canvas.Area), weight * height);
        Trace(pen, text, height, (along, up) => (x + along, baseline + 0.5 - up));
        canvas.Ink(pen, color);
    }

    /// <summary>Draws a line of text from the bottom to the top, turned by a quarter to the left.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="text">The text.</param>
    /// <param name="baseline">The column on which the letters stand: the last column of a capital.</param>
    /// <param name="y">The row just below the text's beginning.</param>
    /// <param name="height">The height of a capital, in pixels.</param>
    /// <param name="color">The color.</param>
    public static void DrawUpwards(Canvas canvas, string text, int baseline, int y, double height, Rgb color)
    {
        var length = Width(text, height);
        var area = new PixelArea(baseline - (int)(1.3 * height), y - length, (int)((1.6 + Descent) * height), length);
        var pen = new Pen(area.Grow(2).Intersect(canvas.Area), 0.125 * height);
        Trace(pen, text, height, (along, up) => (baseline + 0.5 - up, y - along));
        canvas.Ink(pen, color);
    }

    private static void Trace(Pen pen, string text, double height, Func<double, double, (double X, double Y)> place)
    {
        var unit = height / CapitalHeight;
        var start = 0;
        foreach (var character in text)
        {
            foreach (var (x1, y1, x2, y2) in Glyph(character).Pieces)
            {
                var from = place(start + ((LeftBearing + x1) * unit), y1 * unit);
                var to = place(start + ((LeftBearing + x2) * unit), y2 * unit);
                if (from == to)
                    pen.Dot(from.X, from.Y);
                else
                    pen.Line(from.X, from.Y, to.X, to.Y);
            }

            start += Advance(character, height);
        }
    }

    /// <summary>Returns the distance to the next character in whole pixels, so that all stems of a text look alike.</summary>
    private static int Advance(char character, double height) =>
        (int)Math.Round(Glyph(character).Advance * height / CapitalHeight, MidpointRounding.AwayFromZero);

    private static StrokeGlyph Glyph(char character) => Glyphs.GetValueOrDefault(character, Missing);
}
