using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents how a weight of Keras lies beside ours: which of its axes is each of ours.</summary>
/// <param name="Axes">For each of our axes, the axis of Keras.</param>
/// <param name="MaximaFirst">Whether our last axis is of pooled values that Keras holds as all maxima, then all means.</param>
internal sealed record KerasLayout(IReadOnlyList<int> Axes, bool MaximaFirst = false)
{
    /// <summary>Values of channels: biases, scales, statistics.</summary>
    public static KerasLayout Vector { get; } = new([0]);

    /// <summary>[inputs, outputs] to [outputs, inputs].</summary>
    public static KerasLayout Dense { get; } = new([1, 0]);

    /// <summary>[time, frequency, channels, filters] to [filters, channels, frequency, time].</summary>
    public static KerasLayout Convolution { get; } = new([3, 2, 1, 0]);

    /// <summary>[time, channels, 1, filters] to [filters, channels, 1, time]: Keras lays the channels along its second image axis.</summary>
    public static KerasLayout ChannelsAsFrequency { get; } = new([3, 1, 2, 0]);

    /// <summary>Returns the shape that Keras has for one of ours.</summary>
    public long[] KerasShape(IReadOnlyList<long> ours)
    {
        var shape = new long[ours.Count];
        for (var axis = 0; axis < shape.Length; axis++)
            shape[Axes[axis]] = ours[axis];
        return shape;
    }

    /// <summary>Returns a weight of Keras in our layout.</summary>
    public Tensor Arrange(Tensor keras)
    {
        var ours = keras.permute([.. Axes.Select(axis => (long)axis)]);
        if (!MaximaFirst)
            return ours;
        long[] head = [.. ours.shape[..^1]];
        return ours.reshape([.. head, 2, ours.shape[^1] / 2]).transpose(-1, -2).reshape(ours.shape);
    }
}
