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
        if (image.Length != 4 || image[0] < 1 || image[1] != options.InChannels || image[2] < 1 || image[3] < 1)
        {
            throw new ArgumentException(
                $"Expected an image [batch, channel={options.InChannels}, frequency, time], but got {ShapeGuard.Print(image)}.", nameof(image));
        }

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

    private static (long Bins, long Frames) Remaining(MixedShapeConvOptions options, FilterGroup group, ReadOnlySpan<long> image) => (
        Remaining(
            options, group, FilterAxis.OfBins(options, group), group.MeanFirst ? 1 : image[2], options.Pooling.Bins,
            "bins", nameof(options.FrequencyPadding), nameof(image)),
        Remaining(
            options, group, FilterAxis.OfFrames(options, group), image[3], options.Pooling.Frames,
            "frames", nameof(options.TimePadding), nameof(image)));

    private static long Remaining(
        MixedShapeConvOptions options, FilterGroup group, FilterAxis axis, long size, int? window, string unit, string padding, string name)
    {
        var padded = axis.Padding != AxisPadding.Valid;
        if (axis.Extent > size && !(padded && options.FiltersMayExceedImage))
        {
            var dilated = group is { BinDilation: 1, FrameDilation: 1 } ? "" : $" with a dilation of {group.BinDilation}×{group.FrameDilation}";
            var zeros = padded ? "" : $"{padding} = AxisPadding.Same and ";
            throw new ArgumentException(
                $"A filter of {group.Shape}{dilated} needs an image of at least {axis.Extent} {unit}, but got {size}. "
                + $"Take smaller filters or a larger image; or set {zeros}{nameof(options.FiltersMayExceedImage)}, and the filter reaches into zeros at both ends.", name);
        }

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
