using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Represents pooling over time that learns for each channel which moments count.</summary>
/// <remarks>
/// <para>Shape: features <c>[N, K, T]</c> to <c>[N, K]</c>, for any T.</para>
/// <para>y = Σₜ z(t)·w(t), w = softmaxₜ(conv(z)), where z are the features with their positions (<see cref="PositionalEncoding"/>) and the convolution, padded by zeros,
/// has as many outputs as inputs. K·K·n weights for n frames; a bias is the same at all times and cancels, so there is none unless the original's number of weights matters.</para>
/// <para>Source: model 12 of the musicnn-training repository, whose 1,770,240 weights of this layer it has with a bias (K = 768, n = 3). Differences: the positions are those of
/// <see cref="PositionRates.Pairs"/>; for the original's, put a <see cref="PositionalEncoding"/> of <see cref="PositionRates.Channels"/> in front of a pooling without. Verified against: the formula in double
/// precision; no trained weights of the original are public.</para>
/// </remarks>
public sealed class AttentionPooling : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "positions")]
    private readonly PositionalEncoding? _positions;

    [ComponentName(Name = "scores")]
    private readonly Conv1d _scores;

    /// <summary>Initializes a new instance of the <see cref="AttentionPooling"/> class.</summary>
    /// <param name="channels">The number of channels K, at least 1.</param>
    /// <param name="frames">The width of the convolution, in frames, at least 1; odd or even.</param>
    /// <param name="positions">Whether the positions of frames are added to the features.</param>
    /// <param name="bias">Whether the convolution has a bias, which changes no output and gets no gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public AttentionPooling(int channels, int frames = 3, bool positions = true, bool bias = false)
        : base(nameof(AttentionPooling))
    {
        Channels = Internal.Require.Positive(channels, "channels", nameof(channels));
        Frames = Internal.Require.Positive(frames, "frames", nameof(frames));
        Positions = positions;
        // TorchSharp's initializer leaves temporaries behind; weights leave the scope by themselves.
        using var scope = NewDisposeScope();
        _positions = positions ? new PositionalEncoding() : null;
        _scores = nn.Conv1d(channels, channels, frames, bias: bias);
        RegisterComponents();
    }

    /// <summary>Gets the number of channels K.</summary>
    public int Channels { get; }

    /// <summary>Gets the width of the convolution, in frames.</summary>
    /// <value>The default value is 3.</value>
    public int Frames { get; }

    /// <summary>Gets whether the positions of frames are added to the features.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Positions { get; }

    /// <summary>Pools features over time.</summary>
    /// <param name="features">The features, <c>[N, K, T]</c>.</param>
    /// <returns>The pooled features, <c>[N, K]</c>.</returns>
    /// <exception cref="ArgumentException">The features have another rank or number of channels, or an empty axis.</exception>
    public override Tensor forward(Tensor features)
    {
        ShapeGuard.Matches(
            features, FormattableString.Invariant($"features [batch, channel={Channels}, time]"), [-1, Channels, -1], nameof(features));
        PrecisionGuard.Matches(features, _scores.weight, nameof(features));
        using var scope = NewDisposeScope();
        var placed = _positions?.call(features) ?? features;
        var padded = nn.functional.pad(placed, [(Frames - 1) / 2, Frames / 2]);
        return (placed * _scores.call(padded).softmax(2)).sum(2).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the pooling with its settings, such as <c>AttentionPooling(768 channels, 3 frames, with positions)</c>.</summary>
    /// <returns>The pooling as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(AttentionPooling)}({Channels} channels, {Frames} frames, {(Positions ? "with" : "without")} positions)");
}
