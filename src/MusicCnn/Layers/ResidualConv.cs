using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Represents a mid-end: convolutions over time behind a first layer that has pooled over frequency, with residual connections, and dense ones where set.</summary>
/// <remarks>
/// <para>Shape: features <c>[N, C, T]</c> to <c>[N, K, T]</c>, K = <see cref="ResidualConvOptions.OutChannels"/>; T at least the width of the filters, unless
/// <see cref="ResidualConvOptions.FiltersMayExceedImage"/> is set. Padded by zeros.</para>
/// <para>c₁ = f₁(x), cᵢ = fᵢ(cᵢ₋₁) + cᵢ₋₁, where f is convolution, activation and batch normalization in the order set; where
/// <see cref="ResidualConvOptions.AddsBeforeNorm"/> is set, f₂ and on end with the activation. The output is [x, c₁, c₂, …] of a dense stack, else the last c.</para>
/// <para>Source: Pons and Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging", 2019, as its released weights compute it by default; its training code
/// adds before normalization. Verified against: plain loops in double precision, and the 309,248 weights of the released mid-end.</para>
/// </remarks>
public sealed class ResidualConv : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "layers")]
    private readonly ModuleList<MixedShapeConv> _layers;

    [ComponentName(Name = "idle_norms")]
    private readonly ModuleList<BatchNorm2d>? _idleNorms;

    /// <summary>Initializes a new instance of the <see cref="ResidualConv"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Sums before normalization are wanted of layers that normalize before their activation.</exception>
    public ResidualConv(ResidualConvOptions options)
        : base(nameof(ResidualConv))
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is { AddsBeforeNorm: true, BatchNorm: BatchNormOrder.BeforeActivation })
        {
            throw new ArgumentException(
                $"{nameof(options.AddsBeforeNorm)} adds what the activation gives, so {nameof(options.BatchNorm)} must be {BatchNormOrder.AfterActivation}, but was {options.BatchNorm}.",
                nameof(options));
        }

        Options = options;
        _layers = nn.ModuleList(Enumerable.Range(0, options.Layers).Select(layer => new MixedShapeConv(options.Layer(layer))).ToArray());
        if (options.IdleNorms > 0)
        {
            _idleNorms = nn.ModuleList(Enumerable.Range(0, options.IdleNorms)
                .Select(_ => nn.BatchNorm2d(options.Filters, options.BatchNormEpsilon, options.BatchNormMomentum)).ToArray());
        }

        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public ResidualConvOptions Options { get; }

    /// <summary>Computes the features of the mid-end.</summary>
    /// <param name="features">The features, <c>[N, C, T]</c>.</param>
    /// <returns>The features of the stack, <c>[N, K, T]</c>.</returns>
    /// <exception cref="ArgumentException">The features have another rank or number of channels, or fewer frames than a filter.</exception>
    public override Tensor forward(Tensor features)
    {
        ShapeGuard.Matches(
            features, FormattableString.Invariant($"features [batch, channel={Options.InChannels}, time]"), [-1, Options.InChannels, -1], nameof(features));
        using var scope = NewDisposeScope();
        var outputs = new List<Tensor> { features };
        foreach (var layer in _layers)
        {
            var maps = layer.call(outputs[^1].unsqueeze(2));
            outputs.Add(Options.Residual && outputs.Count > 1 ? maps + outputs[^1] : maps);
        }

        return (Options.Dense ? cat(outputs, dim: 1) : outputs[^1]).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the stack with its settings, such as <c>ResidualConv(561 -> 753: 3 layers of 64 of 1×7, dense)</c>.</summary>
    /// <returns>The stack as text.</returns>
    public override string ToString()
    {
        var kind = (Options.Residual, Options.Dense) switch
        {
            (true, true) => ", dense",
            (false, true) => ", dense, not residual",
            (false, false) => ", not residual",
            _ => "",
        };
        return FormattableString.Invariant(
            $"{nameof(ResidualConv)}({Options.InChannels} -> {Options.OutChannels}: {Options.Layers} layers of {Options.Filters} of 1×{Options.Frames}{kind})");
    }
}
