using System.Numerics;
using MusicCnn.FrontEnds;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.Kernels;

/// <summary>Holds the compressions' vector path to their definitions in double precision, and to the tensor path.</summary>
public class PointwiseKernelTests
{
    /// <summary>Units in the last place: one rounding to float32 of a value in double precision, whose error is far smaller.</summary>
    private const double RoundedOnce = 0.501;

    public static TheoryData<Compression> Pointwise =>
    [
        new LogOnePlus(10_000),
        new LogOnePlus(1),
        new NaturalLog(),
        new NaturalLog(offset: 0, floor: 1e-5),
        new Decibels(),
        new Decibels { OfMagnitude = true, Floor = 1e-5, Reference = 0.1 },
        new PowerLaw(1 / 3.0),
        new PowerLaw(2, floor: 1e-3),
    ];

    [Theory]
    [MemberData(nameof(Pointwise))]
    public void Value_is_the_definition_rounded_once(Compression compression)
    {
        var values = Values();
        using var image = tensor(values);
        using var compressed = compression.Apply(image);

        var actual = compressed.data<float>().ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var expected = Definition(compression, values[i]);
            var unit = MathF.BitIncrement(MathF.Abs((float)expected)) - (double)MathF.Abs((float)expected);
            // Decibels are a difference, whose error is relative to what is subtracted.
            var slack = compression is Decibels or NaturalLog ? 1e-13 : 0;
            Assert.True(
                Math.Abs(actual[i] - expected) <= (RoundedOnce * unit) + slack,
                FormattableString.Invariant($"{compression} of {values[i]:R} is {expected:R}, but was {actual[i]:R}, {Math.Abs(actual[i] - expected) / unit:g3} units off."));
        }
    }

    [Theory]
    [MemberData(nameof(Pointwise))]
    public void Value_has_the_same_bits_wherever_it_stands(Compression compression)
    {
        var values = Values();
        using var image = tensor(values);
        using var compressed = compression.Apply(image);
        var expected = compressed.data<float>().ToArray();

        for (var length = 1; length <= 40; length++)
        {
            using var piece = image.narrow(0, 3 * length, length).clone();
            using var alone = compression.Apply(piece);
            Assert.Equal(expected[(3 * length)..(4 * length)], alone.data<float>().ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Pointwise))]
    public void Both_ways_give_one_curve(Compression compression)
    {
        using var image = tensor(Values());
        using var withGraph = image.clone().requires_grad_();
        using var tensors = compression.Apply(withGraph);
        using var vectors = compression.Apply(image);

        Assert.True(tensors.requires_grad);
        Assert.False(vectors.requires_grad);
        // A few units in the last place of the largest value, which the tensor path may lose in its steps.
        TensorAssert.CloseToPeak(TensorAssert.Values(tensors), vectors, 1e-6);
    }

    [Fact]
    public void Infinity_and_what_is_no_number_stay_what_they_are()
    {
        using var image = tensor(new[] { float.PositiveInfinity, float.NaN, 0 });

        foreach (var compression in new Compression[] { new LogOnePlus(10), new NaturalLog(), new Decibels() })
        {
            using var compressed = compression.Apply(image);
            var values = compressed.data<float>().ToArray();
            Assert.Equal(float.PositiveInfinity, values[0]);
            Assert.True(float.IsNaN(values[1]));
            Assert.True(float.IsFinite(values[2]));
        }
    }

    [Fact]
    public void Image_without_values_gives_one_without_values()
    {
        using var image = empty([1, 5, 0]);
        using var compressed = new LogOnePlus(10).Apply(image);

        TensorAssert.Shape([1, 5, 0], compressed);
    }

    [Fact]
    public void Angles_are_those_of_atan2_to_half_a_unit_of_single_precision()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var (angle, radius) = (random.NextDouble() * 2 * Math.PI, Math.Pow(10, (20 * random.NextDouble()) - 15));
            var (y, x) = ((float)(radius * Math.Sin(angle)), (float)(radius * Math.Cos(angle)));
            RequireAngle(y, x, 4e-10);
        }
    }

    [Fact]
    public void Angles_on_the_axes_follow_signed_zeros()
    {
        float[] values = [0f, -0f, 1, -1, 1e-30f, -1e-30f];
        foreach (var y in values)
        {
            foreach (var x in values)
                RequireAngle(y, x, 1e-15);
        }
    }

    private static void RequireAngle(float y, float x, double tolerance)
    {
        var expected = Math.Atan2(y, x);
        var actual = DoubleVectors.Angle(new Vector<double>(y), new Vector<double>(x))[0];
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Abs(expected) && double.IsNegative(expected) == double.IsNegative(actual),
            FormattableString.Invariant($"The angle of ({x:R}, {y:R}) is {expected:R}, but was {actual:R}."));
    }

    private static double Definition(Compression compression, double x) => compression switch
    {
        LogOnePlus log => Log1P(log.Factor * x) / Math.Log(10),
        NaturalLog log => Math.Log(Math.Max(x, log.Floor) + log.Offset),
        Decibels decibels => (decibels.OfMagnitude ? 20 : 10) * (Math.Log10(Math.Max(x, decibels.Floor)) - Math.Log10(decibels.Reference!.Value)),
        PowerLaw power => x >= power.Floor ? Math.Pow(x, power.Exponent) : Math.Pow(power.Floor, power.Exponent - 1) * x,
        _ => throw new ArgumentOutOfRangeException(nameof(compression)),
    };

    /// <summary>ln(1 + x): the series where it converges quickly, the logarithm where the sum loses nothing that counts.</summary>
    private static double Log1P(double x) =>
        x < 1e-4 ? x - (x * x / 2) + (x * x * x / 3) - (x * x * x * x / 4) : Math.Log(1 + x);

    /// <summary>Returns silence, and powers from the smallest subnormal number to 1e10, evenly over the exponents.</summary>
    private static float[] Values()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 20_001).Select(_ => (float)Math.Pow(10, (55 * random.NextDouble()) - 45)).ToArray();
        (values[0], values[5], values[11]) = (0, 1, float.Epsilon);
        return values;
    }
}
