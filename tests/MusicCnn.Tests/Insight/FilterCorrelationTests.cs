using MusicCnn.Insight;
using MusicCnn.Layers;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Insight;

[Collection(Alone.Name)]
public class FilterCorrelationTests
{
    /// <summary>Sums in double precision of features in float32.</summary>
    private const double Rounded = 1e-6;

    [Fact]
    public void Equal_filters_fire_together_and_opposite_ones_never()
    {
        using var layer = Layer(FilterShape.Temporal(3).Times(3));
        using (no_grad())
        {
            layer.Filters(0)[1].copy_(layer.Filters(0)[0]);
            layer.Filters(0)[2].copy_(-layer.Filters(0)[0]);
        }

        var correlation = new FilterCorrelation(layer);
        using var noise = randn(2, 1, 6, 50);
        correlation.Add(noise);
        var matrix = correlation.Correlations();
        Assert.Equal(1, matrix[0, 1], Rounded);
        Assert.Equal(-1, matrix[0, 2], Rounded);
        Assert.Equal(1, correlation.Redundancy(0), Rounded);
    }

    [Fact]
    public void Filters_that_look_at_different_noise_are_uncorrelated()
    {
        using var layer = Layer(FilterShape.Temporal(1).Times(1), FilterShape.Temporal(2).Times(1));
        using (no_grad())
        {
            layer.Filters(0).fill_(1);
            layer.Filters(1).fill_(0);
            layer.Filters(1)[0, 0, 0, 1] = tensor(1f);
        }

        var correlation = new FilterCorrelation(layer);
        using var noise = randn(4, 1, 1, 10_000);
        correlation.Add(noise);
        // Of 40000 observations the correlation of independent noise deviates by 1/200; five times that.
        Assert.InRange(correlation.Redundancy(0, 1), 0, 0.025);
        Assert.Equal(40_000, correlation.Count);
        Assert.True(double.IsNaN(correlation.Redundancy(0)));
    }

    [Fact]
    public void Images_one_by_one_give_what_the_formula_gives_of_all()
    {
        using var layer = Layer(FilterShape.Temporal(3).Times(2), FilterShape.Rectangular(4, 2).Times(3));
        var correlation = new FilterCorrelation(layer);
        using var images = randn(5, 1, 6, 20) + 3;
        for (var i = 0; i < 5; i++)
        {
            using var one = images[i].unsqueeze(0);
            correlation.Add(one);
        }

        using var features = layer.call(images);
        var values = Enumerable.Range(0, 5).Select(channel => features.select(1, channel).contiguous().data<float>().Select(value => (double)value).ToArray()).ToArray();
        var matrix = correlation.Correlations();
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
                Assert.Equal(Pearson(values[i], values[j]), matrix[i, j], Rounded);
        }
    }

    [Fact]
    public void A_dead_filter_correlates_with_nothing_and_does_not_count()
    {
        using var layer = Layer(FilterShape.Temporal(3).Times(3));
        using (no_grad())
        {
            layer.Filters(0)[2].fill_(0);
            layer.Filters(0)[1].copy_(layer.Filters(0)[0]);
        }

        var correlation = new FilterCorrelation(layer);
        using var noise = randn(2, 1, 6, 50);
        correlation.Add(noise);
        Assert.True(double.IsNaN(correlation.Correlations()[0, 2]));
        Assert.Equal(1, correlation.Redundancy(0), Rounded);
        Assert.NotEmpty(correlation.Draw().ToPng());
    }

    [Fact]
    public void The_layer_keeps_its_mode_and_no_tensor_is_left()
    {
        using var layer = new MixedShapeConv(new MixedShapeConvOptions { Groups = [FilterShape.Temporal(3).Times(2)], BatchNorm = BatchNormOrder.AfterActivation });
        layer.train();
        var correlation = new FilterCorrelation(layer);
        using var noise = randn(1, 1, 6, 50);
        correlation.Add(noise);
        Assert.Equal(0, LiveTensors.ChangeBy(() => correlation.Add(noise)));
        Assert.True(layer.training);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var layer = Layer(FilterShape.Temporal(3).Times(2));
        var correlation = new FilterCorrelation(layer);
        Assert.Contains("at least 2 observations", Assert.Throws<InvalidOperationException>(() => correlation.Correlations()).Message, StringComparison.Ordinal);
        using var infinite = full(1, 1, 6, 20, float.NaN);
        Assert.Throws<ArgumentException>(() => correlation.Add(infinite));
        using var stereo = randn(1, 2, 6, 20);
        Assert.Throws<ArgumentException>(() => correlation.Add(stereo));
        Assert.Throws<ArgumentOutOfRangeException>(() => correlation.Redundancy(1));
    }

    private static MixedShapeConv Layer(params IReadOnlyList<FilterGroup> groups)
    {
        manual_seed(5);
        return new(new MixedShapeConvOptions { Groups = groups, Activation = Activation.None, Pooling = FeaturePooling.OverFrequency with { Statistic = PoolingStatistic.Mean } });
    }

    private static double Pearson(double[] one, double[] other)
    {
        var (first, second) = (one.Average(), other.Average());
        var products = one.Zip(other, (x, y) => (x - first) * (y - second)).Sum();
        return products / Math.Sqrt(one.Sum(x => (x - first) * (x - first)) * other.Sum(y => (y - second) * (y - second)));
    }
}
