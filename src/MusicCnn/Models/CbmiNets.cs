using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents the networks that the vocabulary of filter shapes was first tried on: Black-box, Time, Frequency and Time-Frequency, one layer of filters each.</summary>
/// <remarks>
/// <para>Shape: image <c>[N, 1, F, T]</c> of <see cref="FrontEnds.MelSpectrogramOptions.Cbmi2016"/>, standardized, to logits <c>[N, classes]</c>, F and T as set.</para>
/// <para>A branch for each group of filters: convolution within the image, ReLU, maximum: over all bins behind temporal filters, over all frames behind
/// frequency filters, of 4 bins behind rectangles, the rest at the end of the axis left out. Dropout and a dense layer; between them dropout and a dense layer with ReLU where set.</para>
/// <para>The dense layer sees the features filter by filter: of the first filter of each branch, then of the second, and so on. Those of one filter
/// are its frames behind pooling over frequency, its bins behind pooling over time, and bin by bin the frames of each behind windows.</para>
/// <para>Weights start evenly in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010), biases at 0, as in the original.</para>
/// <para>Pitch: frequency filters should be lower than the image. One that is as high, m = M (<see cref="CbmiNetsOptions.FrequencyFull"/>), has a single position
/// and cannot follow a sound to another pitch, which cost it 7 points of accuracy in the paper: 52.43 against 59.59 %.</para>
/// <para>Source: Pons, Lidy, Serra, "Experimenting with musically motivated convolutional neural networks", CBMI 2016, and the published code. Differences: softmax is
/// left to the loss; correlation, where Theano convolves, so that weights of the original would have to be turned around on both axes. Verified against:
/// the parameter counts of the paper's table and of the code; a plain evaluation of the sums in double precision; none of the original's weights were run.</para>
/// </remarks>
/// <example>
/// <code>
/// using var time = new CbmiNets(CbmiNetsOptions.Time);
/// using var frequency = new CbmiNets(CbmiNetsOptions.Frequency);
/// // Train both on the same songs; then Time-FrequencyInit:
/// using var both = new CbmiNets(CbmiNetsOptions.TimeFrequency);
/// both.InitializeFrom(time, frequency);
/// </code>
/// </example>
public sealed class CbmiNets : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "branches")]
    private readonly ModuleList<MixedShapeConv> _branches;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    [ComponentName(Name = "hidden")]
    private readonly Linear? _hidden;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    /// <summary>Initializes a new instance of the <see cref="CbmiNets"/> class.</summary>
    /// <param name="options">The settings; the presets are the networks of the paper.</param>
    /// <exception cref="ArgumentException">The image is too small for a filter or for the pooling behind it.</exception>
    public CbmiNets(CbmiNetsOptions options)
        : base(nameof(CbmiNets))
    {
        ArgumentNullException.ThrowIfNull(options);
        var features = options.Features;
        Options = options;
        _branches = nn.ModuleList(options.Branches.Select(branch => new MixedShapeConv(branch)).ToArray());
        _dropout = nn.Dropout(options.Dropout);
        if (options.HiddenUnits is { } units)
            _hidden = nn.Linear(features, units);
        _output = nn.Linear(options.HiddenUnits ?? features, options.Classes);
        RegisterComponents();
        StartWeights.Glorot(this);
    }

    /// <summary>Gets the settings.</summary>
    public CbmiNetsOptions Options { get; }

    /// <summary>Returns the layer of a group of filters.</summary>
    /// <param name="group">The position in <see cref="CbmiNetsOptions.Filters"/>.</param>
    /// <returns>The layer itself, of one group; <see cref="MixedShapeConv.Freeze"/> keeps its weights from training.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such group.</exception>
    public MixedShapeConv Branch(int group) => _branches[Require.Within(group, 0, Options.Filters.Count - 1, "(groups)", nameof(group))];

    /// <summary>Copies the filters of trained networks into the branches of the same shape here: Time-FrequencyInit.</summary>
    /// <param name="trained">The trained networks. Each of their groups must be here, with the same count, stride and dilation; branches that only this
    /// network has stay as they are, and so do the dense layers.</param>
    /// <remarks>What is copied goes on learning; <c>Branch(0).Freeze(0)</c> keeps the first branch as it was. In the paper it reached 87.68 % of accuracy.</remarks>
    /// <exception cref="ArgumentException">There is no network, or one has a group that is not here, or is here with other settings, or that another of them has
    /// already; the message names what differs, and nothing has been copied.</exception>
    public void InitializeFrom(params ReadOnlySpan<CbmiNets> trained)
    {
        if (trained.Length == 0)
            throw new ArgumentException("At least one trained network is needed, but got none.", nameof(trained));
        var sources = new List<MixedShapeConv>();
        foreach (var network in trained)
        {
            ArgumentNullException.ThrowIfNull(network, nameof(trained));
            sources.AddRange(network._branches);
        }

        // All are matched before the first is copied.
        var groups = sources.SelectMany(source => source.Groups);
        var pairs = GroupMatch.Find(
            new MixedShapeConvOptions { Groups = FilterSet.Of(groups) }, new MixedShapeConvOptions { Groups = Options.Filters }, nameof(trained));
        foreach (var (from, to) in pairs)
            _branches[to].CopyFrom(sources[from]);
    }

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; softmax makes them probabilities.</returns>
    /// <exception cref="ArgumentException">The image has another rank or other sizes than set.</exception>
    public override Tensor forward(Tensor image)
    {
        ShapeGuard.Matches(
            image, $"an image [batch, channel=1, frequency={Options.Bins}, time={Options.Frames}]", [-1, 1, Options.Bins, Options.Frames], nameof(image));
        using var scope = NewDisposeScope();
        var maps = _branches.Select(branch => branch.call(image).flatten(start_dim: 2)).ToArray();   // [N, filters, what each has found]
        var features = _dropout.call(cat(maps, dim: 2).flatten(start_dim: 1));
        if (_hidden is not null)
            features = _dropout.call(nn.functional.relu(_hidden.call(features)));
        return _output.call(features).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its sizes, such as <c>CbmiNets(40 bins × 80 frames -> 8 classes, 7336 weights; 32 of 1×60)</c>.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(CbmiNets)}({Options.Bins} bins × {Options.Frames} frames -> {Options.Classes} classes, {Options.ParameterCount} weights; {Options.Filters})");
}
