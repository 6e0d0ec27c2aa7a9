using System.Numerics;

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
            var re = (double*)(real + bin);
            var im = (double*)(imaginary + bin);
            for (var lane = 0; lane < count; lane++)
                (row[2 * lane], row[(2 * lane) + 1]) = ((float)re[lane], (float)im[lane]);
        }
    }
}
