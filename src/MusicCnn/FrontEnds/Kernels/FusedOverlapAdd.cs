using System.Buffers;
using MusicCnn.Internal;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Turns float32 spectra back into signals by windowed overlap-add, on the CPU without a graph: in the cache, in vectors across frames, on as
/// many threads as torch uses. What lies between is computed in double precision and rounded once.</summary>
/// <remarks>A task computes a stretch of the signal from all frames that reach it, those at its ends a second time. So no two tasks write to one place, and
/// a sample is the same sum whatever the number of threads.</remarks>
internal sealed unsafe class FusedOverlapAdd
{
    /// <summary>Hops that one task computes, where frames overlap by few.</summary>
    private const int HopsPerTask = 64;

    /// <summary>Hops that one task computes for each hop by which frames overlap, so that little is computed twice.</summary>
    private const int HopsPerOverlap = 8;

    private readonly FrameGrid _grid;
    private readonly FrameFft _fft;
    private readonly double[] _window;
    private readonly int _overlap;

    /// <summary>Initializes a new instance of the <see cref="FusedOverlapAdd"/> class.</summary>
    /// <param name="grid">Where frames lie; a size that <see cref="FrameFft.Supports"/>.</param>
    /// <param name="window">The window, as long as a frame.</param>
    public FusedOverlapAdd(FrameGrid grid, double[] window)
    {
        _grid = grid;
        _fft = new FrameFft(grid.FftSize);
        _window = Array.ConvertAll(window, value => value / grid.FftSize);
        _overlap = (grid.FftSize - 1) / grid.HopLength;
    }

    /// <summary>Returns whether spectra can be read by pointer, and no gradient through them is wanted.</summary>
    public static bool CanRead(Tensor spectra) =>
        spectra.dtype == ScalarType.ComplexFloat32 && spectra.device_type == DeviceType.CPU && 2 * spectra.numel() <= FusedFrames.MostValues
        && !FusedFrames.WantsGradient(spectra);

    /// <summary>Writes signals.</summary>
    /// <param name="spectra">The spectra [M, F, T], contiguous.</param>
    /// <param name="covered">The number of samples that frames reach; those behind stay as they are.</param>
    /// <param name="factors">What each sample of the sum of frames is multiplied by.</param>
    /// <param name="result">The signals [M, S], float32.</param>
    public void Run(Tensor spectra, int covered, OverlapFactors factors, Tensor result)
    {
        var (signals, frames, samples) = ((int)spectra.shape[0], (int)spectra.shape[2], (int)result.shape[1]);
        var hops = Math.Max(HopsPerTask, HopsPerOverlap * _overlap);
        var stretch = hops * _grid.HopLength;
        var end = _grid.Before + covered;
        var firstTask = _grid.Before / stretch;
        var tasksPerSignal = ((end - 1) / stretch) + 1 - firstTask;
        fixed (byte* spectrumBytes = spectra.bytes, resultBytes = result.bytes)
        {
            var (from, to) = ((nint)spectrumBytes, (nint)resultBytes);
            Parallel.For(
                0,
                signals * tasksPerSignal,
                new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, get_num_threads()) },
                () => (Buffers: new FftBuffers(_fft), Sums: ArrayPool<double>.Shared.Rent(stretch + (2 * _grid.FftSize)), Factors: ArrayPool<double>.Shared.Rent(stretch)),
                (task, _, state) =>
                {
                    var (signal, hop) = (task / tasksPerSignal, (firstTask + (task % tasksPerSignal)) * hops);
                    AddFrames(state.Buffers, (float*)from + (2L * signal * _fft.Bins * frames), frames, hop, hops, state.Sums);

                    var start = hop * _grid.HopLength;
                    var first = Math.Max(start, _grid.Before);
                    var count = Math.Min(start + stretch, end) - first;
                    factors.Fill(state.Factors.AsSpan(0, count), first);
                    var target = (float*)to + ((long)signal * samples) + first - _grid.Before;
                    for (var m = 0; m < count; m++)
                        target[m] = (float)(state.Sums[_grid.FftSize + first - start + m] * state.Factors[m]);
                    return state;
                },
                state =>
                {
                    state.Buffers.Dispose();
                    ArrayPool<double>.Shared.Return(state.Sums);
                    ArrayPool<double>.Shared.Return(state.Factors);
                });
        }

        // A pointer into a tensor's memory does not keep it alive.
        GC.KeepAlive(spectra);
        GC.KeepAlive(result);
    }

    /// <summary>Adds up all frames that reach some hops of a signal, which begin a frame's length into the sums.</summary>
    private void AddFrames(FftBuffers buffers, float* source, int frames, int hop, int hops, double[] sums)
    {
        Array.Clear(sums);
        var (lanes, end) = (FrameFft.Lanes, Math.Min(frames, hop + hops));
        for (var first = Math.Max(0, hop - _overlap); first < end; first += lanes)
        {
            var count = Math.Min(lanes, end - first);
            Load(buffers, source + (2 * first), frames, count);
            _fft.Adjoint(buffers);
            for (var lane = 0; lane < count; lane++)
                Add(buffers, lane, sums.AsSpan(_grid.FftSize + ((first + lane - hop) * _grid.HopLength), _grid.FftSize));
        }
    }

    /// <summary>Loads the spectra of some frames; lanes without a frame keep what they hold.</summary>
    /// <remarks>The adjoint counts every bin doubly, which is right for all but the first and, where N is even, the last.</remarks>
    private void Load(FftBuffers buffers, float* source, long frames, int count)
    {
        for (var bin = 0; bin < _fft.Bins; bin++)
        {
            double* real = (double*)(buffers.Real + bin), imaginary = (double*)(buffers.Imaginary + bin);
            var row = source + (2 * bin * frames);
            for (var lane = 0; lane < count; lane++)
                (real[lane], imaginary[lane]) = (row[2 * lane], row[(2 * lane) + 1]);
        }

        buffers.Real[0] *= 0.5;
        if (_fft.IsPacked)
            buffers.Real[_fft.Length] *= 0.5;
    }

    /// <summary>Adds the windowed frame of a lane to sums.</summary>
    private void Add(FftBuffers buffers, int lane, Span<double> sums)
    {
        var lanes = FrameFft.Lanes;
        double* real = (double*)buffers.Real + lane, imaginary = (double*)buffers.Imaginary + lane;
        var window = _window.AsSpan(0, sums.Length);
        for (var n = 0; n < _fft.Length; n++)
        {
            if (_fft.IsPacked)
            {
                sums[2 * n] += window[2 * n] * real[n * lanes];
                sums[(2 * n) + 1] += window[(2 * n) + 1] * imaginary[n * lanes];
            }
            else
            {
                sums[n] += window[n] * real[n * lanes];
            }
        }
    }
}
