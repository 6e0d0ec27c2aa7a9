using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of one layer of <see cref="RandomFeatures"/>; they compare by value.</summary>
public sealed record RandomLayer
{
    /// <summary>Gets the filters, activation and pooling of the layer, without batch normalization: what has seen no data has no statistics.</summary>
    /// <exception cref="ArgumentException">There is batch normalization.</exception>
    public required MixedShapeConvOptions Convolution { get; init => field = Checked(value, nameof(Convolution)); }

    /// <summary>Gets the number of frames of which the maximum goes into the layer; windows do not overlap.</summary>
    /// <value>The default value is 1.</value>
    public int PooledFrames { get; init => field = Require.Positive(value, "frames"); } = 1;

    /// <summary>Gets whether what goes into the convolution is added to what comes out; both must have the same shape.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Residual { get; init; }

    private static MixedShapeConvOptions Checked(MixedShapeConvOptions convolution, string name)
    {
        ArgumentNullException.ThrowIfNull(convolution, name);
        return convolution.BatchNorm == BatchNormOrder.None ? convolution : throw new ArgumentException(
            $"A layer of random weights has no batch normalization, but {name}.{nameof(convolution.BatchNorm)} is {convolution.BatchNorm}. Set it to None.", name);
    }
}
