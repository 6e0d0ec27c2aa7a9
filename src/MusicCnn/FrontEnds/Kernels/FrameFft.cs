using System.Numerics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Transforms several real frames at once, one frame in each lane of a vector register.</summary>
/// <remarks>
/// <para>A Stockham FFT of mixed radix without reordering; an even size N is packed into a complex transform of N/2. All is in
/// double precision, so that nothing but the last rounding to float32 is lost. Lanes never meet, so a frame's spectrum does not depend on the frames beside it.</para>
/// <para>Source: Stockham 1966, in the form that Van Loan gives (Computational Frameworks for the FFT, 1992, section 1.7).</para>
/// </remarks>
internal sealed unsafe class FrameFft
{
    /// <summary>The largest prime factor for which this transform is quick and precise; libtorch's is better beyond.</summary>
    public const int LargestRadix = 31;

    private readonly FftPass[] _passes;
    private readonly double[] _splitReal = [];
    private readonly double[] _splitImaginary = [];

    /// <summary>Initializes a new instance of the <see cref="FrameFft"/> class.</summary>
    /// <param name="size">The number of samples N of a frame; see <see cref="Supports"/>.</param>
    public FrameFft(int size)
    {
        Size = size;
        Length = size % 2 == 0 ? size / 2 : size;
        _passes = FftPass.Plan(Length);
        if (IsPacked)
            (_splitReal, _splitImaginary) = Roots(size, (Length / 2) + 1);
    }

    /// <summary>Gets the number of frames that are transformed at once.</summary>
    public static int Lanes => Vector<double>.Count;

    /// <summary>Gets the number of samples of a frame.</summary>
    public int Size { get; }

    /// <summary>Gets the number of bins of a spectrum.</summary>
    public int Bins => (Size / 2) + 1;

    /// <summary>Gets the length of the complex transform inside.</summary>
    public int Length { get; }

    /// <summary>Gets a value indicating whether even samples are real parts and odd samples imaginary parts.</summary>
    public bool IsPacked => Size % 2 == 0;

    /// <summary>Returns whether a size has only small prime factors.</summary>
    public static bool Supports(int size)
    {
        for (var factor = 2; factor <= LargestRadix; factor++)
        {
            while (size % factor == 0)
                size /= factor;
        }

        return size == 1;
    }

    /// <summary>Returns e^(−2πik/size), k = 0 … count − 1, rounded once.</summary>
    public static (double[] Real, double[] Imaginary) Roots(int size, int count)
    {
        var (real, imaginary) = (new double[count], new double[count]);
        for (var k = 0; k < count; k++)
        {
            var (sine, cosine) = Math.SinCos(-2 * Math.PI * (k % size) / size);
            (real[k], imaginary[k]) = (cosine, sine);
        }

        return (real, imaginary);
    }

    /// <summary>Transforms the loaded frames; the spectra are then the first <see cref="Bins"/> vectors of the buffers.</summary>
    public void Transform(FftBuffers buffers)
    {
        foreach (var pass in _passes)
        {
            pass.Run(buffers.Real, buffers.Imaginary, buffers.OtherReal, buffers.OtherImaginary);
            buffers.Swap();
        }

        if (IsPacked)
            Split(buffers.Real, buffers.Imaginary);
    }

    /// <summary>Computes z(n) = 2 Re Σ_k Z(k) e^(2πikn/N), n = 0 … N − 1, of the values Z(k), k = 0 … ⌊N/2⌋, in the first <see cref="Bins"/> vectors.</summary>
    /// <remarks>This is twice the adjoint of <see cref="Transform"/>. Even n are then the real parts and odd n the imaginary parts where N is even; all are
    /// real parts where it is odd.</remarks>
    public void Adjoint(FftBuffers buffers)
    {
        if (IsPacked)
            Join(buffers.Real, buffers.Imaginary);
        else
            Mirror(buffers.Real, buffers.Imaginary);

        // Real and imaginary parts exchanged, the transform is the inverse one, unscaled.
        foreach (var pass in _passes)
        {
            pass.Run(buffers.Imaginary, buffers.Real, buffers.OtherImaginary, buffers.OtherReal);
            buffers.Swap();
        }
    }

    /// <summary>Turns the transform Z of the packed frame into its spectrum: X(k) = E(k) + e^(−2πik/N) O(k), E and O the transforms of
    /// even and odd samples, which are the symmetric parts of Z.</summary>
    private void Split(Vector<double>* real, Vector<double>* imaginary)
    {
        var half = new Vector<double>(0.5);
        (real[Length], imaginary[Length]) = (real[0], imaginary[0]);
        for (var k = 0; k <= Length / 2; k++)
        {
            var mirror = Length - k;
            var evenReal = half * (real[k] + real[mirror]);
            var evenImaginary = half * (imaginary[k] - imaginary[mirror]);
            var oddReal = half * (imaginary[k] + imaginary[mirror]);
            var oddImaginary = half * (real[mirror] - real[k]);

            var (rootReal, rootImaginary) = (_splitReal[k], _splitImaginary[k]);
            var turnedReal = (rootReal * oddReal) - (rootImaginary * oddImaginary);
            var turnedImaginary = (rootReal * oddImaginary) + (rootImaginary * oddReal);
            (real[k], imaginary[k]) = (evenReal + turnedReal, evenImaginary + turnedImaginary);
            (real[mirror], imaginary[mirror]) = (evenReal - turnedReal, turnedImaginary - evenImaginary);
        }
    }
    /// <summary>The reverse of <see cref="Split"/>: packs the half spectrum of a real frame, whose ends count doubly, for the complex transform.</summary>
    private void Join(Vector<double>* real, Vector<double>* imaginary)
    {
        (real[0], imaginary[0]) = (2 * real[0], Vector<double>.Zero);
        (real[Length], imaginary[Length]) = (2 * real[Length], Vector<double>.Zero);
        for (var k = 0; k <= Length / 2; k++)
        {
            var mirror = Length - k;
            var evenReal = real[k] + real[mirror];
            var evenImaginary = imaginary[k] - imaginary[mirror];
            var turnedReal = real[k] - real[mirror];
            var turnedImaginary = imaginary[k] + imaginary[mirror];

            var (rootReal, rootImaginary) = (_splitReal[k], _splitImaginary[k]);
            var oddReal = (rootReal * turnedReal) + (rootImaginary * turnedImaginary);
            var oddImaginary = (rootReal * turnedImaginary) - (rootImaginary * turnedReal);
            (real[k], imaginary[k]) = (evenReal - oddImaginary, evenImaginary + oddReal);
            (real[mirror], imaginary[mirror]) = (evenReal + oddImaginary, oddReal - evenImaginary);
        }
    }

    /// <summary>Completes the half spectrum of a real frame of odd size, whose first bin counts doubly.</summary>
    private void Mirror(Vector<double>* real, Vector<double>* imaginary)
    {
        (real[0], imaginary[0]) = (2 * real[0], Vector<double>.Zero);
        for (var k = 1; k < Bins; k++)
            (real[Length - k], imaginary[Length - k]) = (real[k], -imaginary[k]);
    }
}
