using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

/// <summary>The mid-end of musicnn and its relatives.</summary>
public class ResidualConvTests
{
    [Fact]
    public void The_mid_end_of_musicnn_has_its_weights_and_channels()
    {
        var options = new ResidualConvOptions { InChannels = 561 };
        using var stack = new ResidualConv(options);

        Assert.Equal(309_248, options.ParameterCount);
        Assert.Equal(309_248, stack.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(753, options.OutChannels);
        Assert.Equal(2_097, (options with { Filters = 512 }).OutChannels);
        Assert.Equal("ResidualConv(561 -> 753: 3 layers of 64 of 1×7, dense)", stack.ToString());
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    [InlineData(true, true, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void Each_layer_is_added_to_what_goes_into_it(bool residual, bool dense, bool beforeNorm)
    {
        using var stack = Stack(new() { InChannels = 2, Filters = 3, Frames = 4, Residual = residual, Dense = dense, AddsBeforeNorm = beforeNorm });
        using var features = randn(1, 2, 9, dtype: ScalarType.Float64);

        using var output = stack.call(features);

        TensorAssert.Close(Expected(stack, TensorAssert.Values(features), frames: 9), output, Tolerance.Float64);
        TensorAssert.Shape([1, stack.Options.OutChannels, 9], output);
    }

    [Fact]
    public void Normalizations_that_sums_leave_without_use_can_be_kept_for_their_number_and_change_nothing()
    {
        // 2·64 scales and offsets for each of two layers.
        var options = new ResidualConvOptions { InChannels = 561, AddsBeforeNorm = true };
        Assert.Equal(309_248 - 256, options.ParameterCount);
        Assert.Equal(309_248, (options with { KeepsIdleNorms = true }).ParameterCount);

        var small = new ResidualConvOptions { InChannels = 2, Filters = 3, Frames = 4, AddsBeforeNorm = true };
        using var without = Stack(small);
        using var with = Stack(small with { KeepsIdleNorms = true });
        using var features = randn(1, 2, 9, dtype: ScalarType.Float64);

        using var expected = without.call(features);
        using var actual = with.call(features);

        TensorAssert.Close(expected, actual, tolerance: 0);
        Assert.Equal(without.parameters().Sum(parameter => parameter.numel()) + 12, with.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(with.Options.ParameterCount, with.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void An_output_sees_as_many_frames_as_the_settings_say()
    {
        using var stack = Stack(new() { InChannels = 2, Filters = 3, Frames = 5, Layers = 4, Dense = false, Activation = Activation.None });
        using var features = randn(1, 2, 41, dtype: ScalarType.Float64).requires_grad_();

        using var middle = stack.call(features).narrow(2, 20, 1).sum();
        middle.backward();

        var seen = TensorAssert.Values(features.grad!.abs().sum([0, 1])).Count(gradient => gradient > 0);
        Assert.Equal(17, seen);
        Assert.Equal(17, stack.Options.ReceptiveFrames);
    }

    [Fact]
    public void Fewer_frames_than_a_filter_are_refused_with_both_sizes()
    {
        using var stack = new ResidualConv(new() { InChannels = 2 });
        using var features = zeros(1, 2, 6);

        Assert.Contains("A filter of 1×7 needs an image of at least 7 frames, but got 6.", Assert.Throws<ArgumentException>(() => stack.call(features)).Message);
        using var wider = new ResidualConv(new() { InChannels = 2, FiltersMayExceedImage = true });
        using var output = wider.call(features);
        TensorAssert.Shape([1, 194, 6], output);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResidualConvOptions { InChannels = 2, Layers = 0 });
    }

    [Fact]
    public void Sums_before_a_normalization_that_comes_before_the_activation_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ResidualConv(new() { InChannels = 2, AddsBeforeNorm = true, BatchNorm = BatchNormOrder.BeforeActivation }));

        Assert.StartsWith("AddsBeforeNorm adds what the activation gives, so BatchNorm must be AfterActivation, but was BeforeActivation.", error.Message);
    }

    private static ResidualConv Stack(ResidualConvOptions options)
    {
        var stack = new ResidualConv(options);
        SeededWeights.Draw(stack, seed: 3);
        stack.to(ScalarType.Float64);
        stack.eval();
        return stack;
    }

    /// <summary>Evaluates c₁ = f₁(x), cᵢ = fᵢ(cᵢ₋₁) + cᵢ₋₁ in plain loops; the running statistics are still 0 and 1.</summary>
    private static double[] Expected(ResidualConv stack, double[] features, int frames)
    {
        var options = stack.Options;
        var state = stack.state_dict().ToDictionary(entry => entry.Key, entry => TensorAssert.Values(entry.Value));
        var outputs = new List<double[]> { features };
        for (var layer = 0; layer < options.Layers; layer++)
        {
            var (weights, bias) = (state[$"layers.{layer}.groups.0.conv.weight"], state[$"layers.{layer}.groups.0.conv.bias"]);
            var input = outputs[^1];
            var channels = input.Length / frames;
            var maps = new double[options.Filters * frames];
            for (var k = 0; k < options.Filters; k++)
            {
                for (var t = 0; t < frames; t++)
                {
                    var sum = bias[k];
                    for (var c = 0; c < channels; c++)
                    {
                        for (var j = 0; j < options.Frames; j++)
                        {
                            var x = t + j - (options.Frames - 1) / 2;
                            if (x >= 0 && x < frames)
                                sum += weights[(k * channels + c) * options.Frames + j] * input[c * frames + x];
                        }
                    }

                    var added = options.Residual && layer > 0;
                    maps[k * frames + t] = Math.Max(0, sum) / (added && options.AddsBeforeNorm ? 1 : Math.Sqrt(1 + 1e-3)) + (added ? input[k * frames + t] : 0);
                }
            }

            outputs.Add(maps);
        }

        return options.Dense ? [.. outputs.SelectMany(values => values)] : outputs[^1];
    }
}
