using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="VggModel"/>.</summary>
public sealed record VggOptions
{
    private const int MaxBlocks = 12;
    private const double MaxDropout = 0.99;

    /// <summary>Gets the settings of the released MTT_vgg and MSD_vgg: 50 tags, 605,748 weights.</summary>
    public static VggOptions Musicnn { get; } = new() { Classes = 50 };

    /// <summary>Gets the settings of the smaller network of the authors' training code: 32 filters a layer, 40,884 weights.</summary>
    public static VggOptions MusicnnSmall { get; } = new() { Classes = 50, Filters = 32 };

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of bins of the image; at least 63 for five blocks.</summary>
    /// <value>The default value is 96, as in <see cref="FrontEnds.MelSpectrogramOptions.Musicnn"/>.</value>
    public int Bins { get; init => field = Require.Positive(value, "bins"); } = 96;

    /// <summary>Gets the number of frames of the image, which the dense layer fixes; at least 66 for five blocks.</summary>
    /// <value>The default value is 187: three seconds at the published rate.</value>
    public int Frames { get; init => field = Require.Positive(value, "frames"); } = 187;

    /// <summary>Gets the number of filters of each convolution.</summary>
    /// <value>The default value is 128.</value>
    public int Filters { get; init => field = Require.Positive(value, "filters"); } = 128;

    /// <summary>Gets the number of blocks, from 2 to 12: the first pools windows of 1×4 in steps of 2×2, the last of 4×4, those between of 2×2.</summary>
    /// <value>The default value is 5.</value>
    public int Blocks { get; init => field = Require.Within(value, 2, MaxBlocks, "blocks"); } = 5;

    /// <summary>Gets the share of values set to zero in training between blocks, from 0 to 0.99.</summary>
    /// <value>The default value is 0.25.</value>
    public double BlockDropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.25;

    /// <summary>Gets the share of values set to zero in training in front of the dense layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets the number added to the variance in every batch normalization.</summary>
    /// <value>The default value is 1e-3, TensorFlow's, which the released weights need.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-3;

    /// <summary>Gets the weight of the newest batch in the running statistics, from 0 to 1.</summary>
    /// <value>The default value is 0.01, which TensorFlow counts as 0.99.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.01;

    /// <summary>Gets the number of trainable weights; moving statistics, which Keras counts too, are none.</summary>
    /// <exception cref="ArgumentException">The image is too small for the blocks.</exception>
    public long ParameterCount => 2 + Stack.ParameterCount + (Features + 1) * Classes;

    internal ConvStackOptions Stack => new()
    {
        Blocks = ConvStackOptions.Squares(
            Enumerable.Repeat(Filters, Blocks),
            [new PoolWindow(1, 4, 2, 2), .. Enumerable.Repeat(new PoolWindow(2, 2), Blocks - 2), new PoolWindow(4, 4)]),
        Activation = Activation.Relu,
        BatchNorm = BatchNormOrder.AfterActivation,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
        Dropout = BlockDropout,
    };

    /// <summary>Gets the number of values that the last block leaves.</summary>
    internal long Features
    {
        get
        {
            var (bins, frames) = Stack.SizeBehind(Bins, Frames, "options");
            return Filters * bins * frames;
        }
    }
}
