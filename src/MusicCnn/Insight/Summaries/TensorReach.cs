namespace MusicCnn.Insight.Summaries;

/// <summary>Represents the sizes of a tensor and what its values see of the image.</summary>
internal sealed record TensorReach(long[] Shape, AxisReach Frequency, AxisReach Time)
{
    /// <summary>Returns the reach of an image <c>[N, C, F, T]</c>.</summary>
    public static TensorReach OfImage(long[] shape) => new(shape, AxisReach.OfImage(2, shape[2]), AxisReach.OfImage(3, shape[3]));

    /// <summary>Returns the reach behind a change of each axis that the tensor still has.</summary>
    public TensorReach Change(long[] shape, Func<AxisReach, int, AxisReach> change) => new(
        shape,
        Frequency.Axis is { } bins ? change(Frequency, bins) : Frequency,
        Time.Axis is { } frames ? change(Time, frames) : Time);

    /// <summary>Returns the least reach that contains both; the axes are those of this tensor.</summary>
    public TensorReach With(TensorReach other) => this with { Frequency = Frequency.With(other.Frequency), Time = Time.With(other.Time) };

    /// <summary>Returns the reach behind functions of which only the sizes that they leave are known.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="keepsValues">Whether there are as many values as before, so that they have only been put in another order, or beside others.</param>
    /// <remarks>An axis that grows has been padded at both ends; one that shrinks to a half or less has been pooled in windows side by side, one that shrinks
    /// less has been filtered without padding; one that is gone is seen as a whole, or flattened into another where all values are kept.</remarks>
    public TensorReach Follow(long[] shape, bool keepsValues)
    {
        if (shape.Length == Shape.Length && !IsPermuted(shape))
            return Change(shape, (reach, axis) => keepsValues || Shape[axis] == shape[axis] ? reach : Resized(reach, Shape[axis], shape[axis]));

        var taken = new HashSet<int>();
        var time = Moved(Time, shape, keepsValues, taken);
        return new(shape, Moved(Frequency, shape, keepsValues, taken), time);
    }

    private static AxisReach Resized(AxisReach reach, long from, long to) => (from / Math.Max(1, to)) switch
    {
        0 => reach.Window(1, to, before: (to - from) / 2),
        1 => reach.Window(from - to + 1, to),
        _ when to == 1 => reach.Window(from, to, from),
        var window => reach.Window(window, to, window),
    };

    private bool IsPermuted(long[] shape) => !shape.SequenceEqual(Shape) && shape.Order().SequenceEqual(Shape.Order());

    /// <summary>Finds the axis among the new ones by its length, the last first, since features come before time in what convolutions give.</summary>
    private AxisReach Moved(AxisReach reach, long[] shape, bool keepsValues, HashSet<int> taken)
    {
        if (reach.Axis is not { } old)
            return reach;
        // Two axes are examples and features: neither runs along the image.
        for (var axis = shape.Length - 1; axis >= 1 && shape.Length > 2; axis--)
        {
            if (shape[axis] == Shape[old] && taken.Add(axis))
                return reach with { Axis = axis };
        }

        if (!keepsValues)
            return reach.Whole();
        var into = Enumerable.Range(1, shape.Length - 1).Reverse().Where(axis => !taken.Contains(axis) && (shape.Length == 2 || shape[axis] % reach.Positions == 0)).ToArray();
        return into.Length == 0 ? reach.Whole() : reach with { Axis = into[0] };
    }
}
