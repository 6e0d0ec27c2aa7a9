using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Represents parallel convolutions of different shapes over one image, stacked: a first layer that hears several musical contexts at once.</summary>
/// <remarks>
/// <para>Shape: image <c>[N, C, F, T]</c> to <c>[N, K, T]</c> when pooled over all frequency (the default), <c>[N, K, F]</c>
/// over all time, <c>[N, K]</c> over both, else <c>[N, K, F, T]</c>, F and T as padding and pooling leave them
/// (<see cref="OutputShape"/>). K is <see cref="OutChannels"/>, in the order of <see cref="Groups"/>.</para>
/// <para>Each group computes convolution (correlation, as all of PyTorch), batch normalization and activation in the order set, then pooling.
/// Sizes that pooling does not remove must agree between the groups; nothing is cropped.</para>
/// <para>A group can have a padding, stride and dilation of its own, and can filter the mean over frequency instead of every bin
/// (<see cref="FilterGroup"/>). A filter larger than the image is an error, padded or not, unless
/// <see cref="MixedShapeConvOptions.FiltersMayExceedImage"/> says otherwise.</para>
/// <para>Pitch: a filter lower than the image (m &lt; M) whose maximum over all frequency is taken answers alike
/// to a pattern wherever it lies in frequency; on a logarithmic axis that is the same chord or timbre at any pitch. A filter as high
/// as the image (m = M) has one position only and so learns absolute frequencies. In the first paper below the lower filters
/// (32 of 40 bands) came out ahead of those as high as the image, 59.6 against 52.4 % accuracy.</para>
/// <para>Cost: Σ count·m·n·C multiply-adds for each position. A 1×n filter has as many positions as the image has points, so that
/// its maps, not its multiplications, are what takes time and memory. Training on images of one channel goes a way of its own, two to six times as fast
/// as a convolution of libtorch on the CPU, for a copy of the image for each tap of a filter's shorter axis.</para>
/// <para>Source: Pons, Lidy, Serra, "Experimenting with musically motivated convolutional neural networks", CBMI 2016; Pons, Slizovskaia,
/// Gong, Gómez, Serra, "Timbre analysis of music audio signals with convolutional neural networks", EUSIPCO 2017 (section 3).
/// Differences: both papers train one net a set of shapes, here any sets combine. Verified against: a plain evaluation of the sums in double precision.</para>
/// </remarks>
public sealed class MixedShapeConv : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "groups")]
    private readonly ModuleList<FilterBranch> _branches;

    /// <summary>Initializes a new instance of the <see cref="MixedShapeConv"/> class with the default settings: padded in time, ReLU, the maximum over all frequency.</summary>
    /// <param name="inChannels">The number of channels of the image, at least 1.</param>
    /// <param name="groups">The groups of filters, at least one.</param>
    public MixedShapeConv(int inChannels, params IReadOnlyList<FilterGroup> groups)
        : this(new MixedShapeConvOptions { InChannels = inChannels, Groups = groups })
    {
    }

    /// <summary>Initializes a new instance of the <see cref="MixedShapeConv"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Groups of different widths or heights can never leave equal sizes with the padding and pooling set.</exception>
    public MixedShapeConv(MixedShapeConvOptions options)
        : base(nameof(MixedShapeConv))
    {
        ArgumentNullException.ThrowIfNull(options);
        MixedShapes.RequireAgreement(options);
        Options = options;
        _branches = nn.ModuleList(options.Groups.Select(group => new FilterBranch(options, group)).ToArray());
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public MixedShapeConvOptions Options { get; }

    /// <summary>Gets the groups of filters, in the order of the output channels.</summary>
    public IReadOnlyList<FilterGroup> Groups => Options.Groups;

    /// <summary>Gets the number of output channels K: the filters of all groups.</summary>
    public int OutChannels => Options.OutChannels;

    /// <summary>Returns the weights of a group of filters, for inspection and initialization.</summary>
    /// <param name="group">The position in <see cref="Groups"/>.</param>
    /// <returns>The weights themselves, <c>[count, C, m, n]</c>; not a copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such group.</exception>
    public Parameter Filters(int group) => Branch(group).Filters;

    /// <summary>Keeps a group as it is in training: weights, biases, and scale, offset and statistics of its normalization.</summary>
    /// <param name="group">The position in <see cref="Groups"/>.</param>
    /// <remarks>An optimizer leaves out what has no gradient. Freezing is no part of the state: a loaded layer is not frozen.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such group.</exception>
    public void Freeze(int group) => Branch(group).Frozen = true;

    /// <summary>Lets training change a group again.</summary>
    /// <param name="group">The position in <see cref="Groups"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such group.</exception>
    public void Unfreeze(int group) => Branch(group).Frozen = false;

    /// <summary>Returns whether training keeps a group as it is.</summary>
    /// <param name="group">The position in <see cref="Groups"/>.</param>
    /// <returns>Whether it is frozen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such group.</exception>
    public bool IsFrozen(int group) => Branch(group).Frozen;

    /// <summary>Copies every group of another layer into the group of the same shape here: a network of several branches starts from layers that were trained one by one.</summary>
    /// <param name="source">The trained layer. Each of its groups must be here, with the same count, stride, dilation and input; groups that only this layer has stay as they are.</param>
    /// <remarks>
    /// <para>Weights, biases and, where both layers have it, everything of batch normalization are copied and rounded to this layer's type.
    /// Padding and pooling may differ, since they change no weight.</para>
    /// <para>Source: Time-FrequencyInit of Pons, Lidy, Serra, CBMI 2016: 87.7 % from the two trained layers.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">A group is not here or has other settings; the message names what differs, and nothing has been copied.</exception>
    public void CopyFrom(MixedShapeConv source)
    {
        ArgumentNullException.ThrowIfNull(source);
        foreach (var (from, to) in GroupMatch.Find(source.Options, Options, nameof(source)))
            _branches[to].CopyFrom(source._branches[from]);
    }

    /// <summary>Returns the shape of the output for an image.</summary>
    /// <param name="imageShape">The shape of the image: N, C, F and T.</param>
    /// <returns>The shape that <see cref="forward"/> returns.</returns>
    /// <exception cref="ArgumentException">The image has another rank or number of channels, is smaller than a filter or a pooling window, or the groups leave different sizes.</exception>
    public long[] OutputShape(params ReadOnlySpan<long> imageShape) => MixedShapes.OutputShape(Options, imageShape);

    /// <summary>Computes the features of an image.</summary>
    /// <param name="image">The image, <c>[N, C, F, T]</c>.</param>
    /// <returns>The features; see the remarks of the class.</returns>
    /// <exception cref="ArgumentException">The image does not fit; see <see cref="OutputShape"/>.</exception>
    public override Tensor forward(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        _ = OutputShape(image.shape);
        using var scope = NewDisposeScope();
        var features = _branches.Select(branch => branch.call(image)).ToArray();
        return (features.Length == 1 ? features[0] : cat(features, dim: 1)).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the layer in the papers' notation, such as <c>MixedShapeConv(1 -> 224: 32 of 1×62, 64 of 42×1, 128 of 38×7)</c>.</summary>
    /// <returns>The layer as text.</returns>
    public override string ToString() => $"{nameof(MixedShapeConv)}({Options.InChannels} -> {OutChannels}: {string.Join(", ", Groups)})";

    private FilterBranch Branch(int group) => _branches[Require.Within(group, 0, Groups.Count - 1, "(groups)", nameof(group))];
}
