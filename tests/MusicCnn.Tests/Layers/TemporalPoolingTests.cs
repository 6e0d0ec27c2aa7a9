using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

/// <summary>Pooling over time says of a clip what occurs in it and how much, however long it is.</summary>
public class TemporalPoolingTests
{
    /// <summary>Two channels of three frames: maxima 5 and 0, means 2 and -3.</summary>
    private static readonly float[] Frames = [1, 5, 0, -1, 0, -8];

    [Theory]
    [InlineData(PoolingStatistic.Max, true, new double[] { 5, 0 })]
    [InlineData(PoolingStatistic.Mean, true, new double[] { 2, -3 })]
    [InlineData(PoolingStatistic.MaxAndMean, true, new double[] { 5, 2, 0, -3 })]
    [InlineData(PoolingStatistic.MaxAndMean, false, new double[] { 5, 0, 2, -3 })]
    public void Maximum_and_mean_stand_where_released_weights_or_training_code_expect_them(PoolingStatistic statistic, bool interleaved, double[] expected)
    {
        using var layer = new TemporalPooling(statistic, interleaved);
        using var features = tensor(Frames, [1, 2, 3]);

        using var pooled = layer.call(features);

        TensorAssert.Shape([1, expected.Length], pooled);
        TensorAssert.Close(expected, pooled, Tolerance.Float32Rounding * 8);
    }

    [Fact]
    public void The_mean_of_automatic_pooling_moves_to_the_maximum_with_its_sharpness()
    {
        using var features = tensor(Frames, [1, 2, 3]);

        Assert.Equal([2, -3], Pooled(0).Select(value => Math.Round(value, 5)));
        Assert.Equal([5, 0], Pooled(100).Select(value => Math.Round(value, 5)));
        Assert.Equal([0, -8], Pooled(-100).Select(value => Math.Round(value, 5)));
        // Σ x e^x / Σ e^x of 1, 5, 0 and of -1, 0, -8.
        var between = Pooled(1);
        Assert.Equal((Math.E + 5 * Math.Exp(5)) / (Math.E + Math.Exp(5) + 1), between[0], 5);
        Assert.Equal((-Math.Exp(-1) - 8 * Math.Exp(-8)) / (Math.Exp(-1) + 1 + Math.Exp(-8)), between[1], 5);

        double[] Pooled(double sharpness)
        {
            using var layer = new AutoPool(start: sharpness);
            using var pooled = layer.call(features);
            return TensorAssert.Values(pooled);
        }
    }

    [Fact]
    public void Automatic_pooling_learns_a_sharpness_for_each_channel()
    {
        using var layer = new AutoPool(channels: 2);
        using var features = tensor(Frames, [1, 2, 3]);

        using var loss = (layer.call(features) * tensor(new float[] { 1, 0 })).sum();
        loss.backward();

        // More sharpness raises the pooled value; the second channel has no part in the loss.
        var gradient = TensorAssert.Values(layer.Sharpness.grad!);
        Assert.True(gradient[0] > 0);
        Assert.Equal(0, gradient[1]);
        Assert.Equal(1, new AutoPool().parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Features_of_other_channels_are_refused()
    {
        using var layer = new AutoPool(channels: 2);
        using var features = zeros(1, 3, 4);

        Assert.StartsWith("Expected features [batch, channel=2, time], but got [1, 3, 4].", Assert.Throws<ArgumentException>(() => layer.call(features)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AutoPool(channels: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AutoPool(start: double.NaN));
    }
}
