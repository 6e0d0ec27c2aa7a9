namespace MusicCnn.Insight;

/// <summary>Represents an opaque color of the sRGB space.</summary>
/// <param name="Red">The red part, 0 to 255.</param>
/// <param name="Green">The green part, 0 to 255.</param>
/// <param name="Blue">The blue part, 0 to 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Returns the color as it is written on the web, such as <c>#1F77B4</c>.</summary>
    /// <returns>The color as text.</returns>
    public override string ToString() => $"#{Red:X2}{Green:X2}{Blue:X2}";

    /// <summary>Returns the mixture of this color and another, part by part.</summary>
    /// <param name="other">The other color.</param>
    /// <param name="share">The other color's share, from 0 to 1.</param>
    internal Rgb Mix(Rgb other, double share) =>
        new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    private static byte Mix(byte from, byte to, double share) => (byte)(from + ((to - from) * share) + 0.5);
}
