using static TorchSharp.torch;

namespace MusicCnn.Tests.Support;

/// <summary>Compares tensors and says where they differ most.</summary>
internal static class TensorAssert
{
    /// <summary>Fails unless shapes are equal and every element differs by no more than the tolerance.</summary>
    public static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Shape(expected.shape, actual);
        Close(Values(expected), Values(actual), tolerance, actual.shape);
    }

    /// <summary>Fails unless every element differs by no more than the tolerance times the largest expected magnitude.</summary>
    public static void CloseToPeak(double[] expected, Tensor actual, double tolerance)
    {
        var peak = expected.Max(Math.Abs);
        Assert.True(peak > 0, "The expected values are all zero, so nothing is relative to their peak.");
        Close(expected, Values(actual), tolerance * peak, actual.shape);
    }

    /// <summary>Fails unless every element differs by no more than the tolerance.</summary>
    public static void Close(double[] expected, Tensor actual, double tolerance) =>
        Close(expected, Values(actual), tolerance, actual.shape);

    /// <summary>Fails unless the tensor has the shape.</summary>
    public static void Shape(long[] expected, Tensor actual) =>
        Assert.True(
            expected.AsSpan().SequenceEqual(actual.shape),
            $"Expected the shape [{string.Join(", ", expected)}], but got [{string.Join(", ", actual.shape)}].");

    /// <summary>Returns a tensor's values in row-major order; a complex number gives its real and imaginary part.</summary>
    public static double[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return tensor.is_complex()
            ? Real(tensor.real).Zip(Real(tensor.imag), (real, imaginary) => new[] { real, imaginary }).SelectMany(pair => pair).ToArray()
            : Real(tensor);
    }

    private static double[] Real(Tensor tensor) => tensor.to(ScalarType.Float64).contiguous().data<double>().ToArray();

    private static void Close(double[] expected, double[] actual, double tolerance, long[] shape)
    {
        Assert.True(expected.Length == actual.Length, $"Expected {expected.Length} values, but got {actual.Length}.");
        var worst = -1.0;
        var where = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            // A NaN where a number was expected is the worst difference of all.
            var difference = expected[i].Equals(actual[i]) ? 0 : Math.Abs(expected[i] - actual[i]);
            if (double.IsNaN(difference))
                difference = double.PositiveInfinity;
            if (difference > worst)
                (worst, where) = (difference, i);
        }

        Assert.True(
            worst <= tolerance,
            FormattableString.Invariant($"The worst of {expected.Length} values ")
            + $"(shape [{string.Join(", ", shape)}]) is number {where}: "
            + FormattableString.Invariant($"expected {expected[where]:R}, but got {actual[where]:R}; they differ by {worst:g3}, more than {tolerance:g3}."));
    }
}
