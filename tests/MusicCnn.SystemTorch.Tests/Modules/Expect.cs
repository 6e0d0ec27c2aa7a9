using static TorchSharp.torch;

namespace MusicCnn.SystemTorch.Tests.Modules;

/// <summary>Compares tensors with numbers, and makes the inputs of these tests.</summary>
internal static class Expect
{
    /// <summary>Tolerance for a few float64 operations: about a hundred roundings.</summary>
    internal const double Float64 = 2e-14;

    /// <summary>Tolerance for a few float32 operations: about twenty roundings.</summary>
    internal const double Float32 = 2e-6;

    internal static void Close(double[] expected, Tensor actual, double tolerance = Float64)
    {
        var values = Values(actual);
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - values[i]);
            Assert.True(error <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"Element {i} of {values.Length} should be {expected[i]:R} within {tolerance:R}, but is {values[i]:R}.");
        }
    }

    internal static void Close(double expected, Tensor actual, double tolerance = Float64) => Close([expected], actual, tolerance);

    internal static void Shape(long[] expected, Tensor actual) => Assert.Equal(expected, actual.shape);

    /// <summary>The elements in row-major order.</summary>
    internal static double[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }

    /// <summary>Varied float64 numbers in (-1, 1) that no random generator makes: sines of distinct angles.</summary>
    internal static double[] Numbers(long count, double phase = 0) =>
        [.. Enumerable.Range(0, (int)count).Select(i => Math.Sin(phase + 0.3 + 1.7 * i + 0.05 * i * i))];

    /// <summary>A float64 tensor of <see cref="Numbers"/>.</summary>
    internal static Tensor Wave(long[] shape, double phase = 0) =>
        tensor(Numbers(shape.Aggregate(1L, (product, size) => product * size), phase), shape);
}
