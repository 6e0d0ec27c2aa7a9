using MusicCnn.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Insight.Summaries;

/// <summary>Knows what the modules of TorchSharp and of this library that are no mere sum of their parts do to what a value sees.</summary>
internal static class ReachRules
{
    /// <summary>Returns the reach of a module's output, or <see langword="null"/> for a module without a rule of its own.</summary>
    public static TensorReach? Behind(nn.Module module, TensorReach input, long[] output) => module switch
    {
        ConvolutionTranspose => null,
        Convolution convolution => Behind(convolution, input, output),
        MaxPool1d pool => Windows(
            input, output, [pool.kernel_size], [pool.stride ?? pool.kernel_size], [pool.padding ?? 0], [pool.dilation ?? 1]),
        MaxPool2d pool => Windows(input, output, pool.kernel_size, pool.stride, pool.padding, pool.dilation),
        AvgPool1d pool => Windows(input, output, [pool.kernel_size], [pool.stride ?? pool.kernel_size], [pool.padding ?? 0], null),
        AvgPool2d pool => Windows(input, output, pool.kernel_size, pool.stride, pool.padding, null),
        // A dense layer mixes the last axis, layer normalization the last few, a recurrent layer everything before and, in its second direction, behind,
        // pooling over time the frames.
        Linear => Whole(input, output, axis => axis == input.Shape.Length - 1),
        LayerNorm norm => Whole(input, output, axis => axis >= input.Shape.Length - norm.normalized_shape.Length),
        LSTM or GRU => Whole(input, output, _ => true),
        TemporalPooling or AutoPool or AttentionPooling => Whole(input, output, axis => axis == 2),
        _ => null,
    };

    /// <summary>Returns the reach behind a layer's own pooling, which leaves rests shorter than a window out.</summary>
    public static TensorReach Behind(FeaturePooling pooling, TensorReach maps, long[] output)
    {
        var (bins, frames) = (maps.Frequency, maps.Time);
        bins = pooling.Bins is { } height ? bins.Window(height, bins.Positions / height, height) : bins.Whole();
        frames = pooling.Frames is { } width ? frames.Window(width, frames.Positions / width, width) : frames.Whole();
        if (pooling.Bins is null && frames.Axis is not null)
            frames = frames with { Axis = 2 };
        return new(output, bins, frames);
    }

    private static TensorReach Behind(Convolution convolution, TensorReach input, long[] output)
    {
        var same = convolution.padding_type == Padding.Same;
        var before = convolution.kernel_size.Select((size, axis) =>
            same ? convolution.dilation[axis] * (size - 1) / 2 : convolution.padding?[axis] ?? 0).ToArray();
        return Windows(input, output, convolution.kernel_size, convolution.stride, before, convolution.dilation, mixesChannels: true);
    }

    private static TensorReach Windows(
        TensorReach input, long[] output, long[] size, long[]? stride, long[]? before, long[]? dilation, bool mixesChannels = false)
    {
        var first = input.Shape.Length - size.Length;
        return input.Change(output, (reach, axis) =>
        {
            if (axis < first)
                return mixesChannels ? reach.Whole() : reach;
            // Windows over what has been flattened see cells from anywhere.
            if (reach.Positions != input.Shape[axis])
                return reach.Mixed();
            var at = axis - first;
            return reach.Window(size[at], output[axis], At(stride) ?? size[at], At(dilation) ?? 1, At(before) ?? 0);

            // One number stands for all axes.
            long? At(long[]? values) => values is null || values.Length == 0 ? null : values[Math.Min(at, values.Length - 1)];
        });
    }

    private static TensorReach Whole(TensorReach input, long[] output, Func<int, bool> mixes) => input.Change(output, (reach, axis) =>
        !mixes(axis) ? reach : output.Length == input.Shape.Length && output[axis] == input.Shape[axis]
            ? reach.Mixed()
            : reach.Whole());
}
