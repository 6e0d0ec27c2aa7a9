using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Computes a <see cref="PhaseStep"/> on the CPU in float32: in one pass, in double precision, four values at a time, on as many threads as torch
/// uses.</summary>
/// <remarks>In single precision the squares of faint values would vanish, and their phases with them.</remarks>
internal static unsafe class PhaseKernel
{
    /// <summary>Values that one task computes.</summary>
    private const int ValuesPerTask = 1 << 14;

    /// <summary>The smallest normal float32, added to |Z| so that nothing is divided by 0.</summary>
    private const double Smallest = 1.17549435e-38;

    /// <summary>Returns whether the tensors can be read and written by pointer.</summary>
    public static bool CanRun(Tensor magnitudes, Tensor rebuilt, Tensor previous) =>
        rebuilt.dtype == ScalarType.ComplexFloat32 && rebuilt.device_type == DeviceType.CPU
        && magnitudes.is_contiguous() && rebuilt.is_contiguous() && previous.is_contiguous()
        && rebuilt.numel() <= int.MaxValue / (2 * sizeof(float));

    /// <summary>Returns Σ (|R| − M)² of each example, and puts A where R′ was.</summary>
    public static double[] Run(Tensor magnitudes, Tensor rebuilt, Tensor previous, double weight)
    {
        var (examples, values) = ((int)magnitudes.shape[0], (int)(magnitudes.shape[1] * magnitudes.shape[2]));
        var tasks = (values + ValuesPerTask - 1) / ValuesPerTask;
        var errors = new double[examples * tasks];
        fixed (byte* magnitudeBytes = magnitudes.bytes, rebuiltBytes = rebuilt.bytes, previousBytes = previous.bytes)
        {
            var (m, r, p) = ((nint)magnitudeBytes, (nint)rebuiltBytes, (nint)previousBytes);
            var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, get_num_threads()) };
            Parallel.For(0, errors.Length, options, task =>
            {
                var start = task % tasks * ValuesPerTask;
                var first = ((long)(task / tasks) * values) + start;
                var count = Math.Min(ValuesPerTask, values - start);
                errors[task] = Values((float*)m + first, (float*)r + (2 * first), (float*)p + (2 * first), weight, count);
            });
        }

        // A pointer into a tensor's memory does not keep it alive.
        GC.KeepAlive(magnitudes);
        GC.KeepAlive(rebuilt);
        GC.KeepAlive(previous);
        return [.. errors.Chunk(tasks).Select(parts => parts.Sum())];
    }

    private static double Values(float* magnitude, float* rebuilt, float* previous, double weight, int count)
    {
        var (i, errors) = (0, Vector256<double>.Zero);
        for (; i <= count - 4; i += 4)
        {
            var (low, high) = Vector256.Widen(Vector256.Load(rebuilt + (2 * i)));
            var (lowBefore, highBefore) = Vector256.Widen(Vector256.Load(previous + (2 * i)));
            var (lowTarget, highTarget) = Vector128.Widen(Vector128.Load(magnitude + i));
            var target = Vector256.Shuffle(Vector256.Create(lowTarget, highTarget), Vector256.Create(0L, 2, 1, 3));

            var difference = Magnitudes(low, high) - target;
            errors += difference * difference;

            low -= weight * lowBefore;
            high -= weight * highBefore;
            var factor = target / (Magnitudes(low, high) + Vector256.Create(Smallest));
            low *= Vector256.Shuffle(factor, Vector256.Create(0L, 0, 2, 2));
            high *= Vector256.Shuffle(factor, Vector256.Create(1L, 1, 3, 3));
            Vector256.Narrow(low, high).Store(previous + (2 * i));
        }

        var error = Vector256.Sum(errors);
        for (; i < count; i++)
        {
            double real = rebuilt[2 * i], imaginary = rebuilt[(2 * i) + 1], target = magnitude[i];
            var difference = Math.Sqrt((real * real) + (imaginary * imaginary)) - target;
            error += difference * difference;

            real -= weight * previous[2 * i];
            imaginary -= weight * previous[(2 * i) + 1];
            var factor = target / (Math.Sqrt((real * real) + (imaginary * imaginary)) + Smallest);
            (previous[2 * i], previous[(2 * i) + 1]) = ((float)(factor * real), (float)(factor * imaginary));
        }

        return error;
    }

    /// <summary>Returns the magnitudes of four complex numbers, in the order 0, 2, 1, 3.</summary>
    private static Vector256<double> Magnitudes(Vector256<double> low, Vector256<double> high)
    {
        var (lowSquares, highSquares) = (low * low, high * high);
        var swap = Vector256.Create(1L, 0, 3, 2);
        var (lowSums, highSums) = (lowSquares + Vector256.Shuffle(lowSquares, swap), highSquares + Vector256.Shuffle(highSquares, swap));
        var even = Vector256.Create(-1L, 0, -1, 0).AsDouble();
        return Vector256.Sqrt(Vector256.ConditionalSelect(even, lowSums, highSums));
    }
}
