using System.Numerics;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Carries gradients from bands, magnitude or power back to signals: the adjoint of <see cref="FusedFrames"/>, in the same vectors.</summary>
/// <remarks>
/// <para>With g(k, t) the gradient at a bin, which the filters spread from the bands, the gradient of a frame's sample n is
/// w(n) Re Σ_k Y(k, t) e^(2πikn/N), k = 0 … ⌊N/2⌋, Y = 2gX for power and gX/|X| for magnitude, 0 where X is 0. The spectra X are computed
/// once more, which is quicker than to store and read them.</para>
/// <para>Each sample belongs to one task, which adds up all frames that reach it in order, so the result does not depend on the number of threads.</para>
/// </remarks>
internal sealed unsafe class FusedAdjoint
{
    /// <summary>Samples of a task, at least; the frames across its ends are computed by its neighbors too.</summary>
    private const long SamplesPerTask = 16_384;

    /// <summary>Frames of which a task has at least the length, so that those across its ends are few.</summary>
    private const long FramesPerTask = 8;

    private readonly FrameReader _reader;
    private readonly FrameFft _fft;

    /// <summary>Initializes a new instance of the <see cref="FusedAdjoint"/> class.</summary>
    /// <param name="reader">The frames, of a size that <see cref="FrameFft.Supports"/>.</param>
    /// <param name="fft">The transform of that size.</param>
    public FusedAdjoint(FrameReader reader, FrameFft fft)
    {
        _reader = reader;
        _fft = fft;
    }

    /// <summary>Returns the largest hop that is worth this way: beyond, most samples are in no frame.</summary>
    public static long MostHop(int fftSize) => 4L * fftSize;

    /// <summary>Returns the gradient of the signals.</summary>
    /// <param name="signals">The signals [M, S].</param>
    /// <param name="window">The window, N values.</param>
    /// <param name="spread">What turns gradients of the result [M, B, T] into weights of the bins.</param>
    /// <param name="gradient">The gradient of the result, float32, contiguous.</param>
    /// <returns>The gradient [M, S].</returns>
    public Tensor Run(Tensor signals, double[] window, MagnitudeAdjoint spread, Tensor gradient)
    {
        var (count, samples) = ((int)signals.shape[0], (int)signals.shape[1]);
        var (rows, frames) = ((int)gradient.shape[1], (int)gradient.shape[2]);
        var grid = _reader.Grid;
        var span = grid.Span(frames);
        var step = Math.Max(SamplesPerTask, FramesPerTask * grid.FftSize);
        var tasksPerSignal = (int)((span + step - 1) / step);
        var outside = (int)(grid.Before + Math.Max(0, span - grid.Before - samples));
        var edges = new float[count * outside];
        var result = zeros_like(signals);

        fixed (double* windowStart = window)
        fixed (float* edgeStart = edges)
        fixed (byte* signalBytes = signals.bytes, gradientBytes = gradient.bytes, resultBytes = result.bytes)
        {
            var (from, shape, by, to, beyond) = ((nint)signalBytes, (nint)windowStart, (nint)gradientBytes, (nint)resultBytes, (nint)edgeStart);
            Parallel.For(
                0,
                count * tasksPerSignal,
                new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, get_num_threads()) },
                () => (Buffers: new FftBuffers(_fft), Sums: new float[step + (2 * grid.FftSize)]),
                (task, _, state) =>
                {
                    var (signal, part) = (task / tasksPerSignal, task % tasksPerSignal);
                    var source = (float*)from + ((long)signal * samples);
                    var weights = (float*)by + ((long)signal * rows * frames);
                    var (start, end) = (part * step, Math.Min(span, (part + 1) * step));
                    AddFrames(state.Buffers, state.Sums, source, samples, (double*)shape, spread, weights, frames, start, end);
                    Store(state.Sums.AsSpan(grid.FftSize, (int)(end - start)), start, end, (float*)to + ((long)signal * samples), samples, (float*)beyond + (signal * outside));
                    return state;
                },
                state => state.Buffers.Dispose());
            for (var signal = 0; signal < count; signal++)
                Fold(edges.AsSpan(signal * outside, outside), (float*)to + ((long)signal * samples), samples);
        }

        // A pointer into a tensor's memory does not keep it alive.
        GC.KeepAlive(signals);
        GC.KeepAlive(gradient);
        return result;
    }

    /// <summary>Adds the gradients of all frames that reach the samples start … end − 1, counted from the first frame's start; sums begin a frame before.</summary>
    private void AddFrames(
        FftBuffers buffers, float[] sums, float* signal, int samples, double* window, MagnitudeAdjoint spread, float* weights, int frames, long start, long end)
    {
        var (size, hop) = (_reader.Grid.FftSize, _reader.Grid.HopLength);
        Array.Clear(sums);
        var firstFrame = (int)Math.Max(0, (start - size + hop) / hop);
        var endFrame = (int)Math.Min(frames, ((end - 1) / hop) + 1);
        for (var first = firstFrame; first < endFrame; first += FrameFft.Lanes)
        {
            var lanes = Math.Min(FrameFft.Lanes, endFrame - first);
            _reader.Read(buffers, signal, samples, first, lanes);
            FrameLanes.Load(_fft, buffers, window);
            _fft.Transform(buffers);
            spread.Weigh(buffers, weights + first, frames, lanes);
            _fft.Adjoint(buffers);
            FrameLanes.Unload(_fft, buffers, window);
            for (var lane = 0; lane < lanes; lane++)
            {
                var target = sums.AsSpan((int)(((long)(first + lane) * hop) - start + size), size);
                Add(new ReadOnlySpan<float>(buffers.Edge(lane), size), target);
            }
        }
    }

    private static void Add(ReadOnlySpan<float> values, Span<float> sums)
    {
        var n = 0;
        for (; n <= sums.Length - Vector<float>.Count; n += Vector<float>.Count)
            (new Vector<float>(sums[n..]) + new Vector<float>(values[n..])).CopyTo(sums[n..]);
        for (; n < sums.Length; n++)
            sums[n] += values[n];
    }

    /// <summary>Writes the sums inside the signal to the result, the others to what lies beyond its ends, one end after the other.</summary>
    private void Store(ReadOnlySpan<float> sums, long start, long end, float* result, int samples, float* outside)
    {
        var before = _reader.Grid.Before;
        var inside = Math.Clamp(before, start, end);
        var insideEnd = Math.Clamp((long)before + samples, start, end);
        var (head, middle) = ((int)(inside - start), (int)(insideEnd - start));
        sums[..head].CopyTo(new Span<float>(outside + start, head));
        sums[head..middle].CopyTo(new Span<float>(result + (inside - before), middle - head));
        sums[middle..].CopyTo(new Span<float>(outside + (insideEnd - samples), sums.Length - middle));
    }

    /// <summary>Adds what lies beyond the ends to the samples that it was copied from.</summary>
    private void Fold(ReadOnlySpan<float> outside, float* result, int samples)
    {
        var before = _reader.Grid.Before;
        for (var i = 0; i < outside.Length; i++)
        {
            var source = SignalEdges.Source(i < before ? i - before : (long)i - before + samples, samples, _reader.Padding);
            if (source >= 0)
                result[source] += outside[i];
        }
    }
}
