using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

/// <summary>What shapes are deaf to holds for the first layers of the published networks, by whatever amount an image is rearranged.</summary>
public class ShapeSemanticsTests
{
    /// <summary>The layers of temporal filters only, pooled over frequency, with the frames that they need.</summary>
    public static TheoryData<string, MixedShapeConvOptions, int> Temporal() => new()
    {
        { "CBMI Time", new() { Groups = FilterSets.Time(), TimePadding = AxisPadding.Valid }, 80 },
        { "CBMI Time, 250 frames", new() { Groups = FilterSets.Time(200), TimePadding = AxisPadding.Valid }, 210 },
        { "O-net, all frames", new() { Groups = FilterSets.Onsets(), TimePadding = AxisPadding.Valid, Pooling = FeaturePooling.OverFrequency with { Frames = null } }, 50 },
        { "P-net, all frames", new() { Groups = FilterSets.Patterns(), TimePadding = AxisPadding.Valid, Pooling = FeaturePooling.OverFrequency with { Frames = null } }, 220 },
        { "musicnn's temporal filters", new() { Groups = FilterSet.Of(FilterSets.Musicnn(24, 0.1).Skip(2)), BatchNorm = BatchNormOrder.AfterActivation, BatchNormEpsilon = 1e-3 }, 130 },
        { "ISMIR 2018's temporal filters, on the mean", new() { Groups = FilterSet.Of(FilterSets.TaggingAtScale(24, 2).Skip(6)), BatchNorm = BatchNormOrder.AfterActivation }, 170 },
        { "strided, dilated, mean", new() { Groups = [FilterShape.Temporal(5).Times(4) with { FrameStride = 2, FrameDilation = 3 }], Pooling = FeaturePooling.OverFrequency with { Statistic = PoolingStatistic.MaxAndMean } }, 40 },
    };

    [Theory]
    [MemberData(nameof(Temporal))]
    public void Temporal_filters_pooled_over_frequency_do_not_notice_any_permutation_of_bins(string name, MixedShapeConvOptions options, int frames)
    {
        using var layer = Drawn(options);
        using var image = Image(2, 12, frames);
        using var expected = layer.call(image);
        foreach (var order in Orders(12))
        {
            using var permuted = image.index_select(2, order);
            using var actual = layer.call(permuted);
            Assert.True(!permuted.Equals(image), name);
            TensorAssert.CloseToPeak(TensorAssert.Values(expected), actual, Tolerance.Float64);
        }
    }

    /// <summary>The layers of frequency filters only, of every pooling that keeps frames, with the bins that they need and the axis of frames in the output.</summary>
    public static TheoryData<string, MixedShapeConvOptions, int, int> Spectral() => new()
    {
        { "CBMI Frequency, over frequency", new() { Groups = FilterSets.Frequency() }, 40, 2 },
        { "CBMI Frequency, m = M", new() { Groups = FilterSets.Frequency(share: 1) }, 40, 2 },
        { "CBMI Frequency, not pooled", new() { Groups = FilterSets.Frequency(20), Pooling = FeaturePooling.None }, 20, 3 },
        { "CBMI Frequency, windows of bins", new() { Groups = FilterSets.Frequency(20), Pooling = FeaturePooling.Windows(2, 1) }, 20, 3 },
        { "EUSIPCO tags", new() { Groups = Narrow(FilterSets.TimbreTagging(32)), Activation = Activation.Elu }, 32, 2 },
        { "EUSIPCO instruments", new() { Groups = Narrow(FilterSets.TimbreInstruments(24)), FrequencyPadding = AxisPadding.Same, BatchNorm = BatchNormOrder.BeforeActivation, Activation = Activation.Elu }, 24, 2 },
        { "ISMIR 2018", new() { Groups = Narrow(FilterSets.TaggingAtScale(24, 2)), BatchNorm = BatchNormOrder.AfterActivation }, 24, 2 },
        { "strided, dilated, mean", new() { Groups = [FilterShape.Frequency(5).Times(4) with { BinStride = 2, BinDilation = 3 }], Pooling = FeaturePooling.OverFrequency with { Statistic = PoolingStatistic.MaxAndMean } }, 20, 2 },
    };

    [Theory]
    [MemberData(nameof(Spectral))]
    public void Frequency_filters_commute_with_any_permutation_of_frames(string name, MixedShapeConvOptions options, int bins, int axis)
    {
        using var layer = Drawn(options);
        using var image = Image(2, bins, 12);
        using var output = layer.call(image);
        foreach (var order in Orders(12))
        {
            using var expected = output.index_select(axis, order);
            using var actual = layer.call(image.index_select(3, order));
            Assert.True(!expected.Equals(output), name);
            TensorAssert.CloseToPeak(TensorAssert.Values(expected), actual, Tolerance.Float64);
        }
    }

