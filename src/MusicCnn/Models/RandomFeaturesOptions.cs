using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of <see cref="RandomFeatures"/>; they compare by value, their layers included.</summary>
public sealed record RandomFeaturesOptions
{
    /// <summary>Gets the layers, each on what the one before leaves; <see cref="RandomNetworks"/> has those of the paper.</summary>
    /// <exception cref="ArgumentException">There are none, or one takes another number of channels than the one before leaves.</exception>
    public required IReadOnlyList<RandomLayer> Layers { get; init => field = Checked(value, nameof(Layers)); }

    /// <summary>Gets the seed: the same layers and seed give the same weights, whatever was drawn before.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; init; }

    /// <summary>Gets the number of channels of the image.</summary>
    public int Channels => Layers[0].Convolution.InChannels;

    /// <summary>Gets the number of features D: the channels that all layers leave.</summary>
    public int FeatureCount => Layers.Sum(layer => layer.Convolution.OutChannels);

    /// <summary>Gets the number of weights, none of which is trained; biases, which are zero, count.</summary>
    public long ParameterCount => Layers.Sum(layer => layer.Convolution.ParameterCount);

    /// <summary>Throws where images are too small for a filter or a pooling window.</summary>
    internal void RequireRoom(long bins, long frames)
    {
        foreach (var layer in Layers)
        {
            if (layer.PooledFrames > frames)
                throw new ArgumentException($"A pooling window of {layer.PooledFrames} frames needs at least as many, but there are {frames}. Take a wider image.", nameof(frames));
            frames /= layer.PooledFrames;
            var (convolution, axis) = (layer.Convolution, 2);
            var left = MixedShapes.OutputShape(convolution, [1, convolution.InChannels, bins, frames]);
            bins = convolution.Pooling.Bins is null ? 1 : left[axis++];
            frames = convolution.Pooling.Frames is null ? 1 : left[axis];
        }
    }

    private static IReadOnlyList<RandomLayer> Checked(IReadOnlyList<RandomLayer> layers, string name)
    {
        ArgumentNullException.ThrowIfNull(layers, name);
        if (layers.Count == 0)
            throw new ArgumentException("There must be at least one layer, but there is none.", name);
        if (layers.Any(layer => layer is null))
            throw new ArgumentException("A layer must not be null.", name);
        for (var i = 1; i < layers.Count; i++)
        {
            var (left, taken) = (layers[i - 1].Convolution.OutChannels, layers[i].Convolution.InChannels);
            if (left != taken)
                throw new ArgumentException($"Layer {i + 1} takes {taken} channels, but layer {i} leaves {left}. Set its InChannels to {left}.", name);
        }

        return layers as ValueList<RandomLayer> ?? new ValueList<RandomLayer>(layers);
    }
}
