using System.Numerics;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Transforms several real frames at once, one frame in each lane of a vector register.</summary>
/// <remarks>
/// <para>A Stockham FFT of mixed radix without reordering; an even size N is packed into a complex transform of N/2. Twiddle factors are
/// computed in double precision. Lanes never meet, so a frame's spectrum does not depend on the frames beside it.</para>
/// <para>Source: Stockham 1966, in the form that Van Loan gives (Computational Frameworks for the FFT, 1992, section 1.7).</para>
/// </remarks>
internal sealed unsafe class FrameFft
{
    /// <summary>The largest prime factor for which this transform is quick and precise; libtorch's is better beyond.</summary>
    public const int LargestRadix = 31;

    private readonly FftPass[] _passes;
    private readonly float[] _splitReal = [];
    private readonly float[] _splitImaginary = [];

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
    public static int Lanes => Vector<float>.Count;

    /// <summary>Gets the number of samples of a frame.</summary>
    public int Size { get; }

    /// <summary>Gets the number of bins of a spectrum.</summary>
    public int Bins => (Size / 2) + 1;

    /// <summary>Gets the length of the complex transform inside.</summary>
    public int Length { get; }

    private bool IsPacked => Size % 2 == 0;

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
    public static (float[] Real, float[] Imaginary) Roots(int size, int count)
    {
        var (real, imaginary) = (new float[count], new float[count]);
        for (var k = 0; k < count; k++)
        {
            var (sine, cosine) = Math.SinCos(-2 * Math.PI * (k % size) / size);
            (real[k], imaginary[k]) = ((float)cosine, (float)sine);
        }

        return (real, imaginary);
    }

    /// <summary>Puts sample n of the frame of a lane where the transform expects it.</summary>
    public void Load(FftBuffers buffers, int lane, float* frame, float* window)
    {
        var lanes = Lanes;
        var real = (float*)buffers.Real + lane;
        var imaginary = (float*)buffers.Imaginary + lane;
        if (IsPacked)
        {
            for (var n = 0; n < Length; n++)
            {
                real[n * lanes] = frame[2 * n] * window[2 * n];
                imaginary[n * lanes] = frame[(2 * n) + 1] * window[(2 * n) + 1];
            }
        }
        else
        {
            for (var n = 0; n < Length; n++)
            {
                real[n * lanes] = frame[n] * window[n];
                imaginary[n * lanes] = 0;
            }
        }
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

    /// <summary>Turns the transform Z of the packed frame into its spectrum: X(k) = E(k) + e^(−2πik/N) O(k), E and O the transforms of
    /// even and odd samples, which are the symmetric parts of Z.</summary>
    private void Split(Vector<float>* real, Vector<float>* imaginary)
    {
        var half = new Vector<float>(0.5f);
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
}
