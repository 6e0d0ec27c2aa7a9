using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Multiplies filters that are zero but for a band with spectra, on the CPU in float32 without a graph.</summary>
/// <remarks>
/// Each sum runs over the bins of its band from low to high, multiplication and addition rounded apart. So a frame's value does not
/// depend on where in a batch or a piece of audio the frame stands, which a BLAS does not promise, and zeros cost nothing.
/// </remarks>
internal static class BandedProduct
{
    /// <summary>Frames that one task computes: enough to pay for the task, few enough for their bins to stay in the cache.</summary>
    private const int FramesPerTask = 128;

    /// <summary>Returns whether this way of computing applies.</summary>
    /// <param name="filters">The filters [B, F].</param>
    /// <param name="spectrum">The spectra […, F, T].</param>
    public static bool Applies(Tensor filters, Tensor spectrum) =>
        filters.dtype == ScalarType.Float32 && spectrum.dtype == ScalarType.Float32
        && filters.device_type == DeviceType.CPU && spectrum.device_type == DeviceType.CPU
        && filters.is_contiguous() && spectrum.is_contiguous()
        && Math.Max(spectrum.numel(), spectrum.numel() / spectrum.shape[^2] * filters.shape[0]) < int.MaxValue / sizeof(float)
        && !(is_grad_enabled() && (filters.requires_grad || spectrum.requires_grad));

    /// <summary>Returns Σ_k W(b, k) s(k, t).</summary>
    /// <param name="filters">The filters [B, F].</param>
    /// <param name="spectrum">The spectra […, F, T].</param>
    /// <returns>The bands […, B, T].</returns>
    public static unsafe Tensor Compute(Tensor filters, Tensor spectrum)
    {
        var shape = spectrum.shape;
        var (bands, bins, frames) = ((int)filters.shape[0], (int)shape[^2], (int)shape[^1]);
        var result = empty([.. shape[..^2], bands, frames], dtype: ScalarType.Float32);
        var weights = MemoryMarshal.Cast<byte, float>(filters.bytes).ToArray();
        var ranges = Ranges(weights, bands, bins);
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
                for (var band = 0; band < bands; band++)
                {
                    var (start, end) = ranges[band];
                    var spectra = (float*)from + ((((long)signal * bins) + start) * frames) + first;
                    var sums = new Span<float>((float*)to + ((((long)signal * bands) + band) * frames) + first, count);
                    Sum(spectra, frames, weights.AsSpan((band * bins) + start, end - start), sums);
                }
            });
        }

        return result;
    }

    /// <summary>Adds the weighted rows of a band, frame by frame; vectors and the rest of them compute alike.</summary>
    private static unsafe void Sum(float* row, int stride, ReadOnlySpan<float> weights, Span<float> sums)
    {
        var frame = 0;
        for (; frame <= sums.Length - Vector<float>.Count; frame += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var bin = 0; bin < weights.Length; bin++)
                sum += weights[bin] * Vector.Load(row + ((long)bin * stride) + frame);
            sum.CopyTo(sums[frame..]);
        }

        for (; frame < sums.Length; frame++)
        {
            var sum = 0f;
            for (var bin = 0; bin < weights.Length; bin++)
                sum += weights[bin] * row[((long)bin * stride) + frame];
            sums[frame] = sum;
        }
    }

    /// <summary>Returns the first bin of each filter that is not zero, and the one after the last.</summary>
    private static (int Start, int End)[] Ranges(float[] weights, int bands, int bins)
    {
        var ranges = new (int, int)[bands];
        for (var band = 0; band < bands; band++)
        {
            var row = weights.AsSpan(band * bins, bins);
            var start = row.IndexOfAnyExcept(0f);
            ranges[band] = start < 0 ? (0, 0) : (start, row.LastIndexOfAnyExcept(0f) + 1);
        }

        return ranges;
    }
}
