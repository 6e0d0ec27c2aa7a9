namespace MusicCnn.Insight.Drawing;

/// <summary>Holds the sizes and colors that all pictures share; sizes are in pixels of the file.</summary>
internal sealed class Style(double scale)
{
    public static readonly Rgb Ink = new(0x26, 0x29, 0x2E);
    public static readonly Rgb Grid = new(0xE2, 0xE5, 0xE9);

    /// <summary>Colors of lines: told apart by hue and by lightness, all dark enough on white.</summary>
    public static readonly Rgb[] Lines =
    [
        new(0x1F, 0x6F, 0xB4), new(0xE0, 0x6C, 0x1A), new(0x2E, 0x93, 0x5C), new(0xC0, 0x30, 0x62),
        new(0x72, 0x54, 0xB0), new(0x8A, 0x6A, 0x2B), new(0x1A, 0x9A, 0xB4), new(0x4A, 0x4F, 0x57),
    ];

    /// <summary>Gets the distance of everything from the picture's edges.</summary>
    public int Padding => Pixels(12);

    /// <summary>Gets the height of a capital letter.</summary>
    public double Text => 10 * scale;

    /// <summary>Gets the height of a capital letter of the title.</summary>
    public double Title => 12 * scale;

    /// <summary>Gets the length of a tick.</summary>
    public int Tick => Pixels(5);

    /// <summary>Gets the width of a tick and of a frame.</summary>
    public int Hairline => Pixels(1);

    /// <summary>Gets the distance of a tick's label from the tick.</summary>
    public int LabelGap => Pixels(4);

    /// <summary>Gets the distance of an axis' name from the labels of its ticks.</summary>
    public int NameGap => Pixels(9);

    /// <summary>Gets the height of a line of text without its descenders.</summary>
    public int TextRows => (int)Text;

    /// <summary>Returns a size of the unscaled picture as whole pixels of the file.</summary>
    public int Pixels(double size) => (int)Math.Round(size * scale, MidpointRounding.AwayFromZero);

    /// <summary>Returns the width of a label.</summary>
    public double Width(string label) => StrokeFont.Width(label, Text);
}
