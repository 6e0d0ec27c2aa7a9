using System.Numerics;
using System.Runtime.InteropServices;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Holds the vectors that a <see cref="FrameFft"/> works on; one for each thread.</summary>
internal sealed unsafe class FftBuffers : IDisposable
{
    private const nuint Alignment = 64;
    private readonly int _size;
    private void* _vectors;
    private float* _edges;
    private float** _frames;

    /// <summary>Initializes a new instance of the <see cref="FftBuffers"/> class.</summary>
    /// <param name="fft">The transform.</param>
    public FftBuffers(FrameFft fft)
    {
        // One more than the complex transform needs: bin N/2 of a packed frame.
        var count = (nuint)(fft.Length + 1);
        _size = fft.Size;
        _vectors = NativeMemory.AlignedAlloc(4 * count * (nuint)sizeof(Vector<double>), Alignment);
        _edges = (float*)NativeMemory.Alloc((nuint)(FrameFft.Lanes * _size), sizeof(float));
        _frames = (float**)NativeMemory.Alloc((nuint)FrameFft.Lanes, (nuint)sizeof(float*));
        Real = (Vector<double>*)_vectors;
        Imaginary = Real + count;
        OtherReal = Imaginary + count;
        OtherImaginary = OtherReal + count;
    }

    /// <summary>Gets where the frame of each lane begins.</summary>
    public float** Frames => _frames;

    /// <summary>Gets the real parts.</summary>
    public Vector<double>* Real { get; private set; }

    /// <summary>Gets the imaginary parts.</summary>
    public Vector<double>* Imaginary { get; private set; }

    /// <summary>Gets the real parts to write to.</summary>
    public Vector<double>* OtherReal { get; private set; }

    /// <summary>Gets the imaginary parts to write to.</summary>
    public Vector<double>* OtherImaginary { get; private set; }

    /// <summary>Returns room for a lane's frame that reaches beyond the signal.</summary>
    public float* Edge(int lane) => _edges + (lane * _size);

    /// <summary>Exchanges what is read and what is written.</summary>
    public void Swap()
    {
        var (real, imaginary) = ((nint)Real, (nint)Imaginary);
        Real = OtherReal;
        Imaginary = OtherImaginary;
        OtherReal = (Vector<double>*)real;
        OtherImaginary = (Vector<double>*)imaginary;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_vectors);
        NativeMemory.Free(_edges);
        NativeMemory.Free(_frames);
        _vectors = null;
        _edges = null;
        _frames = null;
    }
}
