using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Computes what remains of an image behind filters of different shapes, and refuses what does not fit.</summary>
internal static class MixedShapes
{
    /// <summary>Throws when groups differ in a size that neither padding nor pooling evens out, whatever the image.</summary>
    public static void RequireAgreement(MixedShapeConvOptions options)
    {
        // Strides can even sizes out for some images, and the mean over frequency leaves one bin whatever the image.
        if (options.Pooling.Frames == 1)
        {
            RequireAgreement(
                options.Groups.Where(group => group.FrameStride == 1), group => FilterAxis.OfFrames(options, group),
                "frames", nameof(options.TimePadding), nameof(FeaturePooling.OverTime), nameof(options));
        }

        if (options.Pooling.Bins == 1)
        {
            RequireAgreement(
                options.Groups.Where(group => group.BinStride == 1 && !group.MeanFirst), group => FilterAxis.OfBins(options, group),
                "bins", nameof(options.FrequencyPadding), nameof(FeaturePooling.OverFrequency), nameof(options));
        }
    }

    /// <summary>Returns the length of the shortest axis that a filter and then a pooling window fit in.</summary>
    public static long MinimumSize(FilterAxis axis, int? window, bool mayExceed) =>
        Math.Max(axis.MinimumSize(window ?? 1), axis.Padding != AxisPadding.Valid && !mayExceed ? axis.Extent : 1);

    /// <summary>Returns the shape of the output for an image <c>[N, C, F, T]</c>.</summary>
    public static long[] OutputShape(MixedShapeConvOptions options, ReadOnlySpan<long> image)
    {
        ShapeGuard.Matches(image, $"an image [batch, channel={options.InChannels}, frequency, time]", [-1, options.InChannels, -1, -1], nameof(image));
        RequireRoom(options, image);
        var (bins, frames) = Remaining(options, options.Groups[0], image);
        foreach (var group in options.Groups.Skip(1))
        {
            if (Remaining(options, group, image) is var other && other != (bins, frames))
            {
                throw new ArgumentException(
                    $"All groups must leave equally many bins and frames, but of {image[2]} bins × {image[3]} frames {options.Groups[0]} leaves "
                    + $"{bins} × {frames} and {group} leaves {other.Bins} × {other.Frames}. Pad that axis with AxisPadding.Same, or pool over all of it.",
                    nameof(image));
            }
        }

        var shape = new List<long> { image[0], options.OutChannels };
        if (options.Pooling.Bins is not null)
            shape.Add(bins);
        if (options.Pooling.Frames is not null)
            shape.Add(frames);
        return [.. shape];
    }

    /// <summary>Throws when a filter is larger than the image: of several the largest, so that an image which has room for it has room for all.</summary>
    private static void RequireRoom(MixedShapeConvOptions options, ReadOnlySpan<long> image)
    {
        RequireRoom(options, options.Groups.Where(group => !group.MeanFirst), group => FilterAxis.OfBins(options, group), image[2], "bins", nameof(options.FrequencyPadding), nameof(image));
        RequireRoom(options, options.Groups, group => FilterAxis.OfFrames(options, group), image[3], "frames", nameof(options.TimePadding), nameof(image));
    }

    private static void RequireRoom(
        MixedShapeConvOptions options, IEnumerable<FilterGroup> groups, Func<FilterGroup, FilterAxis> axis, long size, string unit, string padding, string name)
    {
        var largest = groups.Where(group => axis(group).Padding == AxisPadding.Valid || !options.FiltersMayExceedImage).MaxBy(group => axis(group).Extent);
        if (largest is null || axis(largest).Extent <= size)
            return;
        var dilated = largest is { BinDilation: 1, FrameDilation: 1 } ? "" : $" with a dilation of {largest.BinDilation}×{largest.FrameDilation}";
        var zeros = axis(largest).Padding != AxisPadding.Valid ? "" : $"{padding} = AxisPadding.Same and ";
        throw new ArgumentException(
            $"A filter of {largest.Shape}{dilated} needs an image of at least {axis(largest).Extent} {unit}, but got {size}. "
            + $"Take smaller filters or a larger image; or, where the layer's options are yours, set {zeros}{nameof(options.FiltersMayExceedImage)}, and the filter reaches into zeros at both ends.", name);
    }

    private static (long Bins, long Frames) Remaining(MixedShapeConvOptions options, FilterGroup group, ReadOnlySpan<long> image) => (
        Remaining(group, FilterAxis.OfBins(options, group), group.MeanFirst ? 1 : image[2], options.Pooling.Bins, "bins", nameof(image)),
        Remaining(group, FilterAxis.OfFrames(options, group), image[3], options.Pooling.Frames, "frames", nameof(image)));

    private static long Remaining(FilterGroup group, FilterAxis axis, long size, int? window, string unit, string name)
    {
        var positions = axis.Positions(size);
        if (window is null)
            return 1;
        if (window > positions)
        {
            throw new ArgumentException(
                $"A pooling window of {window} {unit} needs at least as many behind the filters, but {group.Shape} leaves {positions} of {size}. "
                + "Take smaller windows, or pool over the whole axis.", name);
        }

        return positions / window.Value;
    }

    private static void RequireAgreement(
        IEnumerable<FilterGroup> groups, Func<FilterGroup, FilterAxis> axis, string unit, string setting, string pooling, string name)
    {
        var all = groups.ToArray();
        if (all.Select(Lost).Distinct().Count() <= 1)
            return;
        var first = all[0];
        var second = all.First(group => Lost(group) != Lost(first));
        throw new ArgumentException(
            $"All groups must leave equally many {unit}, but {first} leaves {Lost(first)} {unit} fewer than the image has and {second} {Lost(second)} fewer. "
            + $"Set {setting} = AxisPadding.Same, or Pooling = FeaturePooling.{pooling}.", name);

        long Lost(FilterGroup group) => axis(group).Padding switch
        {
            AxisPadding.Same => 0,
            AxisPadding.Full => 1 - axis(group).Extent,
            _ => axis(group).Extent - 1,
        };
    }
}
