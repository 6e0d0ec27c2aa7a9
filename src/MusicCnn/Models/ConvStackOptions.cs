using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="ConvStack"/>.</summary>
internal sealed record ConvStackOptions
{
    public required IReadOnlyList<ConvBlock> Blocks { get; init; }

    /// <summary>Gets the number of channels of the image.</summary>
    public int InChannels { get; init; } = 1;

    public AxisPadding FrequencyPadding { get; init; } = AxisPadding.Same;

    public AxisPadding TimePadding { get; init; } = AxisPadding.Same;

    /// <summary>Gets whether each filter has a bias.</summary>
    public bool Bias { get; init; } = true;

    public required Activation Activation { get; init; }

    public required BatchNormOrder BatchNorm { get; init; }

    public required double BatchNormEpsilon { get; init; }

    public required double BatchNormMomentum { get; init; }

    /// <summary>Gets the share of values set to zero in training between blocks.</summary>
    public required double Dropout { get; init; }

    /// <summary>Gets whether values of the image are set to zero too, in front of the first block.</summary>
    public bool DropsImage { get; init; }

    /// <summary>Gets the number of channels that the last block leaves.</summary>
    public int OutChannels => Blocks[^1].Layers[^1].Count;

    public long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>Gets the convolutions of all blocks.</summary>
    public IReadOnlyList<MixedShapeConvOptions> Layers
    {
        get
        {
            var channels = InChannels;
            var layers = new List<MixedShapeConvOptions>();
            foreach (var group in Blocks.SelectMany(block => block.Layers))
            {
                layers.Add(new()
                {
                    InChannels = channels,
                    Groups = [group],
                    FrequencyPadding = FrequencyPadding,
                    TimePadding = TimePadding,
                    Activation = Activation,
                    BatchNorm = BatchNorm,
                    BatchNormEpsilon = BatchNormEpsilon,
                    BatchNormMomentum = BatchNormMomentum,
                    Bias = Bias,
                    Pooling = FeaturePooling.None,
                    // Pooling may leave fewer bins or frames than a filter has; the originals pad with zeros all the same.
                    FiltersMayExceedImage = true,
                });
                channels = group.Count;
            }

            return layers;
        }
    }

    /// <summary>Returns what the last block leaves of an image.</summary>
    /// <exception cref="ArgumentException">A filter or a pooling window does not fit.</exception>
    public (long Bins, long Frames) SizeBehind(long bins, long frames, string name, string images = "images", string origin = "")
    {
        BlockRoom.Require(Blocks.Count, MinimumSize(), (bins, frames), name, images, origin);
        var layers = new Queue<MixedShapeConvOptions>(Layers);
        foreach (var block in Blocks)
        {
            foreach (var group in block.Layers)
            {
                var options = layers.Dequeue();
                (bins, frames) = (FilterAxis.OfBins(options, group).Positions(bins), FilterAxis.OfFrames(options, group).Positions(frames));
            }

            (bins, frames) = block.Pool.Count(bins, frames);
        }

        return (bins, frames);
    }

    /// <summary>Returns blocks of one layer of 3×3 filters each.</summary>
    public static IReadOnlyList<ConvBlock> Squares(IEnumerable<int> filters, IEnumerable<PoolWindow> pools) =>
        [.. filters.Zip(pools, (count, pool) => new ConvBlock([FilterShape.Rectangular(3, 3).Times(count)], pool))];

    /// <summary>Returns the smallest image of which a value is left, counted from the last block to the first.</summary>
    private (long Bins, long Frames) MinimumSize()
    {
        var layers = new Stack<MixedShapeConvOptions>(Layers);
        var (bins, frames) = (1L, 1L);
        foreach (var block in Blocks.Reverse())
        {
            (bins, frames) = block.Pool.MinimumSize(bins, frames);
            foreach (var group in block.Layers.Reverse())
            {
                var options = layers.Pop();
                (bins, frames) = (FilterAxis.OfBins(options, group).MinimumSize(bins), FilterAxis.OfFrames(options, group).MinimumSize(frames));
            }
        }

        return (bins, frames);
    }
}
