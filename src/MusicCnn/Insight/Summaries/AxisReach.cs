namespace MusicCnn.Insight.Summaries;

/// <summary>Represents which cells of one axis of the image the values of a tensor depend on.</summary>
/// <remarks>The value at position i along the axis sees the cells from <see cref="Start"/> + i·<see cref="Step"/> on, <see cref="Size"/> of them,
/// as far as the image has them.</remarks>
/// <param name="Axis">The tensor's axis that runs along this one, or <see langword="null"/> when nothing does any more.</param>
/// <param name="Start">The first cell that position 0 sees; below 0 in zeros of padding.</param>
/// <param name="Size">The number of cells that one value sees.</param>
/// <param name="Step">The number of cells from one position to the next.</param>
internal readonly record struct AxisReach(int? Axis, long Start, long Size, long Step)
{
    /// <summary>Returns the reach of the image itself.</summary>
    public static AxisReach OfImage(int axis) => new(axis, 0, 1, 1);

    /// <summary>Returns the reach behind a window that walks along the axis.</summary>
    public AxisReach Window(long size, long stride = 1, long dilation = 1, long before = 0) =>
        this with { Start = Start - (before * Step), Size = Size + ((size - 1) * dilation * Step), Step = Step * stride };

    /// <summary>Returns the reach behind what sees all positions at once.</summary>
    public AxisReach Whole(long positions) => Window(positions);

    /// <summary>Returns the least reach that contains both.</summary>
    public AxisReach With(AxisReach other)
    {
        var start = Math.Min(Start, other.Start);
        return this with { Start = start, Size = Math.Max(Start + Size, other.Start + other.Size) - start, Step = Math.Max(Step, other.Step) };
    }
}
