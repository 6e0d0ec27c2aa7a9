using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Computes y(t) = a·y(t − 1) + x(t) with a few matrix products instead of a loop over t; differentiable in a, x and the start.</summary>
/// <remarks>A block of frames is a triangular matrix of powers of a times its inputs, plus powers of a times what the block before left. What blocks
/// leave obeys the same recursion with a to the power of their length, so it is computed by the same means: 64² frames take two products.</remarks>
internal static class LinearRecursion
{
    /// <summary>Frames of a block: few enough that the matrix adds little work, many enough that a product is worth its call.</summary>
    private const int Block = 64;

    /// <summary>Returns y [P, R, T] for R rows of each of P factors.</summary>
    /// <param name="inputs">The inputs x [P, R, T], at least one frame.</param>
    /// <param name="factor">The factors a [P, 1, 1], between 0 and 1.</param>
    /// <param name="start">y(−1), [P, R, 1].</param>
    public static Tensor Run(Tensor inputs, Tensor factor, Tensor start)
    {
        var (factors, rows, frames) = (inputs.shape[0], inputs.shape[1], inputs.shape[2]);
        var length = Math.Min(Block, frames);
        var blocks = (frames + length - 1) / length;
        var missing = (blocks * length) - frames;
        if (missing > 0)
            inputs = cat([inputs, zeros([factors, rows, missing], dtype: inputs.dtype, device: inputs.device)], 2);

        var fromInputs = inputs.reshape(factors, rows * blocks, length).matmul(Powers(factor, (int)length)).reshape(factors, rows, blocks, length);
        var fromBefore = factor.pow(arange(1, length + 1, dtype: factor.dtype, device: factor.device)).unsqueeze(2);     // [P, 1, 1, length]
        var before = start;
        if (blocks > 1)
        {
            var ends = Run(fromInputs.narrow(3, length - 1, 1).squeeze(3), factor.pow(length), start);
            before = cat([start, ends.narrow(2, 0, blocks - 1)], 2);
        }

        return (fromInputs + (before.unsqueeze(3) * fromBefore)).reshape(factors, rows, blocks * length).narrow(2, 0, frames);
    }

    /// <summary>Returns the matrices [P, length, length] of a^(t − j) in row j and column t ≥ j, 0 elsewhere.</summary>
    private static Tensor Powers(Tensor factor, int length)
    {
        var (exponents, causal) = (new double[length * length], new double[length * length]);
        for (var j = 0; j < length; j++)
        {
            for (var t = j; t < length; t++)
                (exponents[(j * length) + t], causal[(j * length) + t]) = (t - j, 1);
        }

        return factor.pow(Matrix(exponents)) * Matrix(causal);

        Tensor Matrix(double[] values) => tensor(values, [length, length], dtype: factor.dtype, device: factor.device);
    }
}
