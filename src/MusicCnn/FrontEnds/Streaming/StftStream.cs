using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Streaming;

/// <summary>Streams a short-time Fourier transform.</summary>
internal sealed class StftStream(Stft stft, FrameTransform transform, Func<Tensor> window)
    : FramedStream(stft, new StreamGrid(transform.Grid, transform.Padding), window)
{
    private readonly FrameTransform _inside = transform.Inside();

    /// <inheritdoc/>
    protected override ScalarType ImageType =>
        stft.Options.Output == SpectrumKind.Complex ? WaveformGuard.ComplexOf(ElementType) : ElementType;

    /// <inheritdoc/>
    protected override Tensor Image(Tensor signals, int frames) => stft.Image(_inside, signals, [signals.shape[0]], frames);
}
