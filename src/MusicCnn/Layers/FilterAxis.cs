namespace MusicCnn.Layers;

/// <summary>Represents how a filter walks along one axis of the image.</summary>
/// <param name="Extent">The length from the first to the last tap.</param>
/// <param name="Stride">The step between positions.</param>
/// <param name="Padding">What happens at the ends.</param>
internal readonly record struct FilterAxis(long Extent, int Stride, AxisPadding Padding)
{
    /// <summary>Returns how a group walks along the frequency axis.</summary>
    public static FilterAxis OfBins(MixedShapeConvOptions options, FilterGroup group) =>
        new(group.BinExtent, group.BinStride, group.FrequencyPadding ?? options.FrequencyPadding);

    /// <summary>Returns how a group walks along the time axis.</summary>
    public static FilterAxis OfFrames(MixedShapeConvOptions options, FilterGroup group) =>
        new(group.FrameExtent, group.FrameStride, group.TimePadding ?? options.TimePadding);

    /// <summary>Returns the number of positions on an axis; of a filter that does not fit, none or fewer.</summary>
    public long Positions(long size) => Padding switch
    {
        AxisPadding.Same => (size + Stride - 1) / Stride,
        AxisPadding.Full => (size + Extent - 2) / Stride + 1,
        _ => size < Extent ? 0 : (size - Extent) / Stride + 1,
    };

    /// <summary>Returns the shortest axis with a number of positions.</summary>
    public long MinimumSize(long positions) => Padding switch
    {
        AxisPadding.Same => (positions - 1) * Stride + 1,
        AxisPadding.Full => Math.Max(1, (positions - 1) * Stride + 2 - Extent),
        _ => (positions - 1) * Stride + Extent,
    };

    /// <summary>Returns the zeros before and behind an axis: TensorFlow's, which depend on its length where the stride is above 1.</summary>
    public (long Before, long Behind) Zeros(long size)
    {
        if (Padding == AxisPadding.Valid)
            return (0, 0);
        if (Padding == AxisPadding.Full)
            return (Extent - 1, Extent - 1);
        var zeros = Math.Max(0, (Positions(size) - 1) * Stride + Extent - size);
        return (zeros / 2, zeros - zeros / 2);
    }
}
