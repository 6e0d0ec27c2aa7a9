using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Computes what remains of an image behind filters of different shapes, and refuses what does not fit.</summary>
internal static class MixedShapes
{
    /// <summary>Throws when groups differ in a size that neither padding nor pooling evens out, whatever the image.</summary>
    public static void RequireAgreement(MixedShapeConvOptions options)
    {
        RequireAgreement(
            options, options.Pooling.Frames == 1 && options.TimePadding == AxisPadding.Valid, group => group.Shape.Frames,
            "frames", nameof(options.TimePadding), nameof(FeaturePooling.OverTime));
        RequireAgreement(
            options, options.Pooling.Bins == 1 && options.FrequencyPadding == AxisPadding.Valid, group => group.Shape.Bins,
            "bins", nameof(options.FrequencyPadding), nameof(FeaturePooling.OverFrequency));
    }

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
        Remaining(group.Shape, image[2], group.Shape.Bins, options.FrequencyPadding, options.Pooling.Bins, "bins", nameof(options.FrequencyPadding), nameof(image)),
        Remaining(group.Shape, image[3], group.Shape.Frames, options.TimePadding, options.Pooling.Frames, "frames", nameof(options.TimePadding), nameof(image)));

    private static long Remaining(
        FilterShape shape, long size, int filter, AxisPadding padding, int? window, string unit, string setting, string name)
    {
        if (padding == AxisPadding.Valid && filter > size)
        {
            throw new ArgumentException(
                $"A filter of {shape} needs an image of at least {filter} {unit}, but got {size}. "
                + $"Take smaller filters, a larger image, or {setting} = AxisPadding.Same.", name);
        }

        var positions = padding == AxisPadding.Same ? size : size - filter + 1;
        if (window is null)
            return 1;
        if (window > positions)
        {
            throw new ArgumentException(
                $"A pooling window of {window} {unit} needs at least as many behind the filters, but {shape} leaves {positions} of {size}. "
                + "Take smaller windows, or pool over the whole axis.", name);
        }

        return positions / window.Value;
    }

    private static void RequireAgreement(
        MixedShapeConvOptions options, bool kept, Func<FilterGroup, int> size, string unit, string setting, string pooling)
    {
        if (!kept || options.Groups.Select(size).Distinct().Count() == 1)
            return;
        var first = options.Groups[0];
        var second = options.Groups.First(group => size(group) != size(first));
        throw new ArgumentException(
            $"All groups must leave equally many {unit}, but {first} leaves {size(first) - 1} {unit} fewer than the image has and {second} {size(second) - 1} fewer. "
            + $"Set {setting} = AxisPadding.Same, or Pooling = FeaturePooling.{pooling}.", nameof(options));
    }
}
