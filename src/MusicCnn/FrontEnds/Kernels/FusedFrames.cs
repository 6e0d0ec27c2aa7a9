using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Cuts signals into frames, transforms them and passes their spectra on, on the CPU: in the cache, in vectors across frames, on as many
/// threads as torch uses. Samples and results are float32; what lies between is computed in double precision and rounded once.</summary>
internal sealed unsafe class FusedFrames
{
    /// <summary>Vectors of frames that a thread takes at a time.</summary>
    private const int VectorsPerTask = 16;

    /// <summary>As many values as a span of bytes can hold; more go through tensors.</summary>
    public const long MostValues = int.MaxValue / sizeof(float);

    private readonly FrameReader _reader;
    private readonly FrameFft _fft;

    /// <summary>Initializes a new instance of the <see cref="FusedFrames"/> class.</summary>
    /// <param name="reader">The frames, of a size that <see cref="FrameFft.Supports"/>.</param>
    /// <param name="fft">The transform of that size.</param>
    public FusedFrames(FrameReader reader, FrameFft fft)
    {
        _reader = reader;
        _fft = fft;
    }

    /// <summary>Returns whether tensors can be read and written by pointer, and no gradient through them is wanted.</summary>
    public static bool CanRead(Tensor tensor) => IsPlain(tensor) && !WantsGradient(tensor);

    /// <summary>Returns whether a tensor can be read and written by pointer.</summary>
    public static bool IsPlain(Tensor tensor) =>
        tensor.dtype == ScalarType.Float32 && tensor.device_type == DeviceType.CPU && tensor.is_contiguous() && tensor.numel() <= MostValues;

    /// <summary>Returns whether a gradient through a tensor is wanted.</summary>
    public static bool WantsGradient(Tensor tensor) => is_grad_enabled() && tensor.requires_grad;

    /// <summary>Writes what a sink makes of the spectra.</summary>
    /// <param name="signals">The signals [M, S].</param>
    /// <param name="window">The window, N values.</param>
    /// <param name="frames">The number of frames T.</param>
    /// <param name="sink">What becomes of the spectra.</param>
    /// <param name="result">The result […, rows, T], M signals in all, of float32 or complex float32.</param>
    public void Run(Tensor signals, double[] window, int frames, SpectrumSink sink, Tensor result)
    {
        var (count, samples) = ((int)signals.shape[0], (int)signals.shape[1]);
        var vectors = (frames + FrameFft.Lanes - 1) / FrameFft.Lanes;
        var tasksPerSignal = (vectors + VectorsPerTask - 1) / VectorsPerTask;
        var width = result.is_complex() ? 2 : 1;
        fixed (double* windowStart = window)
        fixed (byte* signalBytes = signals.bytes, resultBytes = result.bytes)
        {
            var (from, shape, to) = ((nint)signalBytes, (nint)windowStart, (nint)resultBytes);
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
                        _reader.Read(buffers, source, samples, first, lanes);
                        FrameLanes.Load(_fft, buffers, (double*)shape);
                        _fft.Transform(buffers);
                        sink.Write(buffers.Real, buffers.Imaginary, target + ((long)first * width), frames, lanes);
                    }

                    return buffers;
                },
                buffers => buffers.Dispose());
        }

        // A pointer into a tensor's memory does not keep it alive.
        GC.KeepAlive(signals);
        GC.KeepAlive(result);
    }
}
