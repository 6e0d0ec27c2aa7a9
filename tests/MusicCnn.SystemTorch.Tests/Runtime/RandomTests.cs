using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Runtime;

public class RandomTests
{
    [Fact]
    public void A_seed_gives_the_same_numbers_again()
    {
        using var scope = NewDisposeScope();

        manual_seed(7);
        var first = Draw();
        manual_seed(7);
        var second = Draw();
        manual_seed(8);
        var third = Draw();

        Assert.True(first.Equals(second));
        Assert.False(first.Equals(third));
        Assert.Equal(8, initial_seed());
    }

    [Fact]
    public void A_restored_state_continues_where_it_was_taken()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        Draw();

        var state = get_rng_state();
        var first = Draw();
        set_rng_state(state);
        var second = Draw();

        Assert.Equal(ScalarType.Byte, state.dtype);
        Assert.True(first.Equals(second));
    }

    [Fact]
    public void A_generator_of_ones_own_leaves_the_common_one_alone()
    {
        using var scope = NewDisposeScope();
        using var own = new Generator(11);
        using var twin = new Generator(11);
        var state = get_rng_state();

        var drawn = randn([8], generator: own);
        var order = randperm(20, generator: own);

        Assert.True(drawn.Equals(randn([8], generator: twin)));
        Assert.True(order.Equals(randperm(20, generator: twin)));
        Assert.True(state.Equals(get_rng_state()));
        Assert.Equal(11, own.initial_seed());

        var saved = own.get_state();
        var next = rand([4], generator: own);
        own.set_state(saved);
        Assert.True(next.Equals(rand([4], generator: own)));
    }

    [Fact]
    public void Draws_have_the_distribution_they_say()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        const int n = 100_000;

        var normal = randn(n, float64);
        var uniform = empty([n], float64).uniform_(-1, 3);
        var integers = randint(2, 5, [n]);

        // Five standard errors of the mean, and of the variance, of n draws.
        Assert.Equal(0, normal.mean().item<double>(), 5 / Math.Sqrt(n));
        Assert.Equal(1, normal.var().item<double>(), 5 * Math.Sqrt(2.0 / n));
        Assert.Equal(1, uniform.mean().item<double>(), 5 * Math.Sqrt(16 / 12.0 / n));
        Assert.Equal((2L, 4L), (integers.min().item<long>(), integers.max().item<long>()));
    }

    private static Tensor Draw() => cat([randn(5), rand(5), randint(100, [5], float32)]);
}
