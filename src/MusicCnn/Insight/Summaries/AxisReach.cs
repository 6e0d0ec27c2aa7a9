namespace MusicCnn.Insight.Summaries;

/// <summary>Represents which cells of one axis of the image the values of a tensor depend on.</summary>
/// <remarks>The value at position i along the axis sees the cells from <see cref="Start"/> + i·<see cref="Step"/> on, <see cref="Size"/> of them,
/// as far as the image has them.</remarks>
/// <param name="Axis">The tensor's axis that runs along this one, alone or flattened with others, or <see langword="null"/> when nothing does any more.</param>
/// <param name="Start">The first cell that position 0 sees; below 0 in zeros of padding.</param>
/// <param name="Size">The number of cells that one value sees.</param>
/// <param name="Step">The number of cells from one position to the next.</param>
/// <param name="Positions">The number of positions along the axis; fewer than the tensor's axis has values where others have been flattened into it.</param>
/// <param name="Low">The first cell that the layers before have left to see: none of padding.</param>
/// <param name="High">The cell behind the last one that they have left to see: strides and windows drop what remains at the end.</param>
internal readonly record struct AxisReach(int? Axis, long Start, long Size, long Step, long Positions, long Low, long High)
{
    /// <summary>Returns the reach of the image itself.</summary>
    public static AxisReach OfImage(int axis, long cells) => new(axis, 0, 1, 1, cells, 0, cells);

    /// <summary>Returns the reach behind a window that walks along the axis.</summary>
    public AxisReach Window(long size, long positions, long stride = 1, long dilation = 1, long before = 0) => this with
    {
        Start = Start - (before * Step),
        Size = Size + ((size - 1) * dilation * Step),
        Step = Step * stride,
        Positions = positions,
        Low = Math.Max(Low, Start),
        High = Math.Min(High, Start + ((Positions - 1) * Step) + Size),
    };

    /// <summary>Returns the reach behind what makes one value of all positions.</summary>
    public AxisReach Whole() => Window(Positions, positions: 1) with { Axis = null };

    /// <summary>Returns the reach behind what makes every value of all positions.</summary>
    public AxisReach Mixed() => Window(Positions, Positions) with { Step = 0 };

    /// <summary>Returns how many cells the value sees that sees most of them; at the ends values see zeros of padding too.</summary>
    public long Most()
    {
        var most = 0L;
        for (var position = 0L; position < Positions && most < Math.Min(Size, High - Low); position++)
        {
            var first = Start + (position * Step);
            most = Math.Max(most, Math.Min(High, first + Size) - Math.Max(Low, first));
        }

        return most;
    }

    /// <summary>Returns the least reach that contains both.</summary>
    public AxisReach With(AxisReach other)
    {
        var start = Math.Min(Start, other.Start);
        return this with
        {
            Start = start,
            Size = Math.Max(Start + Size, other.Start + other.Size) - start,
            Step = Math.Max(Step, other.Step),
            Positions = Math.Max(Positions, other.Positions),
            Low = Math.Min(Low, other.Low),
            High = Math.Max(High, other.High),
        };
    }
}
