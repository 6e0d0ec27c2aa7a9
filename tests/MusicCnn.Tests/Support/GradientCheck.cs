using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Support;

/// <summary>Compares gradients with central differences in double precision.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-6;

    /// <summary>Fails unless the gradient of a function agrees with central differences within <see cref="Tolerance.Gradient"/>.</summary>
    /// <param name="function">The function; every output counts, weighted at random.</param>
    /// <param name="point">The point, float64.</param>
    public static void Passes(Func<Tensor, Tensor> function, Tensor point)
    {
        using var variable = point.detach().clone().requires_grad_();
        Passes(() => function(variable), variable);
    }

    /// <summary>Fails unless the gradient of a function with respect to a leaf, such as a parameter, agrees with central differences.</summary>
    /// <param name="function">The function of the leaf.</param>
    /// <param name="leaf">The leaf, float64; it is changed and put back.</param>
    public static void Passes(Func<Tensor> function, Tensor leaf)
    {
        var error = Error(function, leaf);
        Assert.True(error < Tolerance.Gradient, FormattableString.Invariant($"The gradient differs from central differences by {error:g3} of its largest element."));
    }

    /// <summary>Returns the largest difference between gradient and central differences, relative to the largest gradient.</summary>
    public static double Error(Func<Tensor> function, Tensor leaf)
    {
        Assert.Equal(ScalarType.Float64, leaf.dtype);
        var gradient = Gradient(function, leaf);
        var numeric = CentralDifferences(function, leaf);

        var largest = Math.Max(gradient.Max(Math.Abs), numeric.Max(Math.Abs));
        var error = gradient.Zip(numeric, (a, b) => Math.Abs(a - b)).Max();
        return error == 0 ? 0 : error / largest;
    }

    private static double[] Gradient(Func<Tensor> function, Tensor leaf)
    {
        using var scope = NewDisposeScope();
        return TensorAssert.Values(autograd.grad([Loss(function)], [leaf])[0]);
    }

    private static double[] CentralDifferences(Func<Tensor> function, Tensor leaf)
    {
        using var noGrad = no_grad();
        var values = TensorAssert.Values(leaf);
        var differences = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            differences[i] = (LossAt(i, Step) - LossAt(i, -Step)) / (2 * Step);
        Assign(values);
        return differences;

        double LossAt(int index, double step)
        {
            using var scope = NewDisposeScope();
            var moved = (double[])values.Clone();
            moved[index] += step;
            Assign(moved);
            return Loss(function).item<double>();
        }

        void Assign(double[] source)
        {
            using var tensor = torch.tensor(source, leaf.shape);
            leaf.copy_(tensor);
        }
    }

    /// <summary>Returns a weighted sum of all outputs, the same weights each time, so that no two errors cancel.</summary>
    private static Tensor Loss(Func<Tensor> function)
    {
        var output = function();
        return output.is_complex() ? Weighted(output.real, seed: 7) + Weighted(output.imag, seed: 8) : Weighted(output, seed: 7);
    }

    private static Tensor Weighted(Tensor values, int seed) =>
        (values * tensor(TestSignals.Noise((int)values.numel(), seed), values.shape)).sum();
}
