using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="DirectionalNet"/>.</summary>
public sealed record DirectionalNetOptions
{
    private const int MaxFilters = 1 << 14;
    private const double MaxDropout = 0.99;
    private const int DeepBlocks = 6;

    /// <summary>Gets the shallow network for tempo: 40 mel bands, 256 classes of tempo, images of 256 frames in training.</summary>
    public static DirectionalNetOptions ShallowTemp { get; } = new() { Kind = DirectionalNetKind.ShallowTemp, Classes = 256, Bins = 40 };

    /// <summary>Gets the shallow network for keys: 168 bins of a constant-Q transform, 24 keys, images of 60 frames in training.</summary>
    public static DirectionalNetOptions ShallowSpec { get; } = new() { Kind = DirectionalNetKind.ShallowSpec, Classes = 24, Bins = 168, LongFilter = 168 };

    /// <summary>Gets the deep network for tempo: 40 mel bands, 256 classes of tempo, images of 256 frames in training.</summary>
    public static DirectionalNetOptions DeepTemp { get; } = new() { Kind = DirectionalNetKind.DeepTemp, Classes = 256, Bins = 40, Dropout = 0.3 };

    /// <summary>Gets which of the three networks it is.</summary>
    public required DirectionalNetKind Kind { get; init => field = Require.Defined(value); }

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of bins of the image.</summary>
    public required int Bins { get; init => field = Require.Positive(value, "bins"); }

    /// <summary>Gets the number of filters of the first layer, from 1 to 16,384. The shallow networks have 64 times as many long filters; the deep one
    /// 1, 2, 4, 4, 8 and 8 times as many in its blocks.</summary>
    /// <value>The default value is 4; the paper compares 1 to 12 for the shallow networks and 2 to 24 for the deep one.</value>
    public int Filters { get; init => field = Require.Within(value, 1, MaxFilters, "filters"); } = 4;

    /// <summary>Gets the length of the long filters of the shallow networks, in frames for tempo and in bins for keys; the deep one has none.</summary>
    /// <value>The default value is 256.</value>
    public int LongFilter { get; init => field = Require.Positive(value, "frames or bins"); } = 256;

    /// <summary>Gets the share of values set to zero in training behind each layer or block, from 0 to 0.99.</summary>
    /// <value>The default value is 0.2.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.2;

    /// <summary>Gets the number of trainable weights.</summary>
    public long ParameterCount => (Kind == DirectionalNetKind.DeepTemp ? Stack.ParameterCount : Short.ParameterCount + Long.ParameterCount) + Output.ParameterCount;

    /// <summary>Gets the number of frames that an image must have at least.</summary>
    public int MinimumFrames => Kind == DirectionalNetKind.DeepTemp ? 1 << DeepBlocks : 1;

    internal MixedShapeConvOptions Short => Padded(1, Along(3).Times(Filters));

    internal MixedShapeConvOptions Long => Padded(Filters, Along(LongFilter).Times(64 * Filters));

    internal MixedShapeConvOptions Output =>
        Padded((Kind == DirectionalNetKind.DeepTemp ? 8 : 64) * Filters, FilterShape.Temporal(1).Times(Classes));

    internal ConvStackOptions Stack => new()
    {
        Blocks =
        [
            .. new[] { 1, 2, 4, 4, 8, 8 }.Select(times => new ConvBlock(
                [FilterShape.Temporal(5).Times(times * Filters), FilterShape.Temporal(3).Times(times * Filters)], new PoolWindow(1, 2))),
        ],
        Activation = Activation.Relu,
        BatchNorm = BatchNormOrder.AfterActivation,
        // Those of Keras, which count the momentum the other way round.
        BatchNormEpsilon = 1e-3,
        BatchNormMomentum = 0.01,
        Dropout = Dropout,
    };

    private FilterShape Along(int length) => Kind == DirectionalNetKind.ShallowSpec ? FilterShape.Frequency(length) : FilterShape.Temporal(length);

    private static MixedShapeConvOptions Padded(int channels, FilterGroup group) => new()
    {
        InChannels = channels,
        Groups = [group],
        FrequencyPadding = AxisPadding.Same,
        Pooling = FeaturePooling.None,
        FiltersMayExceedImage = true,
    };
}
