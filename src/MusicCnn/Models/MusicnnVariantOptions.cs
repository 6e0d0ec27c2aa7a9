using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="MusicnnVariant"/>; the defaults, whatever is idle aside, are those of <see cref="Zoo11"/>.</summary>
/// <remarks>
/// <para>The presets are the proposed networks of the musicnn-training repository under its numbers, to the order of operations of its code. The areas under the ROC and under the
/// precision-recall curve, in percent, are those of its comments: 50 tags of MagnaTagATune, means over tags.</para>
/// <para>They keep idle weights (<see cref="KeepsIdleWeights"/>), so that their numbers of weights are the published ones. To train one anew, set it to <see langword="false"/>.</para>
/// </remarks>
public sealed record MusicnnVariantOptions
{
    private const double MaxDropout = 0.99;

    /// <summary>The width of the convolution that scores frames for attention.</summary>
    internal const int AttentionFrames = 3;

    /// <summary>Gets network 10: residual mid-end, maximum and mean. 508,803 weights, 256 of them idle; ROC 90.61, PR 38.33.</summary>
    public static MusicnnVariantOptions Zoo10 { get; } = new() { Classes = 50, KeepsIdleWeights = true, MidEnd = MusicnnMidEnd.Residual };

    /// <summary>Gets network 11: dense mid-end, maximum and mean. 787,159 weights, 256 of them idle; ROC 90.69, PR 38.44. The released musicnn (<see cref="MusicnnOptions.Musicnn"/>)
    /// has as many, adds behind normalization and interleaves.</summary>
    public static MusicnnVariantOptions Zoo11 { get; } = new() { Classes = 50, KeepsIdleWeights = true };

    /// <summary>Gets network 12: 576 timbral filters of one shape, dense mid-end, attention with positions. 2,406,940 weights, 1,024 of them idle; ROC 90.77, PR 38.61, the best of
    /// all.</summary>
    public static MusicnnVariantOptions Zoo12 { get; } = new()
    {
        Classes = 50,
        KeepsIdleWeights = true,
        FirstLayer = MusicnnFirstLayer.OneTimbral,
        TimbralFilters = 576,
        BackEnd = MusicnnBackEnd.Attention,
    };

    /// <summary>Gets network 13: 576 timbral filters of one shape, dense mid-end, pooling of learned sharpness. 636,701 weights, 256 of them idle; ROC 90.67, PR 38.53.</summary>
    public static MusicnnVariantOptions Zoo13 { get; } = Zoo12 with { BackEnd = MusicnnBackEnd.AutoPool };

    /// <summary>Gets network 14: residual mid-end, two layers of 512 cells of long short-term memory. 3,871,363 weights, 256 of them idle, two biases a gate as in cuDNN; ROC 90.21,
    /// PR 37.17, the least of the five.</summary>
    public static MusicnnVariantOptions Zoo14 { get; } = Zoo10 with { BackEnd = MusicnnBackEnd.Recurrent };

    /// <summary>Gets the number of classes; the published networks have 50, the tags of MagnaTagATune.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of mel bands of the image, at least 3: the timbral filters are 0.4 and 0.7 of them high, rounded down.</summary>
    /// <value>The default value is 96, as in <see cref="FrontEnds.MelSpectrogramOptions.Musicnn"/>.</value>
    public int Bins { get; init => field = Require.Within(value, 3, int.MaxValue, "bins"); } = 96;

    /// <summary>Gets the shapes of the first layer.</summary>
    /// <value>The default value is <see cref="MusicnnFirstLayer.TimbralAndTemporal"/>.</value>
    public MusicnnFirstLayer FirstLayer { get; init => field = Require.Defined(value); } = MusicnnFirstLayer.TimbralAndTemporal;

    /// <summary>Gets the number of timbral filters of each height.</summary>
    /// <value>The default value is 204, which is 1.6 · 128 rounded down; 576 = 4.5 · 128 where they are the only ones.</value>
    public int TimbralFilters { get; init => field = Require.Positive(value, "filters"); } = 204;

    /// <summary>Gets the number of temporal filters of each of the three widths, where there are any.</summary>
    /// <value>The default value is 51, which is 1.6 · 32 rounded down.</value>
    public int TemporalFilters { get; init => field = Require.Positive(value, "filters"); } = 51;

    /// <summary>Gets the width of the widest temporal filters, in frames, at least 4; the others have a half and a quarter of it, rounded down.</summary>
    /// <value>The default value is 128: two seconds at the published rate.</value>
    public int TemporalFrames { get; init => field = Require.Within(value, 4, int.MaxValue, "frames"); } = 128;

    /// <summary>Gets what stands between first layer and pooling.</summary>
    /// <value>The default value is <see cref="MusicnnMidEnd.Dense"/>.</value>
    public MusicnnMidEnd MidEnd { get; init => field = Require.Defined(value); } = MusicnnMidEnd.Dense;

    /// <summary>Gets the number of filters of each of the three layers of the mid-end.</summary>
    /// <value>The default value is 64.</value>
    public int MidEndFilters { get; init => field = Require.Positive(value, "filters"); } = 64;

