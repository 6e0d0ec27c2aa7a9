using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MusicCnn.Signals;

/// <summary>Applies a <see cref="PolyphaseKernel"/> to single-precision signals on the CPU: one inner product an output sample.</summary>
/// <remarks>Held to the tensor path of <see cref="Resample"/> by a test.</remarks>
internal static class PolyphaseFilter
{
    /// <summary>Multiplications below which another thread costs more than it saves.</summary>
    private const int WorkPerTask = 1 << 20;

    /// <summary>Blocks of outputs that are computed at once, so that each tap that is loaded serves as often.</summary>
    private const int TileBlocks = 4;

    /// <summary>Most phases that are computed in a row.</summary>
    private const int TilePhases = 1 << 10;

    /// <summary>Returns a resampled signal.</summary>
    public static float[] Apply(PolyphaseKernel kernel, ReadOnlySpan<float> input, int threads)
    {
        var output = new float[kernel.OutputLength(input.Length)];
        Apply(kernel, input, output, signals: 1, threads);
        return output;
    }

    /// <summary>Resamples signals that lie one behind the other.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="input">The signals.</param>
    /// <param name="output">Room for the kernel's output length for each signal.</param>
    /// <param name="signals">The number of signals.</param>
    /// <param name="threads">The most threads to use, at least 1.</param>
    public static unsafe void Apply(PolyphaseKernel kernel, ReadOnlySpan<float> input, Span<float> output, int signals, int threads)
    {
        if (output.IsEmpty)
            return;

        var job = new Job(kernel, kernel.Singles, input.Length / signals, output.Length / signals);
        var (tilesPerSignal, tiles) = (job.Tiles, job.Tiles * signals);
        var tasks = (int)Math.Clamp((long)output.Length * kernel.RowLength / WorkPerTask, 1, tiles);
        fixed (float* inputStart = input, outputStart = output)
        {
            // Pinned pointers cannot enter a lambda; the memory stays pinned until the loop has ended.
            var (source, target) = ((nint)inputStart, (nint)outputStart);
            if (threads == 1 || tasks == 1)
                Run(0);
            else
                Parallel.For(0, tasks, new ParallelOptions { MaxDegreeOfParallelism = threads }, Run);

            void Run(int task)
            {
                var edge = new float[kernel.RowLength];
                var end = threads == 1 ? tiles : (int)((task + 1L) * tiles / tasks);
                for (var tile = (int)((long)task * tiles / tasks); tile < end; tile++)
                {
                    var (signal, part) = Math.DivRem(tile, tilesPerSignal);
                    var x = new ReadOnlySpan<float>((float*)source + ((long)signal * job.InputLength), job.InputLength);
                    var y = new Span<float>((float*)target + ((long)signal * job.OutputLength), job.OutputLength);
                    Fill(job, x, y, part, edge);
                }
            }
        }
    }

    /// <summary>Computes a tile of one signal's outputs: a few blocks of some phases. <paramref name="edge"/> is room for a row.</summary>
    private static void Fill(Job job, ReadOnlySpan<float> input, Span<float> output, int tile, Span<float> edge)
    {
        var (kernel, length) = (job.Kernel, job.Kernel.RowLength);
        var (blocks, phases) = Math.DivRem(tile, job.PhaseTiles);
        long block = blocks * TileBlocks;
        var lastPhase = Math.Min((phases + 1) * TilePhases, kernel.Phases);
        for (var phase = phases * TilePhases; phase < lastPhase; phase++)
        {
            var row = job.Taps.AsSpan(phase * length, length);
            var start = (block * kernel.Stride) + kernel.FirstTaps[phase];
            var n = (block * kernel.Phases) + phase;
            var lastStart = start + ((TileBlocks - 1) * (long)kernel.Stride);
            if (start >= 0 && lastStart + length <= input.Length && n + ((TileBlocks - 1) * (long)kernel.Phases) < output.Length)
            {
                InnerProducts(row, input[(int)start..], kernel.Stride, output[(int)n..], kernel.Phases);
                continue;
            }

            for (var i = 0; i < TileBlocks && n < output.Length; i++, n += kernel.Phases, start += kernel.Stride)
            {
                CopyWithZeros(input, start, edge);
                output[(int)n] = InnerProduct(row, edge);
            }
        }
    }

    private static void CopyWithZeros(ReadOnlySpan<float> input, long start, Span<float> window)
    {
        window.Clear();
        var from = Math.Max(0, start);
        var to = Math.Min(input.Length, start + window.Length);
        if (from < to)
            input[(int)from..(int)to].CopyTo(window[(int)(from - start)..]);
    }

    /// <summary>Writes the inner products of a row with <see cref="TileBlocks"/> windows of the input; lengths are multiples of 8.</summary>
    private static void InnerProducts(ReadOnlySpan<float> row, ReadOnlySpan<float> input, int inputStep, Span<float> output, int outputStep)
    {
        // The slices check that all windows lie within the input.
        ref var taps = ref MemoryMarshal.GetReference(row);
        ref var x0 = ref MemoryMarshal.GetReference(input[..row.Length]);
        ref var x1 = ref MemoryMarshal.GetReference(input.Slice(inputStep, row.Length));
        ref var x2 = ref MemoryMarshal.GetReference(input.Slice(2 * inputStep, row.Length));
        ref var x3 = ref MemoryMarshal.GetReference(input.Slice(3 * inputStep, row.Length));
        var (y0, y1, y2, y3) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint i = 0; i < (nuint)row.Length; i += (nuint)Vector256<float>.Count)
        {
            var tap = Vector256.LoadUnsafe(ref taps, i);
            y0 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x0, i), y0);
            y1 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x1, i), y1);
            y2 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x2, i), y2);
            y3 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x3, i), y3);
        }

        output[0] = Vector256.Sum(y0);
        output[outputStep] = Vector256.Sum(y1);
        output[2 * outputStep] = Vector256.Sum(y2);
        output[3 * outputStep] = Vector256.Sum(y3);
    }

    /// <summary>Returns one inner product, summed in the same order as several at once, so that a sample does not depend on its place.</summary>
    private static float InnerProduct(ReadOnlySpan<float> row, ReadOnlySpan<float> window)
    {
        var taps = MemoryMarshal.Cast<float, Vector256<float>>(row);
        var x = MemoryMarshal.Cast<float, Vector256<float>>(window);
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < taps.Length && i < x.Length; i++)
            sum = Vector256.MultiplyAddEstimate(taps[i], x[i], sum);
        return Vector256.Sum(sum);
    }

    /// <summary>Holds what all tiles of a conversion share.</summary>
    private readonly record struct Job(PolyphaseKernel Kernel, float[] Taps, int InputLength, int OutputLength)
    {
        /// <summary>Gets the number of tiles along the phases.</summary>
        public int PhaseTiles => (Kernel.Phases + TilePhases - 1) / TilePhases;

        /// <summary>Gets the number of tiles of a signal.</summary>
        public int Tiles => (int)((OutputLength + ((long)TileBlocks * Kernel.Phases) - 1) / ((long)TileBlocks * Kernel.Phases)) * PhaseTiles;
    }
}
