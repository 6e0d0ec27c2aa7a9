using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

/// <summary>Attention over time, with and without the positions of frames.</summary>
public class AttentionPoolingTests
{
    private const int Channels = 3;
    private const int Frames = 7;

    [Theory]
    [InlineData(3, true, false)]
    [InlineData(3, false, true)]
    [InlineData(4, true, true)]
    [InlineData(1, false, false)]
    public void Output_equals_the_formula(int width, bool positions, bool bias)
    {
        using var layer = Layer(width, positions, bias);
        using var features = randn(1, Channels, Frames, dtype: ScalarType.Float64);

        using var pooled = layer.call(features);

        TensorAssert.Close(Expected(layer, TensorAssert.Values(features)), pooled, Tolerance.Float64);
    }

    [Fact]
    public void The_layer_of_the_original_has_its_weights()
    {
        using var layer = new AttentionPooling(channels: 768, bias: true);

        Assert.Equal(1_770_240, layer.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Without_positions_and_neighbors_the_order_of_frames_does_not_count_and_with_positions_it_does()
    {
        using var features = randn(1, Channels, Frames, dtype: ScalarType.Float64);
        using var backward = features.flip(2);

        Assert.True(Difference(positions: false) < Tolerance.Float64);
        Assert.True(Difference(positions: true) > 1e-3);

        double Difference(bool positions)
        {
            using var layer = Layer(1, positions);
            using var difference = (layer.call(features) - layer.call(backward)).abs().max();
            return difference.item<double>();
        }
    }

    [Fact]
    public void Positions_are_sines_and_cosines_of_ever_longer_periods()
    {
        using var layer = new PositionalEncoding();
        using var nothing = zeros(1, 4, 3, dtype: ScalarType.Float64);

        using var positions = layer.call(nothing);

        // sin t, cos t, sin(t / 100), cos(t / 100).
        TensorAssert.Close(
            [0, Math.Sin(1), Math.Sin(2), 1, Math.Cos(1), Math.Cos(2), 0, Math.Sin(0.01), Math.Sin(0.02), 1, Math.Cos(0.01), Math.Cos(0.02)],
            positions, Tolerance.Float64);
    }

    [Fact]
    public void Positions_of_the_training_code_give_each_channel_a_rate_of_its_own()
    {
        using var layer = new PositionalEncoding(PositionRates.Channels);
        using var nothing = zeros(1, 4, 3, dtype: ScalarType.Float64);

        using var positions = layer.call(nothing);

        // sin t, cos(t / 10000^(1/2)), sin(t / 10000), cos(t / 10000^(3/2)).
        TensorAssert.Close(
            [0, Math.Sin(1), Math.Sin(2), 1, Math.Cos(0.01), Math.Cos(0.02), 0, Math.Sin(1e-4), Math.Sin(2e-4), 1, Math.Cos(1e-6), Math.Cos(2e-6)],
            positions, Tolerance.Float64);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PositionalEncoding((PositionRates)2));
    }

    private static AttentionPooling Layer(int width, bool positions, bool bias = false)
    {
        var layer = new AttentionPooling(Channels, width, positions, bias);
        SeededWeights.Draw(layer, seed: 9);
        layer.to(ScalarType.Float64);
        return layer;
    }

    private static double[] Expected(AttentionPooling layer, double[] features)
    {
        var state = layer.state_dict();
        var weights = TensorAssert.Values(state["scores.weight"]);
        var bias = state.TryGetValue("scores.bias", out var offsets) ? TensorAssert.Values(offsets) : new double[Channels];
        var placed = new double[Channels, Frames];
        for (var k = 0; k < Channels; k++)
        {
            for (var t = 0; t < Frames; t++)
            {
                var angle = t / Math.Pow(10_000, k / 2 * 2 / (double)Channels);
                placed[k, t] = features[k * Frames + t] + (!layer.Positions ? 0 : k % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }
        }

        var pooled = new double[Channels];
        for (var k = 0; k < Channels; k++)
        {
            var scores = Enumerable.Range(0, Frames).Select(t => Math.Exp(Score(k, t))).ToArray();
            pooled[k] = Enumerable.Range(0, Frames).Sum(t => placed[k, t] * scores[t]) / scores.Sum();
        }

        return pooled;

        double Score(int output, int t)
        {
            var sum = bias[output];
            for (var k = 0; k < Channels; k++)
            {
                for (var j = 0; j < layer.Frames; j++)
                {
                    var x = t + j - (layer.Frames - 1) / 2;
                    if (x >= 0 && x < Frames)
                        sum += weights[(output * Channels + k) * layer.Frames + j] * placed[k, x];
                }
            }

            return sum;
        }
    }
}
