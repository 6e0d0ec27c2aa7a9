using MathNet.Numerics.Distributions;
using MusicCnn.Augmentation;

namespace MusicCnn.Tests.Augmentation;

public class ItemRandomTests
{
    [Fact]
    public void Draws_depend_on_seed_stream_epoch_item_and_number_only()
    {
        var first = Draws(new(1, "gain", 2, 3));

        Assert.Equal(first, Draws(new(1, "gain", 2, 3)));
        Assert.Equal(8, first.Distinct().Count());
        Assert.All(
            new ItemRandom[] { new(2, "gain", 2, 3), new(1, "mask", 2, 3), new(1, "gain", 3, 3), new(1, "gain", 2, 4), new(1, "gain", 2, 3 + (1L << 32)), new(1, "gain", -2, -3) },
            other => Assert.Empty(first.Intersect(Draws(other))));

        static double[] Draws(ItemRandom random) => [.. Enumerable.Range(0, 8).Select(_ => random.Unit())];
    }

    [Fact]
    public void No_two_items_and_epochs_share_a_block()
    {
        var words = new HashSet<(ulong, ulong)>();
        for (var epoch = 0; epoch < 50; epoch++)
        {
            for (var item = 0L; item < 1_000; item++)
            {
                var random = new ItemRandom(0, "masks", epoch, item);
                Assert.True(words.Add((random.Bits(), random.Bits())));
            }
        }
    }

    [Fact]
    public void First_draws_of_consecutive_items_are_uniform_and_uncorrelated()
    {
        const int Count = 20_000;
        var draws = Enumerable.Range(0, Count).Select(item => new ItemRandom(4, "test", 1, item).Unit()).ToArray();

        Distributions.AreUniform(draws.Select(draw => (int)(draw * 50)), 50);
        Distributions.AreUniform(draws.Zip(draws.Skip(1), (one, next) => ((int)(one * 7) * 7) + (int)(next * 7)), 49);
    }

    [Fact]
    public void Streams_of_one_seed_are_independent()
    {
        var pairs = Enumerable.Range(0, 20_000).Select(item =>
            (One: new ItemRandom(4, "RandomGain", 1, item).Below(8), Other: new ItemRandom(4, "TimeShift", 1, item).Below(8)));

        Distributions.AreUniform(pairs.Select(pair => (pair.One * 8) + pair.Other), 64);
    }

    [Fact]
    public void Normal_draws_fill_the_quantiles_of_the_normal_distribution()
    {
        var random = new ItemRandom(1, "test", 1, 1);

        Distributions.AreUniform(Enumerable.Range(0, 50_000).Select(_ => (int)(Normal.CDF(0, 1, random.Normal()) * 100)), 100);
    }

    [Fact]
    public void Limits_are_kept()
    {
        var random = new ItemRandom(1, "test", 1, 1);
        var integers = Enumerable.Range(0, 1_000).Select(_ => random.Below(3)).ToArray();
        var numbers = Enumerable.Range(0, 1_000).Select(_ => random.Between(-2, 5)).ToArray();

        Assert.Equal([0, 1, 2], integers.Distinct().Order());
        Assert.InRange(numbers.Min(), -2, -1.9);
        Assert.InRange(numbers.Max(), 4.9, 5);
        Assert.Equal(3, random.Between(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Below(0));
    }
}
