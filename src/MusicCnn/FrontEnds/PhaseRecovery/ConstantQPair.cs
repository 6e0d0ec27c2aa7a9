using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Represents the constant-Q transform and its inverse at one length.</summary>
internal sealed class ConstantQPair : IInvertibleTransform
{
    private readonly ConstantQ _transform;
    private readonly InverseConstantQ _inverse;
    private readonly int _samples;

    /// <summary>Initializes a new instance of the <see cref="ConstantQPair"/> class.</summary>
    /// <param name="options">The settings of the transform; its output is complex.</param>
    /// <param name="inversion">When each inversion stops.</param>
    /// <param name="samples">The number of samples of the signals.</param>
    /// <param name="like">A tensor of the element type and on the device to compute with.</param>
    public ConstantQPair(ConstantQOptions options, InverseConstantQOptions inversion, int samples, Tensor like)
    {
        _samples = samples;
        _inverse = new InverseConstantQ(options, inversion);
        _transform = new ConstantQ(options);
        _inverse.to(like.device).to(like.dtype);
        _transform.to(like.device).to(like.dtype);
    }

    /// <inheritdoc/>
    public Tensor Analyze(Tensor signals) => _transform.call(signals).squeeze(1);

    /// <inheritdoc/>
    public Tensor Synthesize(Tensor transforms) => _inverse.Invert(transforms, _samples).Signal;

    /// <inheritdoc/>
    public void Dispose()
    {
        _transform.Dispose();
        _inverse.Dispose();
    }
}
