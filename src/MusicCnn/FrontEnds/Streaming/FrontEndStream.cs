using System.Diagnostics.CodeAnalysis;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Streaming;

/// <summary>Represents a front-end at work on a signal that comes in pieces of any sizes.</summary>
/// <remarks>
/// <para>Shape: pieces <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c> with S ≥ 1, all of a signal with the same N and C, to <c>[1, F, T]</c>,
/// <c>[N, 1, F, T]</c> or <c>[N, C, F, T]</c>, where T ≥ 0 counts the frames that became certain. With H harmonics as channels it is
/// <c>[N, C·H, F, T]</c>.</para>
/// <para>A stream never records gradients. It keeps what it needs of the past beyond the dispose scopes of the caller, until it is disposed,
/// and uses the weights that its front-end has at the time of each call. It is meant for one thread at a time; it does not own the front-end, which must
/// outlive it.</para>
/// <para>A stream of a front-end of your own derives from this class, which checks pieces, counts and shapes: see <see cref="Take"/>,
/// <see cref="Finish"/> and <see cref="Forget"/>.</para>
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of audio and of frames; it is what the literature and users call it.")]
public abstract class FrontEndStream : IDisposable
{
    private PieceLayout? _layout;
    private bool _disposed;

    /// <summary>Initializes a new instance of the <see cref="FrontEndStream"/> class.</summary>
    /// <param name="frontEnd">The front-end whose image the stream gives.</param>
    protected FrontEndStream(IFrontEnd frontEnd)
    {
        FrontEnd = Require.NotNull(frontEnd, nameof(frontEnd));
    }

    /// <summary>Gets the front-end whose image the stream gives.</summary>
    public IFrontEnd FrontEnd { get; }

    /// <summary>Gets the number of samples that must follow a frame's center, at most, before the frame is given.</summary>
    public abstract int Latency { get; }

    /// <summary>Gets the number of samples of the present signal that were pushed; 0 after <see cref="Flush"/> and <see cref="Reset"/>.</summary>
    public long SamplesTaken { get; private set; }

    /// <summary>Gets the number of frames of the present signal that were given; 0 after <see cref="Flush"/> and <see cref="Reset"/>.</summary>
    public long FramesGiven { get; private set; }

    /// <summary>Gets the element type of the front-end, which that of the pieces must be.</summary>
    protected abstract ScalarType ElementType { get; }

    /// <summary>Gets the device of the front-end.</summary>
    protected abstract Device Device { get; }

    /// <summary>Continues the signal and returns every frame that is now certain.</summary>
    /// <param name="waveform">The next samples, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, of the front-end's element type, finite; not kept.</param>
    /// <returns>The frames, <c>[1, F, T]</c>, <c>[N, 1, F, T]</c> or <c>[N, C, F, T]</c>; T may be 0.</returns>
    /// <exception cref="ArgumentException">Rank, sizes, element type, device or values of the piece are wrong, or differ from those of the pieces before.</exception>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    public Tensor Push(Tensor waveform)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var signals = WaveformGuard.Flatten(waveform, ElementType, out var leading, nameof(waveform)).detach().contiguous();
        var layout = new PieceLayout(leading, signals.dtype, signals.device);
        _layout?.RequireSame(layout, nameof(waveform));

        var image = Take(signals);
        _layout = layout;
        SamplesTaken += signals.shape[1];
        return Give(image, leading);
    }

    /// <summary>Continues a signal of one channel, on the device of the front-end.</summary>
    /// <param name="samples">The next samples, at least one, finite; converted to the front-end's element type.</param>
    /// <returns>The frames, <c>[1, F, T]</c>; T may be 0.</returns>
    /// <exception cref="ArgumentException">The samples are none or not finite, or the pieces before had more signals than one.</exception>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    public Tensor Push(ReadOnlySpan<float> samples)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using var scope = NewDisposeScope();
        return Push(tensor(samples.ToArray(), dtype: ElementType, device: Device)).MoveToOuterDisposeScope();
    }

    /// <summary>Ends the signal and returns the frames that reach past its end. The next piece begins a new signal.</summary>
    /// <returns>The last frames, shaped as those of <see cref="Push(Tensor)"/>; T may be 0.</returns>
    /// <exception cref="InvalidOperationException">No sample was pushed, or fewer than one frame needs; the signal then stays open.</exception>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    public Tensor Flush()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_layout is not { } layout)
            throw new InvalidOperationException("A signal must have at least 1 sample before its end, but none was pushed. Push the signal, then call Flush.");
        layout.RequireSame(ElementType, Device);
        RequireFrame();

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var image = Give(Finish(), layout.Leading);
        Reset();
        return image;
    }

    /// <summary>Forgets the present signal. The next piece begins a new one.</summary>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Forget();
        _layout = null;
        (SamplesTaken, FramesGiven) = (0, 0);
    }

    /// <summary>Frees what the stream keeps of the past; the front-end and the images stay as they are.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the stream keeps of the past.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!_disposed && disposing)
            Forget();
        _disposed = true;
    }

    /// <summary>Continues the signals and returns the frames that became certain. Called without gradients, in a dispose scope of its own:
    /// detach what is to be kept from it.</summary>
    /// <param name="signals">The next samples <c>[M, S]</c> of M = N·C signals, checked, contiguous.</param>
    /// <returns>The frames <c>[M, F, T]</c>, or <c>[M, H, F, T]</c> with harmonics as channels; a new tensor.</returns>
    /// <remarks><see cref="SamplesTaken"/> and <see cref="FramesGiven"/> are still those before the piece.</remarks>
    protected abstract Tensor Take(Tensor signals);

    /// <summary>Returns the frames that remain at the end of the signals, of which there was at least one sample. Called as <see cref="Take"/> is;
    /// <see cref="Forget"/> follows.</summary>
    /// <returns>The frames <c>[M, F, T]</c>, or <c>[M, H, F, T]</c>; a new tensor.</returns>
    protected abstract Tensor Finish();

    /// <summary>Disposes what is kept of the past, so that the next piece begins new signals. May be called any number of times.</summary>
    protected abstract void Forget();

    /// <summary>Shapes frames for the caller and counts them.</summary>
    private Tensor Give(Tensor image, long[] leading)
    {
        var shape = image.shape;
        var channels = shape.Length == 4 ? leading[^1] * shape[1] : leading[^1];
        FramesGiven += shape[^1];
        return image.reshape([.. leading[..^1], channels, shape[^2], shape[^1]]).MoveToOuterDisposeScope();
    }

    /// <summary>Throws as the front-end does where the whole signal is too short for a frame.</summary>
    private void RequireFrame()
    {
        if (FramesGiven > 0 || SamplesTaken > int.MaxValue)
            return;
        try
        {
            _ = FrontEnd.FrameCount((int)SamplesTaken);
        }
        catch (ArgumentOutOfRangeException tooShort)
        {
            throw new InvalidOperationException($"The signal ends before its first frame. {tooShort.Message}", tooShort);
        }
    }
}
