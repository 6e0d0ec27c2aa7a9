using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Streaming;

/// <summary>Cuts a signal that comes in pieces into frames; what becomes of the frames is the front-end's part.</summary>
/// <remarks>The signal with its continuation at both ends is one longer signal, whose frames all lie inside it. So a frame is computed by the very code, from the
/// very samples, that compute it from the whole signal, and has the same bits.</remarks>
internal abstract class FramedStream : FrontEndStream
{
    private readonly StreamGrid _grid;
    private readonly Func<Tensor> _window;
    private Tensor? _past;
    private long _pastStart;

    /// <summary>Initializes a new instance of the <see cref="FramedStream"/> class.</summary>
    /// <param name="frontEnd">The front-end.</param>
    /// <param name="grid">Where the frames lie, and how signals continue.</param>
    /// <param name="window">Returns the front-end's window, another one after each conversion, which has its element type and device; not owned.</param>
    protected FramedStream(IFrontEnd frontEnd, StreamGrid grid, Func<Tensor> window)
        : base(frontEnd)
    {
        _grid = grid;
        _window = window;
    }

    /// <inheritdoc/>
    public sealed override int Latency => _grid.Latency;

    /// <inheritdoc/>
    protected sealed override ScalarType ElementType => _window().dtype;

    /// <inheritdoc/>
    protected sealed override Device Device => _window().device;

    /// <summary>Gets the element type of the image.</summary>
    protected virtual ScalarType ImageType => ElementType;

    /// <summary>Gets the number of channels that a signal becomes.</summary>
    protected virtual int Channels => 1;

    /// <summary>Returns the image of the next frames; called in their order, never for none.</summary>
    /// <param name="signals">The signals [M, S], of which frame t begins at sample t·h.</param>
    /// <param name="frames">The number of frames T.</param>
    /// <returns>The image [M, F, T], or [M, H, F, T] of H channels.</returns>
    protected abstract Tensor Image(Tensor signals, int frames);

    /// <inheritdoc/>
    protected sealed override Tensor Take(Tensor signals)
    {
        var samples = SamplesTaken + signals.shape[1];
        var known = _past is null ? signals : cat([_past, signals], 1);
        var frames = checked((int)(_grid.Certain(samples) - FramesGiven));
        var image = Next(known, samples, frames);
        Keep(known, samples, FramesGiven + frames);
        return image;
    }

    /// <inheritdoc/>
    protected sealed override Tensor Finish() =>
        Next(_past!, SamplesTaken, checked((int)(_grid.Total(SamplesTaken) - FramesGiven)));

    /// <inheritdoc/>
    protected override void Forget()
    {
        _past?.Dispose();
        _past = null;
        _pastStart = 0;
    }

    /// <summary>Returns the image of the next frames of signals that are known from the first needed sample on.</summary>
    private Tensor Next(Tensor known, long samples, int frames)
    {
        if (frames == 0)
            return empty([known.shape[0], Channels, FrontEnd.Bins, 0], dtype: ImageType, device: Device);

        // Beyond the ends the signal continues from what is known: all of it while a frame begins before the first sample, and enough of its end.
        var start = _grid.Frames.Start(FramesGiven);
        var before = (int)Math.Max(0, -start);
        var after = checked((int)(start + _grid.Frames.Span(frames) - samples));
        var extended = SignalEdges.Extend(known, before, after, _grid.Padding);
        var from = Math.Max(0, start - _pastStart);
        return Image(extended.narrow(1, from, extended.shape[1] - from).contiguous(), frames);
    }

    /// <summary>Keeps a copy of what is needed further on, detached from the scopes of the caller.</summary>
    private void Keep(Tensor known, long samples, long given)
    {
        var start = _grid.KeepFrom(samples, given);
        var kept = known.narrow(1, start - _pastStart, samples - start).clone().DetachFromDisposeScope();
        _past?.Dispose();
        (_past, _pastStart) = (kept, start);
    }
}
