using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a relative of musicnn: its first layer or a simpler one, a mid-end or none, and one of four ways to pool over time.</summary>
/// <remarks>
/// <para>Shape: log-mel image <c>[N, 1, F, T]</c> of <see cref="FrontEnds.MelSpectrogramOptions.Musicnn"/> to logits <c>[N, classes]</c>, for any T of at least 1;
/// the published networks saw patches of 187 frames, three seconds.</para>
/// <para>Batch normalization of the image; first layer, each shape with ReLU, batch normalization, maximum over frequency; three convolutions over 7 frames
/// (<see cref="ResidualConv"/>); pooling; batch normalization, dropout, dense, ReLU, batch normalization, dropout, dense.</para>
/// <para>With the default settings and those of the presets sums are taken before normalization and all maxima come before all means, as in the training code. With
/// <see cref="MusicnnVariantOptions.AddsBeforeNorm"/> off and <see cref="MusicnnVariantOptions.Interleaved"/> on, the network is <see cref="MusicnnModel"/> under other names.</para>
/// <para>Source: the musicnn-training repository of Pons and Serra, networks 10 to 14, 2019. Differences: normalizations whose output the original does not use gather no statistics
/// here; initial weights are PyTorch's, not scaled to the variance of ReLU. Verified against: the parameter counts of the original's comments (508,803, 787,159, 2,406,940,
/// 636,701, 3,871,363), a plain evaluation of the sums in double precision, and <see cref="MusicnnModel"/>; the original published no trained weights of these networks.</para>
/// </remarks>
/// <example>
/// <code>
/// using var network = new MusicnnVariant(MusicnnVariantOptions.Zoo12 with { Classes = 10, KeepsIdleWeights = false });
/// using var logits = network.call(image);
/// </code>
/// </example>
public sealed class MusicnnVariant : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "input_norm")]
    private readonly BatchNorm2d _inputNorm;

    [ComponentName(Name = "front_end")]
    private readonly MixedShapeConv _frontEnd;

    [ComponentName(Name = "mid_end")]
    private readonly ResidualConv? _midEnd;

    [ComponentName(Name = "positions")]
    private readonly PositionalEncoding? _positions;

    [ComponentName(Name = "pooling")]
    private readonly nn.Module<Tensor, Tensor> _pooling;

    [ComponentName(Name = "pool_norm")]
    private readonly BatchNorm1d _poolNorm;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    [ComponentName(Name = "dense")]
    private readonly Linear _dense;

    [ComponentName(Name = "dense_norm")]
    private readonly BatchNorm1d _denseNorm;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    /// <summary>Initializes a new instance of the <see cref="MusicnnVariant"/> class.</summary>
    /// <param name="options">The settings.</param>
    public MusicnnVariant(MusicnnVariantOptions options)
        : base(nameof(MusicnnVariant))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        var (epsilon, momentum) = (options.BatchNormEpsilon, options.BatchNormMomentum);
        _inputNorm = nn.BatchNorm2d(1, epsilon, momentum);
        _frontEnd = new MixedShapeConv(options.Filters);
        _midEnd = options.Middle is { } middle ? new ResidualConv(middle) : null;
        _positions = options.BackEnd == MusicnnBackEnd.Attention ? new PositionalEncoding(PositionRates.Channels) : null;
        _pooling = options.BackEnd switch
        {
            MusicnnBackEnd.Attention => new AttentionPooling(options.Channels, MusicnnVariantOptions.AttentionFrames, positions: false, options.KeepsIdleWeights),
            MusicnnBackEnd.AutoPool => new AutoPool(),
            MusicnnBackEnd.Recurrent => new RecurrentPooling(options.Recurrent),
            _ => new TemporalPooling(PoolingStatistic.MaxAndMean, options.Interleaved),
        };
        _poolNorm = nn.BatchNorm1d(options.Pooled, epsilon, momentum);
        _dropout = nn.Dropout(options.Dropout);
        _dense = nn.Linear(options.Pooled, options.DenseUnits);
        _denseNorm = nn.BatchNorm1d(options.DenseUnits, epsilon, momentum);
        _output = nn.Linear(options.DenseUnits, options.Classes);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public MusicnnVariantOptions Options { get; }

    /// <summary>Gets the first layer: the timbral groups, then the temporal ones where there are any.</summary>
    public MixedShapeConv FrontEnd => _frontEnd;

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags.</returns>
    /// <exception cref="ArgumentException">The image has another rank, number of channels or number of bins; or it is a batch of 1 in training mode, which
    /// leaves batch normalization behind the pooling one value for each channel.</exception>
    public override Tensor forward(Tensor image)
    {
        ShapeGuard.Matches(image, FormattableString.Invariant($"an image [batch, channel=1, frequency={Options.Bins}, time]"), [-1, 1, Options.Bins, -1], nameof(image));
        PrecisionGuard.Matches(image, _inputNorm.weight, nameof(image));
        BatchGuard.RequireTwoValues(_poolNorm, image.shape[0], image.shape, "behind pooling over time");
        BatchGuard.RequireTwoValues(_denseNorm, image.shape[0], image.shape, "behind the dense layer");
        using var scope = NewDisposeScope();
        var features = _frontEnd.call(_inputNorm.call(image));                      // [N, 561, T]
        features = _midEnd?.call(features) ?? features;                             // [N, 753, T]
        features = _positions?.call(features) ?? features;
        var pooled = _dropout.call(_poolNorm.call(_pooling.call(features)));        // [N, 1506]
        var dense = _denseNorm.call(nn.functional.relu(_dense.call(pooled)));       // [N, 200]
        return _output.call(_dropout.call(dense)).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its parts and its size.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(MusicnnVariant)}({Options.Bins} bins -> {Options.Classes} classes, {Options.ParameterCount} weights; {_frontEnd}; mid-end {Options.MidEnd}; {_pooling})");
}
