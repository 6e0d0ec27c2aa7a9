using System.Numerics;
using System.Runtime.Intrinsics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Writes complex spectra, real and imaginary part in turn.</summary>
internal sealed unsafe class ComplexSink(int bins) : SpectrumSink
{
    /// <inheritdoc/>
    public override int Rows => bins;

    /// <inheritdoc/>
    public override void Write(Vector<double>* real, Vector<double>* imaginary, float* target, long stride, int count)
    {
        for (var bin = 0; bin < bins; bin++)
        {
            var row = target + (2 * bin * stride);
            if (count == 4 && Vector<double>.Count == 4)
            {
                var apart = Vector.Narrow(real[bin], imaginary[bin]).AsVector256();
                Vector256.Shuffle(apart, Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).Store(row);
                continue;
            }

            for (var lane = 0; lane < count; lane++)
                (row[2 * lane], row[(2 * lane) + 1]) = ((float)real[bin][lane], (float)imaginary[bin][lane]);
        }
    }
}
