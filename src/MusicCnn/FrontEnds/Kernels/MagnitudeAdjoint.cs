using System.Numerics;
using System.Runtime.Intrinsics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Weighs spectra with the gradient of power or magnitude, or of the sums of either over filters: the adjoint of <see cref="MagnitudeSink"/>.</summary>
/// <param name="bins">The number of bins of a spectrum.</param>
/// <param name="power">Whether power is taken rather than magnitude.</param>
/// <param name="filters">The filters that are summed over, or <see langword="null"/> for the bins themselves.</param>
internal sealed unsafe class MagnitudeAdjoint(int bins, bool power, FilterBands? filters)
{
    /// <summary>Replaces the spectra X by what <see cref="FrameFft.Adjoint"/> expects: half of Y.</summary>
    /// <param name="buffers">The spectra.</param>
    /// <param name="gradient">The gradient of the first row at the first lane's frame.</param>
    /// <param name="stride">The number of frames in a row.</param>
    /// <param name="count">The number of lanes that are frames.</param>
    public void Weigh(FftBuffers buffers, float* gradient, long stride, int count)
    {
        var weights = buffers.OtherReal;
        if (filters is null)
        {
            for (var bin = 0; bin < bins; bin++)
                weights[bin] = Load(gradient + (bin * stride), count);
        }
        else
        {
            new Span<Vector<double>>(weights, bins).Clear();
            for (var band = 0; band < filters.Count; band++)
                filters.Spread(band, Load(gradient + (band * stride), count), weights);
        }

        for (var bin = 0; bin < bins; bin++)
        {
            var (real, imaginary) = (buffers.Real[bin], buffers.Imaginary[bin]);
            var weight = weights[bin];
            if (!power)
            {
                var magnitude = Vector.SquareRoot((real * real) + (imaginary * imaginary));
                weight = Vector.ConditionalSelect(Vector.Equals(magnitude, Vector<double>.Zero), Vector<double>.Zero, 0.5 * weight / magnitude);
            }

            buffers.Real[bin] = weight * real;
            buffers.Imaginary[bin] = weight * imaginary;
        }
    }

    private static Vector<double> Load(float* source, int count)
    {
        if (count == Vector128<float>.Count && count == Vector<double>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Load(source));
            return Vector256.Create(low, high).AsVector();
        }

        var values = Vector<double>.Zero;
        for (var lane = 0; lane < count; lane++)
            values = values.WithElement(lane, source[lane]);
        return values;
    }
}
