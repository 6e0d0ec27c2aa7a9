using MusicCnn.FrontEnds.Atoms;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Streaming;

/// <summary>Streams a constant-Q transform: the frames that became certain are some frames of a longer signal, cut into blocks of one of few sizes.</summary>
/// <remarks>A frame counts from one sample more before its center than atoms reach, so that its length is even, as a frame's around sample t·h is.</remarks>
internal sealed class AtomStream(AtomFrontEnd frontEnd, AtomOptions options, int reach)
    : FramedStream(frontEnd, Grid(options, reach), () => frontEnd.Weights)
{
    /// <inheritdoc/>
    protected override ScalarType ImageType =>
        options.Output == SpectrumKind.Complex ? WaveformGuard.ComplexOf(ElementType) : ElementType;

    /// <inheritdoc/>
    protected override int Channels => frontEnd.Channels;

    /// <inheritdoc/>
    protected override Tensor Image(Tensor signals, int frames)
    {
        var grid = BlockGrid.OfPiece(frames, options.HopLength, reach + 1, options.Trainable);
        return frontEnd.Image(grid.Place(signals, reach + 1), grid, [signals.shape[0], frontEnd.Channels], frames);
    }

    private static StreamGrid Grid(AtomOptions options, int reach) =>
        new(new FrameGrid(2 * (reach + 1), options.HopLength, FramePlacement.Centered), options.ActualEdgePadding, Idle: 1);
}
