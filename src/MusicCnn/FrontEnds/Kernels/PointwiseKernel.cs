using System.Numerics;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Applies a function to every value of an image, on the CPU in float32 without a graph.</summary>
/// <remarks>Every value takes the same way: in double lanes, rounded once, the last few in a vector filled up. A library that computes whole vectors one way and
/// the rest another gives a value different bits at different places.</remarks>
internal static unsafe class PointwiseKernel
{
    /// <summary>Values that a thread takes at a time.</summary>
    private const int ValuesPerTask = 16_384;

    /// <summary>Returns the function's values.</summary>
    /// <param name="image">The arguments, which <see cref="FusedFrames.CanRead"/>.</param>
    /// <param name="curve">The function; called by several threads at once.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public static Tensor Apply(Tensor image, VectorCurve curve)
    {
        var result = empty(image.shape, dtype: ScalarType.Float32);
        var count = (int)image.numel();
        var tasks = (int)(((long)count + ValuesPerTask - 1) / ValuesPerTask);
        fixed (byte* imageBytes = image.bytes, resultBytes = result.bytes)
        {
            var (from, to) = ((nint)imageBytes, (nint)resultBytes);
            var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, get_num_threads()) };
            Parallel.For(0, tasks, options, task =>
            {
                var first = task * ValuesPerTask;
                Apply((float*)from + first, (float*)to + first, Math.Min(ValuesPerTask, count - first), curve);
            });
        }

        GC.KeepAlive(image); // A pointer into a tensor's memory does not.
        return result;
    }

    private static void Apply(float* source, float* target, int count, VectorCurve curve)
    {
        var lanes = Vector<float>.Count;
        var index = 0;
        for (; index <= count - lanes; index += lanes)
            Apply(Vector.Load(source + index), curve).Store(target + index);
        if (index == count)
            return;

        Span<float> rest = stackalloc float[lanes];
        new ReadOnlySpan<float>(source + index, count - index).CopyTo(rest);
        Apply(new Vector<float>(rest), curve).CopyTo(rest);
        rest[..(count - index)].CopyTo(new Span<float>(target + index, count - index));
    }

    private static Vector<float> Apply(Vector<float> values, VectorCurve curve)
    {
        Vector.Widen(values, out var low, out var high);
        return Vector.Narrow(curve(low), curve(high));
    }
}
