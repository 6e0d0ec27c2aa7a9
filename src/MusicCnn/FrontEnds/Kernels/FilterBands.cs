using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Holds filters that are zero but for a band, for sums in a fixed order.</summary>
/// <remarks>Each sum runs from the lowest bin of a band to its highest, multiplication and addition rounded apart, so that it gives the same bits in
/// vectors and in single numbers, wherever a frame stands.</remarks>
internal sealed unsafe class FilterBands
{
    private readonly double[] _weights;
    private readonly int _bins;
    private readonly (int Start, int End)[] _ranges;

    /// <summary>Initializes a new instance of the <see cref="FilterBands"/> class.</summary>
    /// <param name="filters">The filters [B, F], float32, contiguous, on the CPU.</param>
    public FilterBands(Tensor filters)
    {
        _weights = Array.ConvertAll(MemoryMarshal.Cast<byte, float>(filters.bytes).ToArray(), weight => (double)weight);
        _bins = (int)filters.shape[1];
        _ranges = new (int, int)[filters.shape[0]];
        for (var band = 0; band < _ranges.Length; band++)
        {
            var row = _weights.AsSpan(band * _bins, _bins);
            var start = row.IndexOfAnyExcept(0);
            _ranges[band] = start < 0 ? (0, 0) : (start, row.LastIndexOfAnyExcept(0) + 1);
        }
    }

    /// <summary>Gets the number of filters B.</summary>
    public int Count => _ranges.Length;

    /// <summary>Returns the sum of a filter over spectra, one frame in each lane.</summary>
    public Vector<double> Sum(int band, Vector<double>* spectra)
    {
        var (start, end) = _ranges[band];
        var weights = _weights.AsSpan(band * _bins, _bins);
        var sum = Vector<double>.Zero;
        for (var bin = start; bin < end; bin++)
            sum += weights[bin] * spectra[bin];
        return sum;
    }

    /// <summary>Writes the sums of a filter over spectra [F, T] of which some neighbouring frames are wanted.</summary>
    public void Sum(int band, float* spectra, long stride, Span<float> sums)
    {
        var (start, end) = _ranges[band];
        var weights = _weights.AsSpan(band * _bins, _bins);
        var frame = 0;
        for (; frame <= sums.Length - Vector<float>.Count; frame += Vector<float>.Count)
        {
            var (first, second) = (Vector<double>.Zero, Vector<double>.Zero);
            for (var bin = start; bin < end; bin++)
            {
                Vector.Widen(Vector.Load(spectra + (bin * stride) + frame), out var low, out var high);
                first += weights[bin] * low;
                second += weights[bin] * high;
            }

            Vector.Narrow(first, second).CopyTo(sums[frame..]);
        }

        for (; frame < sums.Length; frame++)
        {
            var sum = 0.0;
            for (var bin = start; bin < end; bin++)
                sum += weights[bin] * spectra[(bin * stride) + frame];
            sums[frame] = (float)sum;
        }
    }

    /// <summary>Adds a filter's weights times the gradient of its sum to those of the bins: the adjoint of the sum.</summary>
    public void Spread(int band, Vector<double> gradient, Vector<double>* weights)
    {
        var (start, end) = _ranges[band];
        var filter = _weights.AsSpan(band * _bins, _bins);
        for (var bin = start; bin < end; bin++)
            weights[bin] += filter[bin] * gradient;
    }
}
