using System.Numerics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Writes power or magnitude, or the sums of either over filters.</summary>
internal sealed unsafe class MagnitudeSink : SpectrumSink
{
    private readonly int _bins;
    private readonly bool _power;
    private readonly FilterBands? _filters;

    /// <summary>Initializes a new instance of the <see cref="MagnitudeSink"/> class.</summary>
    /// <param name="bins">The number of bins of a spectrum.</param>
    /// <param name="power">Whether power is taken rather than magnitude.</param>
    /// <param name="filters">The filters to sum over, or <see langword="null"/> for the bins themselves.</param>
    public MagnitudeSink(int bins, bool power, FilterBands? filters)
    {
        _bins = bins;
        _power = power;
        _filters = filters;
    }

    /// <inheritdoc/>
    public override int Rows => _filters?.Count ?? _bins;

    /// <inheritdoc/>
    public override void Write(Vector<double>* real, Vector<double>* imaginary, float* target, long stride, int count)
    {
        for (var bin = 0; bin < _bins; bin++)
        {
            var power = (real[bin] * real[bin]) + (imaginary[bin] * imaginary[bin]);
            real[bin] = _power ? power : Vector.SquareRoot(power);
        }

        for (var row = 0; row < Rows; row++)
            Store(_filters?.Sum(row, real) ?? real[row], target + (row * stride), count);
    }
}
