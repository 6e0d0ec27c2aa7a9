using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Represents pooling over time that learns where between mean and maximum it stands.</summary>
/// <remarks>
/// <para>Shape: features <c>[N, K, T]</c> to <c>[N, K]</c>.</para>
/// <para>y = Σₜ x(t)·w(t), w = softmaxₜ(α·x): the mean at α = 0, ever nearer to the maximum as α grows, to the minimum below zero. α is learned: one for
/// all channels, or one for each.</para>
/// <para>Source: McFee, Salamon, Bello, "Adaptive pooling operators for weakly labeled sound event detection", TASLP 2018, where each class has an α that starts at 1;
/// model 13 of the musicnn-training repository has one that starts at 0. Verified against: the formula in double precision.</para>
/// </remarks>
public sealed class AutoPool : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "alpha")]
    private readonly Parameter _alpha;

    /// <summary>Initializes a new instance of the <see cref="AutoPool"/> class.</summary>
    /// <param name="channels">The number of channels K, each with an α of its own; <see langword="null"/>, the default, for one α and any number of channels.</param>
    /// <param name="start">The α to start from: 0, the default, is the mean.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is below 1, or <paramref name="start"/> not finite.</exception>
    public AutoPool(int? channels = null, double start = 0)
        : base(nameof(AutoPool))
    {
        if (channels is { } count)
            Internal.Require.Positive(count, "channels", nameof(channels));
        Internal.Require.Finite(start, "(no unit)", nameof(start));
        Channels = channels;
        Start = start;
        _alpha = nn.Parameter(full([channels ?? 1, 1], start, dtype: ScalarType.Float32));
        _ = _alpha.DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Gets the number of channels that each have an α, or <see langword="null"/> for one α of all.</summary>
    public int? Channels { get; }

    /// <summary>Gets the α that training started from.</summary>
    public double Start { get; }

    /// <summary>Gets the learned α, <c>[K, 1]</c> or <c>[1, 1]</c>; the parameter itself, not a copy.</summary>
    public Parameter Sharpness => _alpha;

    /// <summary>Pools features over time.</summary>
    /// <param name="features">The features, <c>[N, K, T]</c>.</param>
    /// <returns>The pooled features, <c>[N, K]</c>.</returns>
    /// <exception cref="ArgumentException">The features have another rank or number of channels, or an empty axis.</exception>
    public override Tensor forward(Tensor features)
    {
        var channels = Channels is { } count ? FormattableString.Invariant($"channel={count}") : "channel";
        ShapeGuard.Matches(features, $"features [batch, {channels}, time]", [-1, Channels ?? -1, -1], nameof(features));
        using var scope = NewDisposeScope();
        return (features * (features * _alpha).softmax(2)).sum(2).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the pooling with its settings, such as <c>AutoPool(one sharpness, from 0)</c>.</summary>
    /// <returns>The pooling as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(AutoPool)}({(Channels is { } count ? $"{count} channels" : "one sharpness")}, from {Start})");
}
