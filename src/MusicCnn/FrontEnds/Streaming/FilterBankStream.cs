using MusicCnn.FrontEnds.Kernels;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Streaming;

/// <summary>Streams what a front-end sums over filters, with the levels of its per-channel energy normalization where it has one.</summary>
internal sealed class FilterBankStream(FilterBankFrontEnd frontEnd, FrameTransform transform, Func<Tensor> window)
    : FramedStream(frontEnd, new StreamGrid(transform.Grid, transform.Padding), window)
{
    private readonly FrameTransform _inside = transform.Inside();
    private readonly PcenState _level = new();

    /// <inheritdoc/>
    protected override int Channels => frontEnd.Channels;

    /// <inheritdoc/>
    protected override Tensor Image(Tensor signals, int frames) => frontEnd.Image(_inside, signals, [signals.shape[0], 1], frames, _level);

    /// <inheritdoc/>
    protected override void Forget()
    {
        _level.Reset();
        base.Forget();
    }
}
