using System.Numerics;
using System.Runtime.Intrinsics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Takes the spectra of a few neighbouring frames and writes what becomes of them; called by several threads at once.</summary>
internal abstract unsafe class SpectrumSink
{
    /// <summary>Gets the number of values that are written for each frame, one row each.</summary>
    public abstract int Rows { get; }

    /// <summary>Writes the rows of some frames.</summary>
    /// <param name="real">The real parts, one vector for each bin, one frame in each lane; may be changed.</param>
    /// <param name="imaginary">The imaginary parts.</param>
    /// <param name="target">Where the first row begins, at the first of the frames.</param>
    /// <param name="stride">The number of frames in a row.</param>
    /// <param name="count">The number of lanes that are frames.</param>
    public abstract void Write(Vector<double>* real, Vector<double>* imaginary, float* target, long stride, int count);

    /// <summary>Writes the first lanes of a vector.</summary>
    protected static void Store(Vector<double> values, float* target, int count)
    {
        var rounded = Vector.Narrow(values, values);
        if (count == Vector128<float>.Count && count == Vector<double>.Count)
        {
            rounded.AsVector128().Store(target);
            return;
        }

        for (var lane = 0; lane < count; lane++)
            target[lane] = rounded[lane];
    }
}
