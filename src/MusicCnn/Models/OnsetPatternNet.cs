using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents networks of temporal filters of many widths in one layer: short ones hear onsets (O-net), long ones rhythmic patterns (P-net).</summary>
/// <remarks>
/// <para>Shape: image <c>[N, 1, F, T]</c> of <see cref="FrontEnds.MelSpectrogramOptions.Cbmi2016"/>, standardized, to logits <c>[N, classes]</c>, for any T of at least
/// <see cref="OnsetPatternNetOptions.MinimumFrames"/>; the paper has 250 frames, 5.8 seconds.</para>
/// <para>Convolution within the image, ReLU, the maximum of every 4 bins over all frames, dropout, a dense layer. The dense layer sees the features filter by filter,
/// the shortest first, from the lowest bins to the highest. Since no order in time is left, a rhythm counts, and not where in the image it begins.</para>
/// <para>Filters start evenly in ±√(3 / n), n their number of taps: the initialization of He and others (2015) as Lasagne has it by default, with a gain of 1. The dense layer
/// starts in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010), biases at 0.</para>
/// <para>Source: Pons and Serra, "Designing efficient architectures for modeling temporal features with convolutional neural networks", ICASSP 2017, and the published code.
/// Differences: softmax is left to the loss; correlation, where Theano convolves. The original makes ×k of k copies of the smallest network side by side, here each width has
/// k times the filters: the same sums in another order. Verified against: the parameter counts of the code; a plain evaluation of the sums in double precision.</para>
/// </remarks>
/// <example>
/// <code>
/// using var network = new OnsetPatternNet(OnsetPatternNetOptions.OnsetsAndPatterns with { Scale = 4 });   // 46,408 weights
/// </code>
/// </example>
public sealed class OnsetPatternNet : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "first_layer")]
    private readonly MixedShapeConv _firstLayer;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    /// <summary>Initializes a new instance of the <see cref="OnsetPatternNet"/> class.</summary>
    /// <param name="options">The settings; the presets are the networks of the paper.</param>
    /// <exception cref="ArgumentException">The image has too few bins for a filter or for the pooling.</exception>
    public OnsetPatternNet(OnsetPatternNetOptions options)
        : base(nameof(OnsetPatternNet))
    {
        ArgumentNullException.ThrowIfNull(options);
        var features = options.Features;
        Options = options;
        _firstLayer = new MixedShapeConv(options.FirstLayer);
        _dropout = nn.Dropout(options.Dropout);
        _output = nn.Linear(features, options.Classes);
        RegisterComponents();
        StartWeights.He(_firstLayer);
        StartWeights.Glorot(_output);
    }

    /// <summary>Gets the settings.</summary>
    public OnsetPatternNetOptions Options { get; }

    /// <summary>Gets the first layer. <see cref="MixedShapeConv.CopyFrom"/> starts it from those of a trained O-net and a trained P-net, <see cref="MixedShapeConv.Freeze"/> keeps
    /// filters from training.</summary>
    public MixedShapeConv FirstLayer => _firstLayer;

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; softmax makes them probabilities.</returns>
    /// <exception cref="ArgumentException">The image has another rank, number of channels or number of bins, or too few frames.</exception>
    public override Tensor forward(Tensor image)
    {
        ShapeGuard.Matches(image, $"an image [batch, channel=1, frequency={Options.Bins}, time]", [-1, 1, Options.Bins, -1], nameof(image));
        using var scope = NewDisposeScope();
        var features = _firstLayer.call(image).flatten(start_dim: 1);   // [N, filters · windows]
        return _output.call(_dropout.call(features)).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its sizes, such as <c>OnsetPatternNet(40 bins -> 8 classes, 11608 weights; 75 filters of 43 shapes, 1×6 to 1×216)</c>.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(OnsetPatternNet)}({Options.Bins} bins -> {Options.Classes} classes, {Options.ParameterCount} weights; {_firstLayer.OutChannels} filters of {_firstLayer.Groups.Count} shapes, {_firstLayer.Groups[0].Shape} to {_firstLayer.Groups[^1].Shape})");
}
