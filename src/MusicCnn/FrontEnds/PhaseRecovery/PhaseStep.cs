using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Computes one step of a recovery: Z = R − weight·R′, A = M·Z/|Z|, and how far |R| is from M.</summary>
/// <remarks>On the CPU in float32 one pass over the values does it, in double precision; elsewhere tensors do. Sums are those of one
/// example at a time, in a fixed order, so that they do not depend on the size of the batch.</remarks>
internal static class PhaseStep
{
    /// <summary>The smallest normal numbers, added to |Z| so that nothing is divided by 0.</summary>
    private const double SmallestDouble = 2.2250738585072014e-308;
    private const double SmallestSingle = 1.17549435e-38;

    /// <summary>Returns Σ M² of each example, in double precision.</summary>
    public static double[] SquaredNorms(Tensor magnitudes)
    {
        using var scope = NewDisposeScope();
        return [.. Rows(magnitudes).Select(row => row.to(ScalarType.Float64).square().sum().item<double>())];
    }

    /// <summary>Returns Σ (|R| − M)² of each example, and puts A where R′ was.</summary>
    /// <param name="magnitudes">The magnitudes M, [M, F, T], contiguous.</param>
    /// <param name="rebuilt">The transforms R, complex [M, F, T], contiguous.</param>
    /// <param name="previous">The transforms R′ of the iteration before; contiguous; afterwards A.</param>
    /// <param name="weight">What R′ is weighted with.</param>
    public static double[] Run(Tensor magnitudes, Tensor rebuilt, Tensor previous, double weight) =>
        PhaseKernel.CanRun(magnitudes, rebuilt, previous)
            ? PhaseKernel.Run(magnitudes, rebuilt, previous, weight)
            : Transformed(magnitudes, rebuilt, previous, weight);

    /// <summary>Does the same by way of tensors.</summary>
    public static double[] Transformed(Tensor magnitudes, Tensor rebuilt, Tensor previous, double weight)
    {
        using var scope = NewDisposeScope();
        var smallest = magnitudes.dtype == ScalarType.Float64 ? SmallestDouble : SmallestSingle;
        var sum = rebuilt - (previous * weight);
        // Real and imaginary parts divided apart: a complex division squares its divisor, of which nothing would be left.
        var turn = sum.view_as_real() / (sum.abs() + smallest).unsqueeze(-1);
        previous.copy_((turn * magnitudes.unsqueeze(-1)).view_as_complex());
        var errors = Rows(rebuilt.abs() - magnitudes).Select(row => row.square().sum().to(ScalarType.Float64).item<double>());
        return [.. errors];
    }

    private static IEnumerable<Tensor> Rows(Tensor values) => Enumerable.Range(0, (int)values.shape[0]).Select(row => values[row]);
}
