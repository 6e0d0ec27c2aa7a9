namespace MusicCnn.Insight.Drawing;

/// <summary>Represents a rectangle of whole pixels; x runs to the right and y down.</summary>
internal readonly record struct PixelArea(int X, int Y, int Width, int Height)
{
    /// <summary>Gets the first column to the right of the area.</summary>
    public int Right => X + Width;

    /// <summary>Gets the first row below the area.</summary>
    public int Bottom => Y + Height;

    /// <summary>Returns the common part of two areas; it is empty when they do not touch.</summary>
    public PixelArea Intersect(PixelArea other)
    {
        var (x, y) = (Math.Max(X, other.X), Math.Max(Y, other.Y));
        return new(x, y, Math.Max(0, Math.Min(Right, other.Right) - x), Math.Max(0, Math.Min(Bottom, other.Bottom) - y));
    }

    /// <summary>Returns the area with a border of some pixels added on all sides.</summary>
    public PixelArea Grow(int pixels) => new(X - pixels, Y - pixels, Width + (2 * pixels), Height + (2 * pixels));

    /// <summary>Returns whether two areas share a pixel.</summary>
    public bool Overlaps(PixelArea other)
    {
        var common = Intersect(other);
        return common.Width > 0 && common.Height > 0;
    }

    /// <summary>Returns whether all of another area lies in this one.</summary>
    public bool Contains(PixelArea other) =>
        other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;
}
