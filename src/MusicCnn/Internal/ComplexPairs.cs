using static TorchSharp.torch;

namespace MusicCnn.Internal;

/// <summary>Makes complex tensors of real and imaginary parts in turn.</summary>
internal static class ComplexPairs
{
    /// <summary>Returns the numbers in memory of libtorch's own.</summary>
    /// <remarks>Complex numbers of doubles must lie at multiples of 16 bytes. A managed array promises 8, and a tensor of it may share its memory, so it is copied.</remarks>
    /// <param name="pairs">Real and imaginary part of each number.</param>
    /// <param name="shape">The sizes of the complex tensor.</param>
    /// <param name="type">The type of the parts, Float32 or Float64.</param>
    /// <param name="device">The device.</param>
    public static Tensor ToTensor(double[] pairs, long[] shape, ScalarType type, Device device)
    {
        using var scope = NewDisposeScope();
        return view_as_complex(tensor(pairs, [.. shape, 2], dtype: type, device: device).clone()).MoveToOuterDisposeScope();
    }
}
