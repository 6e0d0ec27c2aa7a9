namespace MusicCnn.Insight.Drawing;

/// <summary>Brings an image of cells to the size of a plot in pixels.</summary>
internal static class CellReducer
{
    /// <summary>Returns a value for each pixel, row by row, lowest row of cells first.</summary>
    /// <remarks>Where there are more cells than pixels each cell belongs to one pixel; elsewhere a pixel shows the cell at its center.</remarks>
    public static float[] Reduce(ReadOnlySpan<float> values, int rows, int columns, int width, int height, CellReduction reduction)
    {
        var pixels = new float[width * height];
        var previous = (From: -1, To: -1);
        for (var y = 0; y < height; y++)
        {
            var line = pixels.AsSpan(y * width, width);
            var cells = Cells(y, height, rows);
            if (cells == previous)
                pixels.AsSpan((y - 1) * width, width).CopyTo(line);
            else
                ReduceLine(values, columns, cells, line, reduction);
            previous = cells;
        }

        return pixels;
    }

    /// <summary>Returns the pixels that show cells <paramref name="from"/> to <paramref name="to"/>, both last excluded.</summary>
    public static (int From, int To) PixelsOf(int from, int to, int cells, int pixels) => cells > pixels
        ? ((int)Ceiling((from + 1L) * pixels, cells) - 1, (int)Ceiling((long)to * pixels, cells))
        : ((int)Ceiling((2L * from * pixels) - cells, 2L * cells), (int)Ceiling((2L * to * pixels) - cells, 2L * cells));

    private static void ReduceLine(
        ReadOnlySpan<float> values, int columns, (int From, int To) rows, Span<float> line, CellReduction reduction)
    {
        for (var x = 0; x < line.Length; x++)
        {
            var cells = Cells(x, line.Length, columns);
            var (greatest, sum) = (float.NegativeInfinity, 0.0);
            for (var row = rows.From; row < rows.To; row++)
            {
                foreach (var value in values.Slice((row * columns) + cells.From, cells.To - cells.From))
                {
                    greatest = Math.Max(greatest, value); // not a number wins
                    sum += value;
                }
            }

            line[x] = reduction == CellReduction.Maximum
                ? greatest
                : (float)(sum / (rows.To - rows.From) / (cells.To - cells.From));
        }
    }

    /// <summary>Returns the cells that a pixel shows, the last excluded.</summary>
    private static (int From, int To) Cells(int pixel, int pixels, int cells)
    {
        if (cells > pixels)
            return ((int)((long)pixel * cells / pixels), (int)((long)(pixel + 1) * cells / pixels));
        var nearest = (int)(((2L * pixel) + 1) * cells / (2L * pixels));
        return (nearest, nearest + 1);
    }

    private static long Ceiling(long dividend, long divisor) => dividend <= 0 ? 0 : ((dividend - 1) / divisor) + 1;
}
