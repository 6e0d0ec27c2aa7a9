using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

public class MixedShapeConvTests
{
    /// <summary>Every setting at least once, even and odd widths, one and several channels.</summary>
    public static TheoryData<string, MixedShapeConvOptions> Settings()
    {
        FilterGroup[] mixed = [FilterShape.Temporal(4).Times(2), FilterShape.Frequency(5).Times(3), FilterShape.Rectangular(2, 3).Times(1)];
        var plain = new MixedShapeConvOptions { Groups = mixed };
        return new()
        {
            { "default", plain },
            { "two channels, mean over frequency", plain with { InChannels = 2, Pooling = FeaturePooling.OverFrequency with { Statistic = PoolingStatistic.Mean } } },
            { "over time, same in frequency", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.OverTime } },
            { "mean over time, valid in time", plain with { FrequencyPadding = AxisPadding.Same, TimePadding = AxisPadding.Valid, Pooling = FeaturePooling.OverTime with { Statistic = PoolingStatistic.Mean } } },
            { "no pooling, same on both axes", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.None, Activation = Activation.Elu } },
            { "full on both axes", plain with { FrequencyPadding = AxisPadding.Full, TimePadding = AxisPadding.Full, Pooling = FeaturePooling.OverTime with { Bins = null }, Activation = Activation.LeakyRelu } },
            { "full, one shape in strides", plain with { Groups = [FilterShape.Rectangular(4, 6).Times(3) with { BinStride = 2, FrameStride = 3 }], FrequencyPadding = AxisPadding.Full, TimePadding = AxisPadding.Full, Pooling = FeaturePooling.None, Activation = Activation.LeakyRelu } },
            { "windows", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.Windows(3, 4) } },
            { "mean of windows, no activation, no bias", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.Windows(2, 5) with { Statistic = PoolingStatistic.Mean }, Activation = Activation.None, Bias = false } },
            { "all frequency, windows in time", plain with { Pooling = FeaturePooling.OverFrequency with { Frames = 4 } } },
            { "windows in frequency, all time", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.OverTime with { Bins = 4 } } },
            { "over both", plain with { TimePadding = AxisPadding.Valid, Pooling = FeaturePooling.OverTime with { Bins = null } } },
            { "norm before ELU", plain with { BatchNorm = BatchNormOrder.BeforeActivation, Activation = Activation.Elu } },
            { "ReLU before norm, as musicnn", plain with { BatchNorm = BatchNormOrder.AfterActivation, BatchNormEpsilon = 1e-3 } },
            { "ReLU before norm, mean", plain with { BatchNorm = BatchNormOrder.AfterActivation, Pooling = FeaturePooling.OverFrequency with { Statistic = PoolingStatistic.Mean } } },
            { "max and mean over frequency", plain with { Pooling = FeaturePooling.OverFrequency with { Statistic = PoolingStatistic.MaxAndMean }, BatchNorm = BatchNormOrder.AfterActivation } },
            { "max and mean of windows", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.Windows(3, 5) with { Statistic = PoolingStatistic.MaxAndMean } } },
            { "max and mean over both", plain with { Pooling = FeaturePooling.OverTime with { Bins = null, Statistic = PoolingStatistic.MaxAndMean } } },
            { "temporal filters on the mean, as ISMIR 2018", plain with { InChannels = 2, Groups = [mixed[0] with { MeanFirst = true }, mixed[2]] } },
            { "strides and dilations, same", plain with { FrequencyPadding = AxisPadding.Same, Pooling = FeaturePooling.None, Groups = [mixed[2] with { BinStride = 2, FrameStride = 3 }, mixed[0] with { BinStride = 2, FrameStride = 3, FrameDilation = 2 }, mixed[1] with { BinStride = 2, FrameStride = 3, BinDilation = 2 }] } },
            { "strides and dilations, valid", plain with { TimePadding = AxisPadding.Valid, Pooling = FeaturePooling.OverTime with { Bins = null }, Groups = [mixed[2] with { BinStride = 3, FrameDilation = 4 }, mixed[0] with { FrameStride = 2 }] } },
            { "a padding for each group", plain with { Pooling = FeaturePooling.None, Groups = [mixed[1] with { FrequencyPadding = AxisPadding.Same }, FilterShape.Temporal(6).Times(2) with { TimePadding = AxisPadding.Same }] } },
            { "filters beyond the image", plain with { Groups = [FilterShape.Temporal(40).Times(2), FilterShape.Temporal(15).Times(1)], FiltersMayExceedImage = true } },
            { "valid on both axes, one shape", plain with { Groups = [FilterShape.Rectangular(4, 6).Times(3)], TimePadding = AxisPadding.Valid, Pooling = FeaturePooling.None } },
        };
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Output_equals_the_sums_of_the_definition(string name, MixedShapeConvOptions options)
    {
        using var layer = Layer(options);
        using var image = randn(1, options.InChannels, 9, 14, dtype: ScalarType.Float64);

        using var output = layer.call(image);

        TensorAssert.Shape(layer.OutputShape(image.shape), output);
        var expected = MixedShapeOracle.Evaluate(layer, (double[,,])Cube(image));
        Assert.True(expected.Length == output.numel(), $"{name}: {expected.Length} values against {output.numel()}.");
        TensorAssert.Close(expected, output, Tolerance.Float64);
        // Without a gradient to compute, other ways lead to the sums and to the maximum.
        using var noGradient = no_grad();
        using var again = layer.call(image);
        TensorAssert.Close(expected, again, Tolerance.Float64);
    }

    [Fact]
    public void A_temporal_filter_pooled_over_frequency_does_not_notice_a_permutation_of_bins()
    {
        using var layer = new MixedShapeConv(1, FilterShape.Temporal(8).Times(5));
        using var image = rand(2, 1, 12, 40);
        using var shuffled = image.index_select(2, tensor(new long[] { 7, 2, 11, 0, 5, 9, 1, 4, 10, 3, 8, 6 }));

        using var expected = layer.call(image);
        using var actual = layer.call(shuffled);

        TensorAssert.Close(expected, actual, tolerance: 0);
    }

    [Fact]
    public void Permuting_frames_merely_permutes_the_output_of_a_frequency_filter()
    {
        using var layer = new MixedShapeConv(1, FilterShape.Frequency(5).Times(3));
        using var image = rand(2, 1, 12, 8);
        using var order = tensor(new long[] { 5, 0, 7, 2, 6, 1, 4, 3 });

        using var output = layer.call(image);
        using var expected = output.index_select(2, order);
        using var actual = layer.call(image.index_select(3, order));

        TensorAssert.Close(expected, actual, Tolerance.Float32Convolution);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_sound_shifted_in_pitch_leaves_a_layer_pooled_over_frequency_unchanged(int shift)
    {
        // A pattern 6 bins high with silence around it, as high as the highest filter reaches.
        using var layer = Layer(new() { Groups = [FilterShape.Rectangular(5, 3).Times(4), FilterShape.Frequency(7).Times(4)] });
        using var pattern = rand(1, 1, 6, 20, dtype: ScalarType.Float64);
        using var low = zeros(1, 1, 30, 20, dtype: ScalarType.Float64);
        using var high = low.clone();
        low.narrow(2, 8, 6).copy_(pattern);
        high.narrow(2, 8 + shift, 6).copy_(pattern);

        using var expected = layer.call(low);
        using var actual = layer.call(high);

        TensorAssert.Close(expected, actual, Tolerance.Float64);
    }

    [Fact]
    public void A_filter_as_high_as_the_image_does_notice_a_shift_in_pitch()
    {
        using var layer = Layer(new() { Groups = [FilterShape.Frequency(30).Times(4)], Activation = Activation.None });
        using var low = zeros(1, 1, 30, 5, dtype: ScalarType.Float64);
        using var high = low.clone();
        low.narrow(2, 8, 1).fill_(1);
        high.narrow(2, 12, 1).fill_(1);

        using var difference = layer.call(low) - layer.call(high);

        Assert.True(difference.abs().max().item<double>() > 1e-3);
    }

    [Fact]
    public void A_sound_later_in_time_leaves_a_layer_pooled_over_time_unchanged()
    {
        using var layer = Layer(new()
        {
            Groups = [FilterShape.Temporal(6).Times(4), FilterShape.Rectangular(1, 3).Times(4)],
            Pooling = FeaturePooling.OverTime,
        });
        using var sound = rand(1, 1, 5, 4, dtype: ScalarType.Float64);
        using var early = zeros(1, 1, 5, 40, dtype: ScalarType.Float64);
        using var late = early.clone();
        early.narrow(3, 10, 4).copy_(sound);
        late.narrow(3, 23, 4).copy_(sound);

        using var expected = layer.call(early);
        using var actual = layer.call(late);

        TensorAssert.Close(expected, actual, Tolerance.Float64);
    }

    [Fact]
    public void An_even_width_is_padded_by_one_frame_more_behind_as_TensorFlow_does()
    {
        // Ones over 4 frames: zeros stand 1 before and 2 behind, so the sums of ones are 3, 4, 4, 3, 2.
        using var layer = Layer(new() { Groups = [FilterShape.Temporal(4).Times(1)], Bias = false });
        using (no_grad())
            layer.Filters(0).fill_(1);

        using var output = layer.call(ones(1, 1, 1, 5, dtype: ScalarType.Float64));

        TensorAssert.Close([3, 4, 4, 3, 2], output, Tolerance.Float64);
    }

    [Fact]
    public void Fully_padded_filters_answer_an_impulse_with_all_of_themselves_backwards()
    {
        using var layer = new MixedShapeConv(new MixedShapeConvOptions
        {
            Groups = [FilterShape.Rectangular(2, 3).Times(1)],
            FrequencyPadding = AxisPadding.Full,
            TimePadding = AxisPadding.Full,
            FiltersMayExceedImage = true,
            Pooling = FeaturePooling.None,
            Activation = Activation.None,
            Bias = false,
        });
        using var impulse = ones(1, 1, 1, 1);

        using var response = layer.call(impulse);
        using var backwards = layer.Filters(0).flip(2, 3);

        TensorAssert.Close(backwards, response, tolerance: 0);
        Assert.Equal([1L, 1, 5, 8], layer.OutputShape(1, 1, 4, 6));
    }

    [Fact]
    public void Channels_come_in_the_order_of_the_groups()
    {
        using var layer = Layer(new() { Groups = [FilterShape.Temporal(3).Times(2), FilterShape.Frequency(2).Times(1)], Bias = false });
        using (no_grad())
        {
            layer.Filters(0).fill_(1);
            layer.Filters(1).fill_(10);
        }

        using var output = layer.call(ones(1, 1, 4, 3, dtype: ScalarType.Float64));

        TensorAssert.Close([2, 3, 2, 2, 3, 2, 20, 20, 20], output, Tolerance.Float64);
    }

    // The first layers of CBMI 2016: Black-box, Time, Time on 250 frames, Frequency with 32 and with 40 bins.
    [Theory]
    [InlineData(12, 8, 3_104)]
    [InlineData(1, 60, 1_952)]
    [InlineData(1, 200, 6_432)]
    [InlineData(32, 1, 1_056)]
    [InlineData(40, 1, 1_312)]
    public void First_layers_of_CBMI_2016_have_their_number_of_weights(int bins, int frames, int weights)
    {
        var options = new MixedShapeConvOptions { Groups = [FilterShape.Rectangular(bins, frames).Times(32)] };
        using var layer = new MixedShapeConv(options);

        Assert.Equal(weights, options.ParameterCount);
        Assert.Equal(weights, layer.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Musicnn_leaves_561_channels_and_every_frame()
    {
        using var layer = new MixedShapeConv(new MixedShapeConvOptions { Groups = FilterSets.Musicnn(96), BatchNorm = BatchNormOrder.AfterActivation });

        Assert.Equal([2, 561, 187], layer.OutputShape(2, 1, 96, 187));
        Assert.Equal(163_047, layer.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void The_layer_prints_in_the_papers_notation()
    {
        using var layer = new MixedShapeConv(
            1, FilterShape.Temporal(62).Times(32), FilterShape.Frequency(42).Times(64), FilterShape.Rectangular(38, 7).Times(128));

        Assert.Equal("MixedShapeConv(1 -> 224: 32 of 1×62, 64 of 42×1, 128 of 38×7)", layer.ToString());
        Assert.Equal(224, layer.OutChannels);
    }

    private static MixedShapeConv Layer(MixedShapeConvOptions options)
    {
        var layer = new MixedShapeConv(options);
        SeededWeights.Draw(layer, seed: 5);
        layer.to(ScalarType.Float64);
        layer.eval();
        using var noGradient = no_grad();
        using var generator = new Generator(6);
        // Statistics and scales other than 0 and 1, some scales negative.
        foreach (var (name, tensor) in layer.state_dict())
        {
            if (name.EndsWith("running_var", StringComparison.Ordinal))
                tensor.uniform_(0.5, 2, generator);
            else if (name.Contains("norm.") && tensor.dtype == ScalarType.Float64)
                tensor.uniform_(-1, 1, generator);
        }

        return layer;
    }

    private static Array Cube(Tensor image)
    {
        var cube = new double[image.shape[1], image.shape[2], image.shape[3]];
        Buffer.BlockCopy(TensorAssert.Values(image), 0, cube, 0, cube.Length * sizeof(double));
        return cube;
    }
}
