using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a small classifier on one layer of musically shaped filters, for any set of shapes: temporal, frequency, rectangular or mixed.</summary>
/// <remarks>
/// <para>Shape: image <c>[N, C, F, T]</c> to logits <c>[N, classes]</c>, for any T that the filters fit in (<see cref="MixedShapeConvOptions.MinimumFrames"/>).</para>
/// <para>Batch normalization of the image, <see cref="MixedShapeConv"/>, then the maximum and the mean over what is left of time,
/// all maxima before all means; dropout; a hidden dense layer with ReLU and dropout where set; a dense layer to the classes.</para>
/// <para>Source: the first-layer experiments of Pons, Lidy, Serra, "Experimenting with musically motivated convolutional neural networks",
/// CBMI 2016, with the input normalization and the temporal pooling of musicnn (Pons and Serra, 2019). Differences: CBMI 2016 has no
/// batch normalization and no pooling over time behind temporal filters, so its networks take one width of image only.</para>
/// </remarks>
/// <example>
/// <code>
/// var network = new MixedShapeClassifier(new()
/// {
///     Bins = mel.Bins,
///     Classes = 8,
///     FirstLayer = new() { Groups = [FilterShape.Temporal(60).Times(32), FilterShape.Frequency(32).Times(32)] },
/// });
/// </code>
/// </example>
public sealed class MixedShapeClassifier : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "input_norm")]
    private readonly BatchNorm2d? _inputNorm;

    [ComponentName(Name = "first_layer")]
    private readonly MixedShapeConv _firstLayer;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    [ComponentName(Name = "hidden")]
    private readonly Linear? _hidden;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    /// <summary>Initializes a new instance of the <see cref="MixedShapeClassifier"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The filters do not fit the bins, or contradict each other.</exception>
    public MixedShapeClassifier(MixedShapeClassifierOptions options)
        : base(nameof(MixedShapeClassifier))
    {
        ArgumentNullException.ThrowIfNull(options);
        var first = options.FirstLayer;
        var features = options.Features;
        Options = options;
        if (options.NormalizeInput)
            _inputNorm = nn.BatchNorm2d(first.InChannels, first.BatchNormEpsilon, first.BatchNormMomentum);
        _firstLayer = new MixedShapeConv(first);
        _dropout = nn.Dropout(options.Dropout);
        if (options.HiddenUnits is { } units)
            _hidden = nn.Linear(features, units);
        _output = nn.Linear(options.HiddenUnits ?? features, options.Classes);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public MixedShapeClassifierOptions Options { get; }

    /// <summary>Gets the first layer.</summary>
    public MixedShapeConv FirstLayer => _firstLayer;

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, C, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; softmax makes them probabilities.</returns>
    /// <exception cref="ArgumentException">The image has another rank, number of channels or number of bins, or too few frames.</exception>
    public override Tensor forward(Tensor image)
    {
        var (channels, bins) = (Options.FirstLayer.InChannels, Options.Bins);
        ShapeGuard.Matches(image, $"an image [batch, channel={channels}, frequency={bins}, time]", [-1, channels, bins, -1], nameof(image));
        PrecisionGuard.Matches(image, _inputNorm?.weight, nameof(image));
        using var scope = NewDisposeScope();
        var maps = _firstLayer.call(_inputNorm?.call(image) ?? image);
        if (Options.KeepsTime)
            maps = cat([maps.amax([-1]), maps.mean([-1])], dim: 1);
        var features = _dropout.call(maps.flatten(start_dim: 1));
        if (_hidden is not null)
            features = _dropout.call(nn.functional.relu(_hidden.call(features)));
        return _output.call(features).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its first layer, such as <c>MixedShapeClassifier(40 bins -> 8 classes, 7336 weights; MixedShapeConv(1 -> 32: 32 of 1×60))</c>.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(MixedShapeClassifier)}({Options.Bins} bins -> {Options.Classes} classes, {Options.ParameterCount} weights; {_firstLayer})");
}
