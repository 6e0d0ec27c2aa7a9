namespace MusicCnn.Insight.Drawing;

/// <summary>Draws labeled boxes over a heat map: the outline lies around the cells, so that all of them stay visible.</summary>
internal static class BoxPainter
{
    private const double LabelOpacity = 0.7;

    private static readonly Rgb Shade = new(0, 0, 0);

    /// <summary>Throws unless every box lies within the image.</summary>
    public static void Check(IReadOnlyList<LabeledBox> boxes, int rows, int columns)
    {
        foreach (var box in boxes)
        {
            if (box.Bin + (long)box.Shape.Bins > rows || box.Frame + (long)box.Shape.Frames > columns)
            {
                throw new ArgumentException(
                    $"The box '{box.Label}' of {box.Shape} at bin {box.Bin} and frame {box.Frame} does not lie within the image of {rows} bins and {columns} frames.");
            }
        }
    }

    /// <summary>Returns the pixels of the cells that a box surrounds.</summary>
    public static PixelArea Cells(LabeledBox box, PixelArea plot, int rows, int columns, bool firstRowOnTop)
    {
        var (left, right) = CellReducer.PixelsOf(box.Frame, box.Frame + box.Shape.Frames, columns, plot.Width);
        var (from, to) = CellReducer.PixelsOf(box.Bin, box.Bin + box.Shape.Bins, rows, plot.Height);
        return new(plot.X + left, firstRowOnTop ? plot.Y + from : plot.Bottom - to, right - left, to - from);
    }

    /// <summary>Draws all boxes, then all labels.</summary>
    public static void Draw(Canvas canvas, PixelArea plot, Style style, HeatMapOptions options, int rows, int columns)
    {
        var line = style.Pixels(2);
        PixelArea[] outlines = [.. options.Boxes.Select(box => Cells(box, plot, rows, columns, options.FirstRowOnTop).Grow(line))];
        for (var i = 0; i < outlines.Length; i++)
        {
            // A dark edge outside the bright line: visible on every color of the image.
            canvas.Frame(outlines[i].Grow(style.Hairline), style.Hairline, Shade, LabelOpacity);
            canvas.Frame(outlines[i], line, options.Boxes[i].Color);
        }

        var (padding, descent) = (style.Pixels(4), style.Pixels(2));
        var height = style.TextRows + descent + (2 * padding);
        (int Width, int Height)[] sizes =
            [.. options.Boxes.Select(box => (box.Label.Length == 0 ? 0 : StrokeFont.Width(box.Label, style.Text) + (2 * padding), height))];
        var places = LabelPlacer.Place(plot, outlines, sizes, style.Pixels(3));
        for (var i = 0; i < places.Count; i++)
        {
            if (sizes[i].Width == 0)
                continue;
            canvas.Fill(places[i], Shade, LabelOpacity);
            StrokeFont.Draw(canvas, options.Boxes[i].Label, places[i].X + padding, places[i].Y + padding + style.TextRows, style.Text, options.Boxes[i].Color);
        }
    }
}
