using MusicCnn.FrontEnds.Kernels;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Streaming;

/// <summary>Streams a mel spectrogram, with the levels of its per-channel energy normalization.</summary>
internal sealed class MelStream(MelSpectrogram mel, FrameTransform transform, Func<Tensor> window)
    : FramedStream(mel, new StreamGrid(transform.Grid, transform.Padding), window)
{
    private readonly FrameTransform _inside = transform.Inside();
    private readonly PcenState _level = new();

    /// <inheritdoc/>
    protected override Tensor Image(Tensor signals, int frames) => mel.Image(_inside, signals, [signals.shape[0]], frames, _level);

    /// <inheritdoc/>
    protected override void Forget()
    {
        _level.Reset();
        base.Forget();
    }
}
