using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents musicnn: musically shaped filters, a densely connected residual mid-end, and pooling over time.</summary>
/// <remarks>
/// <para>Shape: log-mel image <c>[N, 1, F, T]</c> of <see cref="FrontEnds.MelSpectrogramOptions.Musicnn"/> to logits <c>[N, classes]</c>, for any T of at least 1;
/// the released models saw patches of 187 frames, three seconds.</para>
/// <para>Batch normalization of the image. Front-end: timbral filters of 0.4 and 0.7 of the bins by 7 frames and temporal ones of 128, 64 and 32 frames, each ReLU,
/// batch normalization, maximum over frequency. Mid-end: three layers of 7 frames, c₁, c₂ = f(c₁) + c₁, c₃ = f(c₂) + c₂. Back-end: of front-end, c₁, c₂ and c₃
/// the maximum and the mean over time, interleaved by channel (maximum 0, mean 0, maximum 1, …), batch normalization, dropout, dense, ReLU, batch normalization,
/// dropout, dense.</para>
/// <para>Time is padded with zeros, so that the mid-end and the temporal filters see silence of the normalized image beyond the patch.</para>
/// <para>Source: Pons and Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging", ISMIR 2019 late-breaking, as the package
/// of the same name computes it. Its training code differs: it adds the layers of the mid-end before their normalization and puts all maxima before all means.
/// Differences: weights start as PyTorch draws them, where the training code scales most to the variance of ReLU. Verified against:
/// the parameter counts of the released weights (787,159; big 7,980,235; moving statistics, 4,920 and
/// 13,584 more in Keras, are not counted), a plain evaluation of the sums in double precision, and on a real clip with the released weights (<see cref="Weights.KerasWeights"/>)
/// such an evaluation, 2e-5 of the likelihoods, and the tags that the original prints.</para>
/// </remarks>
/// <example>
/// <code>
/// using var network = new MusicnnModel(MusicnnOptions.Musicnn);
/// network.eval();
/// using var features = network.Features(image);            // features.Penultimate: [N, 200]
/// using var likelihoods = features.Logits.sigmoid();
/// </code>
/// </example>
public sealed class MusicnnModel : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "input_norm")]
    private readonly BatchNorm2d _inputNorm;

    [ComponentName(Name = "front_end")]
    private readonly MixedShapeConv _frontEnd;

    [ComponentName(Name = "mid_end")]
    private readonly ModuleList<MixedShapeConv> _midEnd;

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

    /// <summary>Initializes a new instance of the <see cref="MusicnnModel"/> class.</summary>
    /// <param name="options">The settings.</param>
    public MusicnnModel(MusicnnOptions options)
        : base(nameof(MusicnnModel))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        var (epsilon, momentum) = (options.BatchNormEpsilon, options.BatchNormMomentum);
        _inputNorm = nn.BatchNorm2d(1, epsilon, momentum);
        _frontEnd = new MixedShapeConv(options.FirstLayer);
        _midEnd = nn.ModuleList(Enumerable.Range(0, 3).Select(layer => new MixedShapeConv(options.MidEnd(layer))).ToArray());
        _poolNorm = nn.BatchNorm1d(2 * options.Channels, epsilon, momentum);
        _dropout = nn.Dropout(options.Dropout);
        _dense = nn.Linear(2 * options.Channels, options.DenseUnits);
        _denseNorm = nn.BatchNorm1d(options.DenseUnits, epsilon, momentum);
        _output = nn.Linear(options.DenseUnits, options.Classes);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public MusicnnOptions Options { get; }

    /// <summary>Gets the first layer: timbral 0.4, timbral 0.7, then the three temporal groups.</summary>
    public MixedShapeConv FrontEnd => _frontEnd;

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags.</returns>
    /// <exception cref="ArgumentException">The image has another rank, number of channels or number of bins; or it is a batch of 1 in training mode, which
    /// leaves batch normalization behind the pooling one value for each channel.</exception>
    public override Tensor forward(Tensor image)
    {
        using var scope = NewDisposeScope();
        return Compute(image).Logits.MoveToOuterDisposeScope();
    }

    /// <summary>Computes the features that the layers make of images, and the logits.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The features, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">As for <see cref="forward"/>.</exception>
    public MusicnnFeatures Features(Tensor image)
    {
        using var scope = NewDisposeScope();
        return Compute(image).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its first layer and its size.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(MusicnnModel)}({Options.Bins} bins -> {Options.Classes} classes, {Options.ParameterCount} weights; {_frontEnd})");

    private MusicnnFeatures Compute(Tensor image)
    {
        ShapeGuard.Matches(image, $"an image [batch, channel=1, frequency={Options.Bins}, time]", [-1, 1, Options.Bins, -1], nameof(image));
        PrecisionGuard.Matches(image, _inputNorm.weight, nameof(image));
        BatchGuard.RequireTwoValues(_poolNorm, image.shape[0], image.shape, "behind pooling over time");
        BatchGuard.RequireTwoValues(_denseNorm, image.shape[0], image.shape, "behind the dense layer");
        var front = _frontEnd.call(_inputNorm.call(image));                 // [N, 561, T]
        var first = MidEnd(0, front);                                       // [N, 64, T]
        var secondAlone = MidEnd(1, first);
        var second = secondAlone + first;
        var thirdAlone = MidEnd(2, second);
        var third = thirdAlone + second;
        var features = cat([front, first, second, third], dim: 1);          // [N, 753, T]
        var (max, mean) = (features.max(2).values, features.mean([2]));
        var pooled = stack([max, mean], dim: 2).flatten(start_dim: 1);      // [N, 1506], maximum and mean of a channel side by side
        var dense = _dense.call(_dropout.call(_poolNorm.call(pooled)));
        var penultimate = _denseNorm.call(nn.functional.relu(dense));       // [N, 200]
        var timbral = 2L * Options.TimbralFilters;
        return new()
        {
            Timbral = front.narrow(1, 0, timbral),
            Temporal = front.narrow(1, timbral, front.shape[1] - timbral),
            Cnn1 = first,
            Cnn2 = second,
            Cnn3 = third,
            Cnn2BeforeSum = secondAlone,
            Cnn3BeforeSum = thirdAlone,
            MaxPool = max,
            MeanPool = mean,
            Penultimate = penultimate,
            Logits = _output.call(_dropout.call(penultimate)),
        };
    }

    /// <summary>Returns a layer's features over time; an image one bin high is what a filter of all channels and some frames sees.</summary>
    private Tensor MidEnd(int layer, Tensor features) => _midEnd[layer].call(features.unsqueeze(2));
}
