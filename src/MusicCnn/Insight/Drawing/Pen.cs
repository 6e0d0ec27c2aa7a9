namespace MusicCnn.Insight.Drawing;

/// <summary>Records how much of each pixel a round pen has covered, so that strokes that cross are inked once.</summary>
internal sealed class Pen
{
    private readonly byte[] _coverage;
    private readonly double _radius;

    /// <summary>Initializes a new instance of the <see cref="Pen"/> class.</summary>
    /// <param name="area">Where the pen can draw.</param>
    /// <param name="width">The width of its strokes, in pixels.</param>
    public Pen(PixelArea area, double width)
    {
        Area = area;
        _radius = width / 2;
        _coverage = new byte[area.Width * area.Height];
    }

    public PixelArea Area { get; }

    public byte CoverageAt(int x, int y) => _coverage[((y - Area.Y) * Area.Width) + x - Area.X];

    /// <summary>Draws a straight stroke with round ends; whole numbers are pixel corners.</summary>
    public void Line(double x1, double y1, double x2, double y2) => Line(x1, y1, x2, y2, _radius);

    /// <summary>Draws a dot that is a little wider than a stroke.</summary>
    public void Dot(double x, double y) => Line(x, y, x, y, 1.3 * _radius);

    private void Line(double x1, double y1, double x2, double y2, double radius)
    {
        var reach = radius + 1;
        var bottom = Bound(Math.Max(y1, y2) + reach, Area.Y, Area.Bottom);
        var right = Bound(Math.Max(x1, x2) + reach, Area.X, Area.Right);
        var left = Bound(Math.Min(x1, x2) - reach, Area.X, Area.Right);
        var (dx, dy) = (x2 - x1, y2 - y1);
        var squared = (dx * dx) + (dy * dy);
        for (var y = Bound(Math.Min(y1, y2) - reach, Area.Y, Area.Bottom); y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                // The distance from the pixel's center to the nearest point of the stroke's middle line.
                var (px, py) = (x + 0.5 - x1, y + 0.5 - y1);
                var along = squared > 0 ? Math.Clamp(((px * dx) + (py * dy)) / squared, 0, 1) : 0;
                var (qx, qy) = (px - (along * dx), py - (along * dy));
                var coverage = radius + 0.5 - Math.Sqrt((qx * qx) + (qy * qy));
                if (coverage <= 0)
                    continue;

                ref var cell = ref _coverage[((y - Area.Y) * Area.Width) + x - Area.X];
                cell = Math.Max(cell, (byte)((255 * Math.Min(1, coverage)) + 0.5));
            }
        }
    }

    private static int Bound(double value, int low, int high) => (int)Math.Clamp(Math.Floor(value), low, high);
}
