using System.Numerics;
using System.Runtime.CompilerServices;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Multiplies by a twiddle factor that all lanes share.</summary>
/// <param name="real">The real part.</param>
/// <param name="imaginary">The imaginary part.</param>
internal readonly unsafe struct FftTurn(double real, double imaginary)
{
    private readonly Vector<double> _real = new(real);
    private readonly Vector<double> _imaginary = new(imaginary);

    /// <summary>Stores a product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector<double> real, Vector<double> imaginary, Vector<double>* toReal, Vector<double>* toImaginary)
    {
        *toReal = Vector.MultiplyAddEstimate(_real, real, -(_imaginary * imaginary));
        *toImaginary = Vector.MultiplyAddEstimate(_real, imaginary, _imaginary * real);
    }
}
