using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Makes complex tensors whose memory libtorch can read.</summary>
/// <remarks>
/// Complex numbers of doubles must lie at multiples of 16 bytes: some of libtorch's loops read them with instructions that end the process elsewhere.
/// A managed array promises 8, and TorchSharp's tensors of arrays lie over managed memory, so what comes from there is copied.
/// </remarks>
internal static class ComplexPairs
{
    /// <summary>Returns numbers given as real and imaginary parts in turn.</summary>
    /// <param name="pairs">Real and imaginary part of each number.</param>
    /// <param name="shape">The sizes of the complex tensor.</param>
    /// <param name="type">The type of the parts, Float32 or Float64.</param>
    /// <param name="device">The device.</param>
    public static Tensor ToTensor(double[] pairs, long[] shape, ScalarType type, Device device)
    {
        using var scope = NewDisposeScope();
        return view_as_complex(tensor(pairs, [.. shape, 2], dtype: type, device: device).clone()).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the numbers of a complex tensor wherever it lies: itself, or a copy of complex doubles, made part by part.</summary>
    /// <param name="values">A complex tensor, perhaps a view over a managed array.</param>
    public static Tensor Readable(Tensor values) =>
        values.dtype == ScalarType.ComplexFloat64 ? complex(values.real, values.imag) : values;
}
