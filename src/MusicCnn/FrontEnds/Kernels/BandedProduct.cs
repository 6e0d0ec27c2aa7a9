using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Multiplies filters that are zero but for a band with spectra that exist already, on the CPU in float32 without a graph.</summary>
/// <remarks>A frame's value does not depend on where in a batch or a piece of audio the frame stands, which a BLAS does not promise.</remarks>
internal static class BandedProduct
{
    /// <summary>Frames that one task computes: enough to pay for the task, few enough for their bins to stay in the cache.</summary>
    private const int FramesPerTask = 128;

    /// <summary>Returns Σ_k W(b, k) s(k, t), vectorized where no graph, device or type asks for tensors.</summary>
    /// <param name="filters">The filters [B, F].</param>
    /// <param name="spectrum">The spectra […, F, T].</param>
    /// <returns>The bands […, B, T].</returns>
    public static Tensor Of(Tensor filters, Tensor spectrum) =>
        FusedFrames.CanRead(spectrum) && FusedFrames.CanRead(filters) ? Compute(filters, spectrum) : filters.matmul(spectrum);

    /// <summary>Returns Σ_k W(b, k) s(k, t).</summary>
    /// <param name="filters">The filters [B, F].</param>
    /// <param name="spectrum">The spectra […, F, T].</param>
    /// <returns>The bands […, B, T].</returns>
    public static unsafe Tensor Compute(Tensor filters, Tensor spectrum)
    {
        var shape = spectrum.shape;
        var (bands, bins, frames) = ((int)filters.shape[0], (int)shape[^2], (int)shape[^1]);
        var result = empty([.. shape[..^2], bands, frames], dtype: ScalarType.Float32);
        var filterBands = new FilterBands(filters);
        var tasksPerSignal = (frames + FramesPerTask - 1) / FramesPerTask;
        var signals = (int)(spectrum.numel() / ((long)bins * frames));

        fixed (byte* source = spectrum.bytes, target = result.bytes)
        {
            var (from, to) = ((nint)source, (nint)target);
            var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, get_num_threads()) };
            Parallel.For(0, signals * tasksPerSignal, options, task =>
            {
                var (signal, first) = (task / tasksPerSignal, task % tasksPerSignal * FramesPerTask);
                var count = Math.Min(FramesPerTask, frames - first);
                var spectra = (float*)from + ((long)signal * bins * frames) + first;
                for (var band = 0; band < bands; band++)
                {
                    var sums = new Span<float>((float*)to + ((((long)signal * bands) + band) * frames) + first, count);
                    filterBands.Sum(band, spectra, frames, sums);
                }
            });
        }

        GC.KeepAlive(spectrum); // A pointer into a tensor's memory does not.
        return result;
    }
}
