using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Represents the short-time Fourier transform and its inverse at one length.</summary>
internal sealed class StftPair : IInvertibleTransform
{
    private readonly Stft _stft;
    private readonly InverseStft _inverse;
    private readonly int _samples;

    /// <summary>Initializes a new instance of the <see cref="StftPair"/> class.</summary>
    /// <param name="options">The settings of the transform; its output is complex.</param>
    /// <param name="samples">The number of samples of the signals.</param>
    /// <param name="like">A tensor of the element type and on the device to compute with.</param>
    public StftPair(StftOptions options, int samples, Tensor like)
    {
        _samples = samples;
        _inverse = new InverseStft(options);
        _stft = new Stft(options);
        _inverse.to(like.device).to(like.dtype);
        _stft.to(like.device).to(like.dtype);
    }

    /// <inheritdoc/>
    public Tensor Analyze(Tensor signals) => _stft.call(signals).squeeze(1);

    /// <inheritdoc/>
    public Tensor Synthesize(Tensor transforms) => _inverse.Invert(transforms, _samples);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stft.Dispose();
        _inverse.Dispose();
    }
}
