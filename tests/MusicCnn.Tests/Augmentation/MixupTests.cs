using MusicCnn.Augmentation;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Augmentation;

public class MixupTests
{
    private static readonly BatchItems Five = new(3, [10, 4, 99, 0, 7]);

    [Fact]
    public void Inputs_and_targets_are_mixed_by_the_same_weights_and_targets_still_sum_to_one()
    {
        using var scope = NewDisposeScope();
        using var mixup = new Mixup(new() { Alpha = 1 });
        var images = tensor(TestSignals.Noise(5 * 12, seed: 3), [5, 1, 3, 4]);
        var targets = eye(5, dtype: ScalarType.Float32);

        var (mixed, labels) = mixup.call(images, targets, Five);

        var pairs = mixup.Pairs(Five);
        Assert.All(TensorAssert.Values(labels.sum(1)), sum => Assert.Equal(1, sum, Tolerance.Float32Rounding * 2));
        for (var i = 0; i < 5; i++)
        {
            var (partner, weight) = pairs[i];
            Assert.NotEqual(i, partner);
            TensorAssert.Close((images[i] * weight) + (images[partner] * (1 - weight)), mixed[i], Tolerance.Float64);
            Assert.Equal(weight, labels[i, i].item<float>(), Tolerance.Float32Rounding);
            Assert.Equal(1 - weight, labels[i, partner].item<float>(), Tolerance.Float32Rounding);
        }
    }

    [Fact]
    public void Pairs_follow_from_the_items_and_not_from_their_order()
    {
        using var mixup = new Mixup();
        var pairs = mixup.Pairs(Five).Select((pair, i) => (Item: Five.Items[i], Partner: Five.Items[pair.Partner], pair.Weight)).Order();
        var reversed = new BatchItems(3, [.. Five.Items.Reverse()]);
        var again = mixup.Pairs(reversed).Select((pair, i) => (Item: reversed.Items[i], Partner: reversed.Items[pair.Partner], pair.Weight)).Order();

        Assert.Equal(pairs, again);
        Assert.Equal([0, 1, 2, 3, 4], mixup.Pairs(Five).Select(pair => pair.Partner).Order());
        Assert.NotEqual(mixup.Pairs(Five), mixup.Pairs(new(4, Five.Items)));
    }

    [Fact]
    public void An_item_keeps_its_weight_in_any_batch_and_one_alone_stays_itself()
    {
        using var scope = NewDisposeScope();
        using var mixup = new Mixup();
        Assert.Equal(mixup.Pairs(Five)[2].Weight, mixup.Pairs(new(3, [99, 1]))[0].Weight);
        Assert.Equal(0, mixup.Pairs(new(3, [99]))[0].Partner);

        var (mixed, _) = mixup.call(ones(1, 8), ones(1, 2), new(3, [99]));
        TensorAssert.Close(ones(1, 8), mixed, Tolerance.Float32Rounding * 2);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(8)]
    public void Weights_have_the_quantiles_of_the_beta_distribution(double alpha)
    {
        using var mixup = new Mixup(new() { Alpha = alpha });
        var weights = mixup.Pairs(BatchItems.Consecutive(1, 0, 20_000)).Select(pair => pair.Weight).ToArray();

        // At α = 0.001 nearly all weights are 0 or 1 in double precision, so only the two sides are told apart.
        var cells = alpha < 0.01 ? 2 : 20;
        Distributions.AreUniform(
            weights.Select(weight => cells == 2 ? (weight < 0.5 ? 0 : 1) : Math.Min(cells - 1, (int)(MathNet.Numerics.Distributions.Beta.CDF(alpha, alpha, weight) * cells))), cells);
        Assert.All(weights, weight => Assert.InRange(weight, 0, 1));

        // The variance of Beta(α, α) is 1 / (4(2α + 1)); its deviation over 20,000 draws is below 0.0012 for every α.
        Assert.Equal(1 / (4 * ((2 * alpha) + 1)), weights.Average(weight => Math.Pow(weight - 0.5, 2)), tolerance: 0.005);
    }

    [Fact]
    public void Only_the_given_share_of_examples_is_mixed()
    {
        using var mixup = new Mixup(new() { Probability = 0.3, Alpha = 1 });
        var mixed = mixup.Pairs(BatchItems.Consecutive(1, 0, 5_000)).Count(pair => pair.Weight < 1);

        Assert.InRange(mixed, 1_350, 1_650);
    }

    [Fact]
    public void After_eval_both_come_back_as_they_are()
    {
        using var scope = NewDisposeScope();
        using var mixup = new Mixup();
        mixup.eval();
        var (images, targets) = (rand(5, 4), rand(5, 2));

        var (mixed, labels) = mixup.call(images, targets, Five);

        Assert.True(mixed.Equals(images) && labels.Equals(targets));
        Assert.NotSame(images, mixed);
        Assert.NotSame(targets, labels);
    }

    [Fact]
    public void Gradients_reach_inputs_and_partners_and_no_tensor_is_left()
    {
        using var mixup = new Mixup(new() { Alpha = 1 });
        using var targets = rand(5, 3, dtype: ScalarType.Float64);
        using var point = tensor(TestSignals.Noise(5 * 4, seed: 3), [5, 4]);
        GradientCheck.Passes(
            images =>
            {
                var (mixed, labels) = mixup.call(images, targets, Five);
                return cat([mixed, labels], 1);
            },
            point);

        Assert.Equal(2, LiveTensors.ChangeBy(() => mixup.call(point, targets, Five)));
    }

    [Fact]
    public void Targets_that_cannot_be_mixed_are_refused_with_the_remedy()
    {
        using var scope = NewDisposeScope();
        using var mixup = new Mixup();
        var error = Assert.Throws<ArgumentException>(() => mixup.call(rand(5, 4), zeros([5], dtype: ScalarType.Int64), Five));
        Assert.Contains("Expected targets [batch=5, classes], but got [5]", error.Message);
        Assert.Contains("were Int64", Assert.Throws<ArgumentException>(() => mixup.call(rand(5, 4), zeros([5, 2], dtype: ScalarType.Int64), Five)).Message);
        Assert.Throws<ArgumentException>(() => mixup.call(rand(4, 4), rand(5, 2), Five));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixupOptions { Alpha = 0 });
    }
}