    /// <summary>Gets whether the second and third layer of the mid-end are added before their normalization, which then has no use.</summary>
    /// <value>The default value is <see langword="true"/>, as in the training code; the released weights need <see langword="false"/>.</value>
    public bool AddsBeforeNorm { get; init; } = true;

    /// <summary>Gets how features are pooled over time.</summary>
    /// <value>The default value is <see cref="MusicnnBackEnd.MaxAndMean"/>.</value>
    public MusicnnBackEnd BackEnd { get; init => field = Require.Defined(value); } = MusicnnBackEnd.MaxAndMean;

    /// <summary>Gets whether maximum and mean of a channel stand side by side, instead of all maxima before all means.</summary>
    /// <value>The default value is <see langword="false"/>, as in the training code; the released weights need <see langword="true"/>.</value>
    public bool Interleaved { get; init; }

    /// <summary>Gets the number of units of each recurrent layer, where there are any.</summary>
    /// <value>The default value is 512.</value>
    public int RecurrentUnits { get; init => field = Require.Positive(value, "units"); } = 512;

    /// <summary>Gets the number of recurrent layers of a recurrent back-end.</summary>
    /// <value>The default value is 2.</value>
    public int RecurrentLayers { get; init => field = Require.Positive(value, "layers"); } = 2;

    /// <summary>Gets the number of units of the dense layer.</summary>
    /// <value>The default value is 200.</value>
    public int DenseUnits { get; init => field = Require.Positive(value, "units"); } = 200;

    /// <summary>Gets whether weights are made that change no output, as the training code makes and counts them: scales and offsets of the normalizations that
    /// <see cref="AddsBeforeNorm"/> leaves without use, and the bias of the attention's scores, which a softmax over time takes out again.</summary>
    /// <value>The default value is <see langword="false"/>; the presets have <see langword="true"/>.</value>
    public bool KeepsIdleWeights { get; init; }

    /// <summary>Gets the share of values set to zero in training in front of each dense layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets the number added to the variance in every batch normalization.</summary>
    /// <value>The default value is 1e-3, TensorFlow's.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-3;

    /// <summary>Gets the weight of the newest batch in the running statistics, from 0 to 1.</summary>
    /// <value>The default value is 0.01, which TensorFlow counts as 0.99.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.01;

    /// <summary>Gets the number of trainable weights, idle ones included where they are kept. Moving statistics are none; a gate of a recurrent layer has two biases.</summary>
    public long ParameterCount =>
        2 + Filters.ParameterCount + (Middle?.ParameterCount ?? 0) + PoolingParameterCount
        + 2L * Pooled + (Pooled + 1L) * DenseUnits + 2L * DenseUnits + (DenseUnits + 1L) * Classes;

    /// <summary>Gets the settings of the first layer.</summary>
    internal MixedShapeConvOptions Filters
    {
        get
        {
            var all = new MusicnnOptions
            {
                Classes = Classes,
                Bins = Bins,
                TimbralFilters = TimbralFilters,
                TemporalFilters = TemporalFilters,
                TemporalFrames = TemporalFrames,
                BatchNormEpsilon = BatchNormEpsilon,
                BatchNormMomentum = BatchNormMomentum,
            }.FirstLayer;
            return FirstLayer == MusicnnFirstLayer.TimbralAndTemporal ? all : all with { Groups = [all.Groups[0]] };
        }
    }

    /// <summary>Gets the settings of the mid-end, if there is one.</summary>
    internal ResidualConvOptions? Middle => MidEnd == MusicnnMidEnd.None ? null : new()
    {
        InChannels = Filters.OutChannels,
        Filters = MidEndFilters,
        Dense = MidEnd == MusicnnMidEnd.Dense,
        AddsBeforeNorm = AddsBeforeNorm,
        KeepsIdleNorms = KeepsIdleWeights,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
        // As in musicnn: patches may be narrower than filters.
        FiltersMayExceedImage = true,
    };

    /// <summary>Gets the settings of a recurrent back-end.</summary>
    internal RecurrentPoolingOptions Recurrent => new() { InChannels = Channels, Units = RecurrentUnits, Layers = RecurrentLayers };

    /// <summary>Gets the number of channels in front of the pooling.</summary>
    internal int Channels => Middle?.OutChannels ?? Filters.OutChannels;

    /// <summary>Gets the number of values that the pooling leaves.</summary>
    internal int Pooled => BackEnd switch
    {
        MusicnnBackEnd.MaxAndMean => checked(2 * Channels),
        MusicnnBackEnd.Recurrent => RecurrentUnits,
        _ => Channels,
    };

    private long PoolingParameterCount => BackEnd switch
    {
        MusicnnBackEnd.Attention => (long)Channels * Channels * AttentionFrames + (KeepsIdleWeights ? Channels : 0),
        MusicnnBackEnd.AutoPool => 1,
        MusicnnBackEnd.Recurrent => Recurrent.ParameterCount,
        _ => 0,
    };
}
