namespace MusicCnn.Insight.Drawing;

/// <summary>Represents a white sheet of pixels to draw on; what lies outside of it is cut off.</summary>
internal sealed class Canvas(int width, int height)
{
    private readonly byte[] _pixels = White(width * height * 3);

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Gets the pixels, three bytes each (red, green, blue), row by row from the top.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Gets the whole sheet.</summary>
    public PixelArea Area => new(0, 0, Width, Height);

    public Rgb this[int x, int y]
    {
        get => new(_pixels[Offset(x, y)], _pixels[Offset(x, y) + 1], _pixels[Offset(x, y) + 2]);
        set => (_pixels[Offset(x, y)], _pixels[Offset(x, y) + 1], _pixels[Offset(x, y) + 2]) = (value.Red, value.Green, value.Blue);
    }

    /// <summary>Fills an area with a color of which a share covers what was there.</summary>
    public void Fill(PixelArea area, Rgb color, double opacity = 1)
    {
        area = area.Intersect(Area);
        for (var y = area.Y; y < area.Bottom; y++)
        {
            for (var x = area.X; x < area.Right; x++)
                this[x, y] = opacity >= 1 ? color : this[x, y].Mix(color, opacity);
        }
    }

    /// <summary>Draws a frame of some pixels' width just inside an area's edge.</summary>
    public void Frame(PixelArea area, int thickness, Rgb color, double opacity = 1)
    {
        Fill(area with { Height = thickness }, color, opacity);
        Fill(area with { Y = area.Bottom - thickness, Height = thickness }, color, opacity);
        var sides = area with { Y = area.Y + thickness, Height = area.Height - (2 * thickness), Width = thickness };
        Fill(sides, color, opacity);
        Fill(sides with { X = area.Right - thickness }, color, opacity);
    }

    /// <summary>Lays a color over the sheet where a pen has passed.</summary>
    public void Ink(Pen pen, Rgb color)
    {
        var area = pen.Area;
        for (var y = area.Y; y < area.Bottom; y++)
        {
            for (var x = area.X; x < area.Right; x++)
            {
                var coverage = pen.CoverageAt(x, y);
                if (coverage > 0)
                    this[x, y] = this[x, y].Mix(color, coverage / 255.0);
            }
        }
    }

    private static byte[] White(int bytes)
    {
        var pixels = new byte[bytes];
        Array.Fill(pixels, byte.MaxValue);
        return pixels;
    }

    private int Offset(int x, int y) => ((y * Width) + x) * 3;
}
