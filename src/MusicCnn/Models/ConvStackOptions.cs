using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="ConvStack"/>.</summary>
internal sealed record ConvStackOptions
{
    public required IReadOnlyList<ConvBlock> Blocks { get; init; }

    public required Activation Activation { get; init; }

    public required BatchNormOrder BatchNorm { get; init; }

    public required double BatchNormEpsilon { get; init; }

    public required double BatchNormMomentum { get; init; }

    /// <summary>Gets the share of values set to zero in training between blocks.</summary>
    public required double Dropout { get; init; }

    /// <summary>Gets the number of channels that the last block leaves.</summary>
    public int OutChannels => Blocks[^1].Layers[^1].Count;

    public long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>Gets the convolutions of all blocks.</summary>
    public IReadOnlyList<MixedShapeConvOptions> Layers
    {
        get
        {
            var channels = 1;
            var layers = new List<MixedShapeConvOptions>();
            foreach (var group in Blocks.SelectMany(block => block.Layers))
            {
                layers.Add(new()
                {
                    InChannels = channels,
                    Groups = [group],
                    FrequencyPadding = AxisPadding.Same,
                    Activation = Activation,
                    BatchNorm = BatchNorm,
                    BatchNormEpsilon = BatchNormEpsilon,
                    BatchNormMomentum = BatchNormMomentum,
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
    /// <exception cref="ArgumentException">A pooling window does not fit.</exception>
    public (long Bins, long Frames) SizeBehind(long bins, long frames, string name)
    {
        var least = Blocks.Reverse().Aggregate((Bins: 1L, Frames: 1L), (size, block) => block.Pool.MinimumSize(size.Bins, size.Frames));
        BlockRoom.Require(Blocks.Count, least, (bins, frames), name);
        return Blocks.Aggregate((Bins: bins, Frames: frames), (size, block) => block.Pool.Count(size.Bins, size.Frames));
    }

    /// <summary>Returns blocks of one layer of 3×3 filters each.</summary>
    public static IReadOnlyList<ConvBlock> Squares(IEnumerable<int> filters, IEnumerable<PoolWindow> pools) =>
        [.. filters.Zip(pools, (count, pool) => new ConvBlock([FilterShape.Rectangular(3, 3).Times(count)], pool))];
}
