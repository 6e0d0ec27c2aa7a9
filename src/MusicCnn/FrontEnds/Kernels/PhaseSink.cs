using System.Numerics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Writes phases.</summary>
internal sealed unsafe class PhaseSink(int bins) : SpectrumSink
{
    /// <inheritdoc/>
    public override int Rows => bins;

    /// <inheritdoc/>
    public override void Write(Vector<float>* real, Vector<float>* imaginary, float* target, long stride, int count)
    {
        for (var bin = 0; bin < bins; bin++)
        {
            Vector.Widen(real[bin], out var realLow, out var realHigh);
            Vector.Widen(imaginary[bin], out var imaginaryLow, out var imaginaryHigh);
            var phases = Vector.Narrow(DoubleVectors.Angle(imaginaryLow, realLow), DoubleVectors.Angle(imaginaryHigh, realHigh));
            Store(phases, target + (bin * stride), count);
        }
    }
}
