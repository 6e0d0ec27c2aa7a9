using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Holds filters that are zero but for a band, for sums in a fixed order.</summary>
/// <remarks>Each sum runs from the lowest bin of a band to its highest, multiplication and addition rounded apart, so that it gives the same bits in
/// vectors and in single numbers, wherever a frame stands.</remarks>
internal sealed unsafe class FilterBands
{
    /// <summary>The weights from the first to the last that is not zero, band after band.</summary>
    private readonly double[] _weights;
    private readonly (int Start, int Offset, int Length)[] _ranges;

    /// <summary>Initializes a new instance of the <see cref="FilterBands"/> class.</summary>
    /// <param name="filters">The filters [B, F], float32, contiguous, on the CPU.</param>
    public FilterBands(Tensor filters)
    {
        var all = MemoryMarshal.Cast<byte, float>(filters.bytes);
        var bins = (int)filters.shape[1];
        _ranges = new (int, int, int)[filters.shape[0]];
        var total = 0;
        for (var band = 0; band < _ranges.Length; band++)
        {
            // As bits, which are searched in vectors; a row of zeros has the length 0.
            var row = MemoryMarshal.Cast<float, int>(all.Slice(band * bins, bins));
            var start = Math.Max(0, row.IndexOfAnyExcept(0));
            var length = row.LastIndexOfAnyExcept(0) + 1 - start;
            _ranges[band] = (start, total, length);
            total += length;
        }

        _weights = new double[total];
        for (var band = 0; band < _ranges.Length; band++)
        {
            var (start, offset, length) = _ranges[band];
            for (var i = 0; i < length; i++)
                _weights[offset + i] = all[(band * bins) + start + i];
        }

        GC.KeepAlive(filters); // A span over a tensor's memory does not.
    }

    /// <summary>Gets the number of filters B.</summary>
    public int Count => _ranges.Length;

    /// <summary>Returns the sum of a filter over spectra, one frame in each lane.</summary>
    public Vector<double> Sum(int band, Vector<double>* spectra)
    {
        var weights = Weights(band, out var start);
        var sum = Vector<double>.Zero;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * spectra[start + i];
        return sum;
    }

    /// <summary>Writes the sums of a filter over spectra [F, T] of which some neighbouring frames are wanted.</summary>
    public void Sum(int band, float* spectra, long stride, Span<float> sums)
    {
        var weights = Weights(band, out var start);
        var frame = 0;
        for (; frame <= sums.Length - Vector<float>.Count; frame += Vector<float>.Count)
        {
            var (first, second) = (Vector<double>.Zero, Vector<double>.Zero);
            for (var i = 0; i < weights.Length; i++)
            {
                Vector.Widen(Vector.Load(spectra + ((start + i) * stride) + frame), out var low, out var high);
                first += weights[i] * low;
                second += weights[i] * high;
            }

            Vector.Narrow(first, second).CopyTo(sums[frame..]);
        }

        for (; frame < sums.Length; frame++)
        {
            var sum = 0.0;
            for (var i = 0; i < weights.Length; i++)
                sum += weights[i] * spectra[((start + i) * stride) + frame];
            sums[frame] = (float)sum;
        }
    }

    /// <summary>Adds a filter's weights times the gradient of its sum to those of the bins: the adjoint of the sum.</summary>
    public void Spread(int band, Vector<double> gradient, Vector<double>* weights)
    {
        var filter = Weights(band, out var start);
        for (var i = 0; i < filter.Length; i++)
            weights[start + i] += filter[i] * gradient;
    }

    private ReadOnlySpan<double> Weights(int band, out int start)
    {
        (start, var offset, var length) = _ranges[band];
        return _weights.AsSpan(offset, length);
    }
}
