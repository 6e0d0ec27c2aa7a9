using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Streaming;

/// <summary>Streams Kaldi's filter bank, whose frames lie inside the signal.</summary>
internal sealed class KaldiStream(KaldiFilterBank kaldi, Func<Tensor> window)
    : FramedStream(kaldi, new StreamGrid(new FrameGrid(kaldi.Options.FrameLength, kaldi.HopLength, FramePlacement.Inside), EdgePadding.Zero), window)
{
    /// <inheritdoc/>
    protected override Tensor Image(Tensor signals, int frames) => kaldi.Image(signals, frames);
}
