using static TorchSharp.torch;

namespace MusicCnn.Augmentation;

/// <summary>Shifts tensors along an axis; positive is towards higher positions.</summary>
internal static class AxisShift
{
    /// <summary>Returns a tensor turned by a shift.</summary>
    public static Tensor Circular(Tensor values, int shift, int axis)
    {
        var size = values.size(axis);
        var split = (((-shift) % size) + size) % size;
        return split == 0 ? values : cat([values.narrow(axis, split, size - split), values.narrow(axis, 0, split)], axis);
    }

    /// <summary>Returns a tensor shifted, one value in the places that are left.</summary>
    public static Tensor Filled(Tensor values, int shift, int axis, Tensor fill)
    {
        if (shift == 0)
            return values;
        var size = values.size(axis);
        var gap = Math.Min(Math.Abs((long)shift), size);
        var kept = values.narrow(axis, shift > 0 ? 0 : gap, size - gap);
        var shape = values.shape;
        shape[shape.Length + axis] = gap;
        var filled = fill.expand(shape);
        return shift > 0 ? cat([filled, kept], axis) : cat([kept, filled], axis);
    }
}
