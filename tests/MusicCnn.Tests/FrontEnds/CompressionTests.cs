using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class CompressionTests
{
    public static TheoryData<Compression> All =>
    [
        Compression.None,
        new LogOnePlus(10_000),
        new NaturalLog(),
        new NaturalLog(offset: 0, floor: 1e-5),
        new Decibels(),
        new Decibels { Reference = null, TopDecibels = 30 },
        new PowerLaw(0.5),
        new PowerLaw(2),
    ];

    [Fact]
    public void Log_one_plus_has_the_values_of_musicnn()
    {
        // The last steps of musicnn's chain, for band powers already rounded to half precision; printed in float32, 5e-7 at 7.
        using var powers = tensor(new double[] { 0, (double)(Half)0.1, 1, (double)(Half)3e-8, 1234 });
        using var compressed = new LogOnePlus(10_000).Apply(powers);

        TensorAssert.Close([0, 3.0003283, 4.0000434, 2.5878e-4, 7.0913157], compressed, 6e-7);
    }

    [Fact]
    public void Log_one_plus_keeps_relative_precision_near_silence()
    {
        using var powers = tensor(new[] { 1e-12f, 1e-20f });
        using var compressed = new LogOnePlus(10_000).Apply(powers);

        var values = TensorAssert.Values(compressed);
        Assert.Equal(1e-8 / Math.Log(10), values[0], 1e-6 * values[0]);
        Assert.Equal(1e-16 / Math.Log(10), values[1], 1e-6 * values[1]);
    }

    [Fact]
    public void Natural_logarithm_adds_its_offset_or_keeps_its_floor()
    {
        using var powers = tensor(new[] { 0, 1e-6, 1 });
        using var offset = new NaturalLog().Apply(powers);
        using var floored = new NaturalLog(offset: 0, floor: 1e-5).Apply(powers);

        TensorAssert.Close([Math.Log(1e-6), Math.Log(2e-6), Math.Log(1 + 1e-6)], offset, Tolerance.Float64);
        TensorAssert.Close([Math.Log(1e-5), Math.Log(1e-5), 0], floored, Tolerance.Float64);
    }

    [Fact]
    public void Decibels_are_ten_a_decade_of_power_and_twenty_a_decade_of_magnitude()
    {
        using var values = tensor(new[] { 0, 0.01, 1, 10 });
        using var power = new Decibels().Apply(values);
        using var magnitude = new Decibels { OfMagnitude = true, Floor = 1e-5, Reference = 0.1 }.Apply(values);

        TensorAssert.Close([-100, -20, 0, 10], power, Tolerance.Float64 * 100);
        TensorAssert.Close([-80, -20, 20, 40], magnitude, Tolerance.Float64 * 100);
    }

    [Fact]
    public void Decibels_limit_the_range_below_the_largest_value()
    {
        using var values = tensor(new[] { 1e-9, 0.1, 100 });
        using var limited = new Decibels { TopDecibels = 40 }.Apply(values);
        using var relative = new Decibels { Reference = null, TopDecibels = 40 }.Apply(values);

        TensorAssert.Close([-20, -10, 20], limited, Tolerance.Float64 * 100);
        TensorAssert.Close([-40, -30, 0], relative, Tolerance.Float64 * 100);
    }

    [Fact]
    public void Decibels_of_an_example_do_not_depend_on_its_batch()
    {
        var compression = new Decibels { Reference = null, TopDecibels = 30 };
        using var soft = tensor(TestSignals.Noise(24, seed: 1, amplitude: 1e-4), [1, 1, 4, 6]).square();
        using var loud = tensor(TestSignals.Noise(24, seed: 2, amplitude: 1), [1, 1, 4, 6]).square();
        using var batch = cat([soft, loud]);

        using var together = compression.Apply(batch);
        using var alone = compression.Apply(soft);

        TensorAssert.Close(TensorAssert.Values(alone), together[0], 0);
    }

    [Fact]
    public void Power_law_is_a_line_below_its_floor()
    {
        using var values = tensor(new[] { 0, 1e-12, 1e-10, 0.25, 9 });
        using var roots = new PowerLaw(0.5).Apply(values);

        TensorAssert.Close([0, 1e-7, 1e-5, 0.5, 3], roots, Tolerance.Float64);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Louder_is_never_less(Compression compression)
    {
        using var powers = tensor(new[] { 0, 1e-30, 1e-12, 1e-9, 1e-5, 0.1, 1, 1.001, 1e4 });
        using var compressed = compression.Apply(powers);

        var values = TensorAssert.Values(compressed);
        for (var i = 1; i < values.Length; i++)
            Assert.True(values[i] >= values[i - 1], $"{compression} falls between powers {i - 1} and {i}.");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Gradient_agrees_with_central_differences(Compression compression)
    {
        using var powers = tensor(new[] { 0.02, 0.3, 0.011, 1.7, 0.9, 2.2 });

        GradientCheck.Passes(compression.Apply, powers);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Gradient_is_finite_at_silence(Compression compression)
    {
        using var silence = zeros([1, 1, 2, 3], requires_grad: true);
        using var compressed = compression.Apply(silence);
        using var sum = compressed.sum();
        sum.backward();

        Assert.All(TensorAssert.Values(silence.grad!), value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Result_is_a_new_tensor_of_the_same_shape_and_type(Compression compression)
    {
        using var powers = ones([2, 1, 3, 4]);
        using (var compressed = compression.Apply(powers))
        {
            TensorAssert.Shape([2, 1, 3, 4], compressed);
            Assert.Equal(ScalarType.Float32, compressed.dtype);
        }

        Assert.Equal(24f, powers.sum().item<float>());
    }

    [Fact]
    public void Impossible_settings_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogOnePlus(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PowerLaw(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Decibels { TopDecibels = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Decibels { Reference = double.NaN });
        Assert.Contains("needs an offset or a floor", Assert.Throws<ArgumentException>(() => new NaturalLog(0)).Message);
    }
}
