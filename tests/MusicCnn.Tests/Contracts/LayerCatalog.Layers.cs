using MusicCnn.Layers;

namespace MusicCnn.Tests.Contracts;

internal static partial class LayerCatalog
{
    private static FilterGroup[] Mixed =>
        [FilterShape.Temporal(4).Times(2), FilterShape.Frequency(3).Times(1), FilterShape.Rectangular(2, 3).Times(2)];

    private static IEnumerable<LayerCase> Layers()
    {
        var plain = new MixedShapeConvOptions { Groups = Mixed };
        yield return MixedShape("defaults", plain, [5, 9]);
        yield return MixedShape("musicnn's order of normalization", plain with { BatchNorm = BatchNormOrder.AfterActivation }, [5, 9]);
        yield return MixedShape("ELU behind normalization, two channels", plain with { InChannels = 2, BatchNorm = BatchNormOrder.BeforeActivation, Activation = Activation.Elu }, [5, 9]);
        yield return MixedShape(
            "mean over time", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.OverTime with { Statistic = PoolingStatistic.Mean } }, [5, 6]);
        yield return MixedShape("windows", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.Windows(2, 3) }, [5, 3, 3]);
        yield return MixedShape("no pooling, no bias", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.None, Bias = false }, [5, 6, 9]);
        yield return MixedShape(
            "max and mean of temporal filters on the mean over frequency",
            plain with { Groups = [Mixed[0] with { MeanFirst = true }, Mixed[1]], Pooling = FeaturePooling.OverFrequency with { Statistic = PoolingStatistic.MaxAndMean } }, [6, 9]);
        yield return MixedShape(
            "strides and dilations", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.None, Groups = [Mixed[2] with { BinStride = 2, FrameStride = 2, FrameDilation = 3 }] }, [2, 3, 5]);
    }

    private static LayerCase MixedShape(string what, MixedShapeConvOptions options, long[] output) => new()
    {
        Name = $"MixedShapeConv, {what}",
        Module = typeof(MixedShapeConv),
        Build = () => new MixedShapeConv(options),
        Input = [2, options.InChannels, 6, 9],
        Output = [2, .. output],
        Refused = [[6, 9], [2, options.InChannels + 1, 6, 9], [2, options.InChannels, 6, 0], [0, options.InChannels, 6, 9]],
    };
}
