using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="ChoiFcn"/>; they compare by value, their filters included.</summary>
public sealed record ChoiFcnOptions
{
    private static readonly PoolWindow[] Pools = [new(2, 4), new(2, 4), new(2, 4), new(3, 5), new(4, 4)];

    /// <summary>Gets the settings of the released weights: 50 tags, 32 to 256 filters, each frame normalized; 865,950 weights.</summary>
    public static ChoiFcnOptions Released { get; } = new() { Classes = 50 };

    /// <summary>Gets the settings of another version of the authors' code: 50 tags, 64, 128, 128, 128 and 64 filters, each bin normalized; 447,922 weights.</summary>
    public static ChoiFcnOptions Smaller { get; } = new() { Classes = 50, Filters = [64, 128, 128, 128, 64], Normalization = ImageNormalization.EachBin };

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of bins of the image; at least 96 for five blocks.</summary>
    /// <value>The default value is 96.</value>
    public int Bins { get; init => field = Require.Positive(value, "bins"); } = 96;

    /// <summary>Gets the number of frames of the image, at least 1280 for five blocks.</summary>
    /// <value>The default value is 1366: 29 seconds at the published rate.</value>
    public int Frames { get; init => field = Require.Positive(value, "frames"); } = 1366;

    /// <summary>Gets the number of filters of each block, of which there are 1 to 5; they pool 2×4, 2×4, 2×4, 3×5 and 4×4.</summary>
    /// <value>The default value is 32, 128, 128, 192 and 256.</value>
    public IReadOnlyList<int> Filters { get; init => field = FilterCounts.Checked(value, Pools.Length, "blocks"); } = FilterCounts.Of([32, 128, 128, 192, 256]);

    /// <summary>Gets what the image is normalized over.</summary>
    /// <value>The default value is <see cref="ImageNormalization.EachFrame"/>, as in the released weights.</value>
    public ImageNormalization Normalization { get; init => field = Require.Defined(value); } = ImageNormalization.EachFrame;

    /// <summary>Gets the number added to the variance in every batch normalization.</summary>
    /// <value>The default value is 1e-3, that of Keras.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-3;

    /// <summary>Gets the weight of the newest batch in the running statistics, from 0 to 1.</summary>
    /// <value>The default value is 0.01, which Keras counts as 0.99.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.01;

    /// <summary>Gets the number of trainable weights.</summary>
    /// <exception cref="ArgumentException">The image is too small for the blocks.</exception>
    public long ParameterCount => 2L * NormalizedSize + Stack.ParameterCount + (Features + 1) * Classes;

    internal int NormalizedSize => Normalization == ImageNormalization.EachBin ? Bins : Frames;

    internal ConvStackOptions Stack => new()
    {
        Blocks = ConvStackOptions.Squares(Filters, Pools),
        Activation = Activation.Elu,
        BatchNorm = BatchNormOrder.BeforeActivation,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
        Dropout = 0,
    };

    /// <summary>Gets the number of values that the last block leaves.</summary>
    internal long Features
    {
        get
        {
            var (bins, frames) = Stack.SizeBehind(Bins, Frames, "options");
            return Stack.OutChannels * bins * frames;
        }
    }
}
