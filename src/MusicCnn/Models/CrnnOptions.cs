using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="Crnn"/>.</summary>
public sealed record CrnnOptions
{
    private const double MaxDropout = 0.99;
    private static readonly int[] Pools = [2, 3, 4, 4];

    /// <summary>Gets the settings of the released weights: 50 tags, images of 1366 frames, each frame normalized; 396,978 weights.</summary>
    public static CrnnOptions Released { get; } = new() { Classes = 50, Normalization = ImageNormalization.EachFrame };

    /// <summary>Gets the settings of the paper: 50 tags, each bin normalized, images of any width; 394,290 weights.</summary>
    public static CrnnOptions Published { get; } = new() { Classes = 50 };

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of bins of the image; at least 96 for four blocks.</summary>
    /// <value>The default value is 96.</value>
    public int Bins { get; init => field = Require.Positive(value, "bins"); } = 96;

    /// <summary>Gets the number of frames of the image. It counts only where each frame is normalized; otherwise images may have any width that the blocks fit in.</summary>
    /// <value>The default value is 1366: 29 seconds at the published rate.</value>
    public int Frames { get; init => field = Require.Positive(value, "frames"); } = 1366;

    /// <summary>Gets the number of frames of zeros in front of and behind the image.</summary>
    /// <value>The default value is 37, which makes 1366 frames 1440 and these 15 steps of 96.</value>
    public int Padding { get; init => field = Require.NotNegative(value, "frames"); } = 37;

    /// <summary>Gets what the image is normalized over.</summary>
    /// <value>The default value is <see cref="ImageNormalization.EachBin"/>.</value>
    public ImageNormalization Normalization { get; init => field = Require.Defined(value); } = ImageNormalization.EachBin;

    /// <summary>Gets the number of filters of the first convolution.</summary>
    /// <value>The default value is 64.</value>
    public int FirstFilters { get; init => field = Require.Positive(value, "filters"); } = 64;

    /// <summary>Gets the number of filters of each other convolution.</summary>
    /// <value>The default value is 128.</value>
    public int Filters { get; init => field = Require.Positive(value, "filters"); } = 128;

    /// <summary>Gets the number of blocks, from 1 to 4, which pool windows of 2×2, 3×3, 4×4 and 4×4.</summary>
    /// <value>The default value is 4.</value>
    public int Blocks { get; init => field = Require.Within(value, 1, Pools.Length, "blocks"); } = Pools.Length;

    /// <summary>Gets the number of units of each of the two recurrent layers.</summary>
    /// <value>The default value is 32.</value>
    public int RecurrentUnits { get; init => field = Require.Positive(value, "units"); } = 32;

    /// <summary>Gets the share of values set to zero in training behind each block, from 0 to 0.99.</summary>
    /// <value>The default value is 0.1.</value>
    public double BlockDropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.1;

    /// <summary>Gets the share of values set to zero in training in front of the dense layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.3.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.3;

    /// <summary>Gets the number added to the variance in every batch normalization.</summary>
    /// <value>The default value is 1e-3, that of Keras.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-3;

    /// <summary>Gets the weight of the newest batch in the running statistics, from 0 to 1.</summary>
    /// <value>The default value is 0.01, which Keras counts as 0.99.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.01;

    /// <summary>Gets the number of trainable weights, with the two biases a gate that PyTorch's recurrent layers have; Keras has one, 192 fewer in the published sizes.</summary>
    /// <exception cref="ArgumentException">The bins are too few for the blocks, or the frames where each is normalized.</exception>
    public long ParameterCount =>
        2L * NormalizedSize + Stack.ParameterCount + Recurrent(StepFeatures) + Recurrent(RecurrentUnits) + (RecurrentUnits + 1L) * Classes;

    internal int NormalizedSize => Normalization == ImageNormalization.EachBin ? Bins : checked(Frames + 2 * Padding);

    /// <summary>Gets the number of values at one step of time.</summary>
    internal long StepFeatures => Stack.OutChannels * Stack.SizeBehind(
        Bins, Normalization == ImageNormalization.EachFrame ? NormalizedSize : BlockRoom.AnyFrames, "options").Bins;

    internal ConvStackOptions Stack => new()
    {
        Blocks = ConvStackOptions.Squares(
            [FirstFilters, .. Enumerable.Repeat(Filters, Blocks - 1)], Pools.Take(Blocks).Select(size => new PoolWindow(size, size))),
        Activation = Activation.Elu,
        BatchNorm = BatchNormOrder.BeforeActivation,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
        Dropout = BlockDropout,
    };

    private long Recurrent(long inputs) => 3L * RecurrentUnits * (inputs + RecurrentUnits + 2);
}
