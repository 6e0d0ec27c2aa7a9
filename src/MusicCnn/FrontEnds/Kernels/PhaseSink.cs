using System.Numerics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Writes phases.</summary>
internal sealed unsafe class PhaseSink(int bins) : SpectrumSink
{
    /// <inheritdoc/>
    public override int Rows => bins;

    /// <inheritdoc/>
    public override void Write(Vector<double>* real, Vector<double>* imaginary, float* target, long stride, int count)
    {
        for (var bin = 0; bin < bins; bin++)
            Store(DoubleVectors.Angle(imaginary[bin], real[bin]), target + (bin * stride), count);
    }
}