    /// <summary>The layers pooled over all frequency, with heights for 24 bins.</summary>
    public static TheoryData<string, MixedShapeConvOptions> PooledOverFrequency() => new()
    {
        { "CBMI Time", new() { Groups = FilterSets.Time(8) } },
        { "CBMI Frequency", new() { Groups = FilterSets.Frequency(24) } },
        { "CBMI Black-box, over frequency", new() { Groups = FilterSets.BlackBox(24) } },
        { "CBMI Time-Frequency", new() { Groups = FilterSets.TimeFrequency(24, 8) } },
        { "EUSIPCO tags", new() { Groups = FilterSets.TimbreTagging(24), Activation = Activation.Elu, Pooling = FeaturePooling.OverFrequency with { Frames = 4 } } },
        { "EUSIPCO instruments", new() { Groups = FilterSets.TimbreInstruments(24), FrequencyPadding = AxisPadding.Same, BatchNorm = BatchNormOrder.BeforeActivation, Activation = Activation.Elu } },
        { "EUSIPCO phonemes", new() { Groups = FilterSets.TimbrePhonemes(24, 1), Activation = Activation.Elu, Pooling = FeaturePooling.OverFrequency with { Frames = null } } },
        { "ISMIR 2018", new() { Groups = FilterSets.TaggingAtScale(24, 2), BatchNorm = BatchNormOrder.AfterActivation, FiltersMayExceedImage = true } },
        { "musicnn", new() { Groups = FilterSets.Musicnn(24, 0.1), BatchNorm = BatchNormOrder.AfterActivation, BatchNormEpsilon = 1e-3, FiltersMayExceedImage = true } },
        { "max and mean", new() { Groups = FilterSets.Musicnn(24, 0.1), Pooling = FeaturePooling.OverFrequency with { Statistic = PoolingStatistic.MaxAndMean }, FiltersMayExceedImage = true } },
    };

    [Theory]
    [MemberData(nameof(PooledOverFrequency))]
    public void An_image_moved_by_any_number_of_bins_leaves_a_layer_pooled_over_frequency_unchanged_to_rounding(string name, MixedShapeConvOptions options)
    {
        // A pattern of 7 bins in silence, with room for the highest filter below and above wherever it lies.
        const int Height = 7, Most = 12;
        var room = options.Groups.Max(group => group.Shape.Bins);
        using var layer = Drawn(options);
        using var pattern = Image(2, Height, 20);
        Tensor Moved(int shift)
        {
            var image = zeros(2, 1, room + Height + Most + room, 20, dtype: ScalarType.Float64);
            image.narrow(2, room + shift, Height).copy_(pattern);
            return image;
        }

        using var low = Moved(0);
        using var expected = layer.call(low);
        foreach (var shift in new[] { 1, 2, 5, Most })
        {
            using var high = Moved(shift);
            using var actual = layer.call(high);
            Assert.True(!actual.Equals(0), name);
            TensorAssert.CloseToPeak(TensorAssert.Values(expected), actual, Tolerance.Float64);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Without_headroom_the_same_move_is_heard(int shift)
    {
        // The pattern touches the lowest bin, so that no filter meets its lower half alone until it has moved up.
        using var layer = Drawn(new() { Groups = FilterSets.Frequency(24), Activation = Activation.None });
        using var pattern = Image(1, 7, 5);
        using var low = zeros(1, 1, 60, 5, dtype: ScalarType.Float64);
        using var high = low.clone();
        low.narrow(2, 0, 7).copy_(pattern);
        high.narrow(2, shift, 7).copy_(pattern);

        using var difference = layer.call(high) - layer.call(low);

        Assert.True(difference.abs().max().item<double>() > 0.01);
    }

    private static FilterSet Narrow(FilterSet set) => FilterSet.Of(set.Where(group => group.Shape.Frames == 1));

    /// <summary>Returns the reverse order, a rotation, an exchange of two, and two arbitrary orders.</summary>
    private static IEnumerable<Tensor> Orders(int count)
    {
        var plain = Enumerable.Range(0, count).Select(i => (long)i).ToArray();
        var random = new Random(31);
        var exchanged = plain.ToArray();
        (exchanged[2], exchanged[count - 1]) = (exchanged[count - 1], exchanged[2]);
        long[][] orders = [[.. plain.Reverse()], [.. plain.Skip(1), 0], exchanged, [.. plain.OrderBy(_ => random.Next())], [.. plain.OrderBy(_ => random.Next())]];
        foreach (var order in orders)
        {
            using var indices = tensor(order);
            yield return indices;
        }
    }

    private static Tensor Image(int examples, int bins, int frames) =>
        tensor(TestSignals.Noise(examples * bins * frames, seed: 13), [examples, 1, bins, frames]);

    private static MixedShapeConv Drawn(MixedShapeConvOptions options)
    {
        var layer = new MixedShapeConv(options);
        layer.to(ScalarType.Float64);
        SeededState.Draw(layer, seed: 41);
        layer.eval();
        return layer;
    }
}
