using MusicCnn.Internal;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Cuts signals into frames, transforms them and passes their spectra on, on the CPU in float32 without a graph: in the cache, in vectors
/// across frames, on as many threads as torch uses.</summary>
internal sealed unsafe class FusedFrames
{
    /// <summary>Vectors of frames that a thread takes at a time.</summary>
    private const int VectorsPerTask = 8;

    /// <summary>As many values as a span of bytes can hold; more go through tensors.</summary>
    public const long MostValues = int.MaxValue / sizeof(float);

    private readonly FrameGrid _grid;
    private readonly EdgePadding _padding;
    private readonly FrameFft _fft;

    /// <summary>Initializes a new instance of the <see cref="FusedFrames"/> class.</summary>
    /// <param name="grid">Where frames lie; a size that <see cref="FrameFft.Supports"/>.</param>
    /// <param name="padding">How signals continue.</param>
    public FusedFrames(FrameGrid grid, EdgePadding padding)
        : this(grid, padding, new FrameFft(grid.FftSize))
    {
    }

    private FusedFrames(FrameGrid grid, EdgePadding padding, FrameFft fft)
    {
        _grid = grid;
        _padding = padding;
        _fft = fft;
    }

    /// <summary>Returns the same for frames that lie inside signals.</summary>
    public FusedFrames Inside() => new(_grid with { Placement = FramePlacement.Inside }, _padding, _fft);

    /// <summary>Returns whether tensors can be read and written by pointer, and no gradient through them is wanted.</summary>
    public static bool CanRead(Tensor tensor) =>
        tensor.dtype == ScalarType.Float32 && tensor.device_type == DeviceType.CPU && tensor.is_contiguous()
        && tensor.numel() <= MostValues && !(is_grad_enabled() && tensor.requires_grad);

    /// <summary>Writes what a sink makes of the spectra.</summary>
    /// <param name="signals">The signals [M, S].</param>
    /// <param name="window">The window [N].</param>
    /// <param name="frames">The number of frames T.</param>
    /// <param name="sink">What becomes of the spectra.</param>
    /// <param name="result">The result […, rows, T], M signals in all, of float32 or complex float32.</param>
    public void Run(Tensor signals, Tensor window, int frames, SpectrumSink sink, Tensor result)
    {
        var (count, samples) = ((int)signals.shape[0], (int)signals.shape[1]);
        var vectors = (frames + FrameFft.Lanes - 1) / FrameFft.Lanes;
        var tasksPerSignal = (vectors + VectorsPerTask - 1) / VectorsPerTask;
        var width = result.is_complex() ? 2 : 1;
        fixed (byte* signalBytes = signals.bytes, windowBytes = window.bytes, resultBytes = result.bytes)
        {
            var (from, shape, to) = ((nint)signalBytes, (nint)windowBytes, (nint)resultBytes);
            Parallel.For(
                0,
                count * tasksPerSignal,
                new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, get_num_threads()) },
                () => new FftBuffers(_fft),
                (task, _, buffers) =>
                {
                    var (signal, part) = (task / tasksPerSignal, task % tasksPerSignal);
                    var source = (float*)from + ((long)signal * samples);
                    var target = (float*)to + ((long)signal * sink.Rows * frames * width);
                    var end = Math.Min(frames, (part + 1) * VectorsPerTask * FrameFft.Lanes);
                    for (var first = part * VectorsPerTask * FrameFft.Lanes; first < end; first += FrameFft.Lanes)
                    {
                        var lanes = Math.Min(FrameFft.Lanes, end - first);
                        for (var lane = 0; lane < FrameFft.Lanes; lane++)
                            Load(buffers, lane, source, samples, first + Math.Min(lane, lanes - 1), (float*)shape);
                        _fft.Transform(buffers);
                        sink.Write(buffers.Real, buffers.Imaginary, target + ((long)first * width), frames, lanes);
                    }

                    return buffers;
                },
                buffers => buffers.Dispose());
        }
    }

    private void Load(FftBuffers buffers, int lane, float* source, int samples, int frame, float* window)
    {
        var start = ((long)frame * _grid.HopLength) - _grid.Before;
        if (start >= 0 && start + _grid.FftSize <= samples)
        {
            _fft.Load(buffers, lane, source + start, window);
            return;
        }

        for (var n = 0; n < _grid.FftSize; n++)
        {
            var position = SignalEdges.Source(start + n, samples, _padding);
            buffers.Frame[n] = position < 0 ? 0 : source[position];
        }

        fixed (float* edge = buffers.Frame)
            _fft.Load(buffers, lane, edge, window);
    }
}
