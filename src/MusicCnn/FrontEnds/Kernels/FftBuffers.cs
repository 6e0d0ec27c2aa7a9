using System.Numerics;
using System.Runtime.InteropServices;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Holds the vectors that a <see cref="FrameFft"/> works on; one for each thread.</summary>
internal sealed unsafe class FftBuffers : IDisposable
{
    private const nuint Alignment = 64;
    private void* _memory;

    /// <summary>Initializes a new instance of the <see cref="FftBuffers"/> class.</summary>
    /// <param name="fft">The transform.</param>
    public FftBuffers(FrameFft fft)
    {
        // One more than the complex transform needs: bin N/2 of a packed frame.
        var count = (nuint)(fft.Length + 1);
        _memory = NativeMemory.AlignedAlloc(4 * count * (nuint)sizeof(Vector<float>), Alignment);
        Real = (Vector<float>*)_memory;
        Imaginary = Real + count;
        OtherReal = Imaginary + count;
        OtherImaginary = OtherReal + count;
        Frame = new float[fft.Size];
    }

    /// <summary>Gets the real parts.</summary>
    public Vector<float>* Real { get; private set; }

    /// <summary>Gets the imaginary parts.</summary>
    public Vector<float>* Imaginary { get; private set; }

    /// <summary>Gets the real parts to write to.</summary>
    public Vector<float>* OtherReal { get; private set; }

    /// <summary>Gets the imaginary parts to write to.</summary>
    public Vector<float>* OtherImaginary { get; private set; }

    /// <summary>Gets the samples of a frame that reaches beyond the signal.</summary>
    public float[] Frame { get; }

    /// <summary>Exchanges what is read and what is written.</summary>
    public void Swap()
    {
        var (real, imaginary) = ((nint)Real, (nint)Imaginary);
        Real = OtherReal;
        Imaginary = OtherImaginary;
        OtherReal = (Vector<float>*)real;
        OtherImaginary = (Vector<float>*)imaginary;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
