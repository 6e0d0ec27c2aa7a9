using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents the networks of many timbral shapes: filters over the spectra of a few frames, of several heights and widths side by side, for tags, instruments and phonemes.</summary>
/// <remarks>
/// <para>Shape: image <c>[N, 1, F, T]</c> to logits <c>[N, classes]</c>, F and T as set.</para>
/// <para>Batch normalization of the image where set; the shapes of the first layer with their activation, and batch normalization where set, pooled; blocks of convolutions where set;
/// everything flattened by channel, then frequency, then time; dropout; a hidden dense layer with the same activation and dropout where set; dense.
/// A filter lower than the image whose maximum over all frequency is kept hears a timbre at any pitch. Where the heights leave different numbers of
/// bins, as in <see cref="TimbreNetOptions.Phonemes"/>, each has a layer of its own.</para>
/// <para>Source: Pons, Slizovskaia, Gong, Gómez, Serra, "Timbre analysis of music audio signals with convolutional neural networks", EUSIPCO 2017, and the authors' code; two
/// baselines of musicnn's training code (Pons and Serra, 2019). Differences: the published tagger reshapes the maps of its first
/// layer where it means to transpose them: <see cref="TimbreNetOptions.ReadsMapsAsRows"/>. For instruments the original pads filters of even height with one zero more below than
/// above, here it is the other way round, which only matters where the maximum lies at an edge. Verified against: the parameter counts of the paper, of released weights and of the code
/// (<see cref="TimbreNetOptions"/>), and a plain evaluation of the sums in double precision; no released weights were run through it.</para>
/// </remarks>
public sealed class TimbreNet : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "input_norm")]
    private readonly BatchNorm2d? _inputNorm;

    [ComponentName(Name = "first_layers")]
    private readonly ModuleList<MixedShapeConv> _firstLayers;

    [ComponentName(Name = "stack")]
    private readonly ConvStack? _stack;

    [ComponentName(Name = "head")]
    private readonly DropoutHead _head;

    /// <summary>Initializes a new instance of the <see cref="TimbreNet"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The image is too small for a filter or a pooling window, or settings contradict each other.</exception>
    public TimbreNet(TimbreNetOptions options)
        : base(nameof(TimbreNet))
    {
        ArgumentNullException.ThrowIfNull(options);
        var features = options.Features;
        Options = options;
        if (options.NormalizeInput)
            _inputNorm = nn.BatchNorm2d(1, options.BatchNormEpsilon, options.BatchNormMomentum);
        _firstLayers = nn.ModuleList(options.FirstLayers.Select(layer => new MixedShapeConv(layer)).ToArray());
        if (options.Stack is { } stack)
            _stack = new ConvStack(stack);
        _head = new DropoutHead(features, options.HiddenUnits, options.Classes, options.Activation, options.Dropout, options.Dropout);
        RegisterComponents();
        StartWeights.Draw(this, _head.Output, options.Initialization);
    }

    /// <summary>Gets the settings.</summary>
    public TimbreNetOptions Options { get; }

    /// <summary>Gets the first layer, in parts where the heights of its filters leave different numbers of bins.</summary>
    public IReadOnlyList<MixedShapeConv> FirstLayers => [.. _firstLayers];

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags, softmax the probabilities of instruments and phonemes.</returns>
    /// <exception cref="ArgumentException">The image has another rank or other sizes than set; or it is a training batch of 1 that leaves batch normalization one value.</exception>
    public override Tensor forward(Tensor image)
    {
        ShapeGuard.Matches(
            image, $"an image [batch, channel=1, frequency={Options.Bins}, time={Options.Frames}]", [-1, 1, Options.Bins, Options.Frames], nameof(image));
        PrecisionGuard.Matches(image, _inputNorm?.weight, nameof(image));
        using var scope = NewDisposeScope();
        var normalized = _inputNorm?.call(image) ?? image;
        var maps = _firstLayers.Select(layer => layer.call(normalized)).ToArray();
        var features = _stack is null
            ? cat(maps.Select(map => map.flatten(start_dim: 1)).ToArray(), dim: 1)
            : _stack.call(Image(maps[0])).flatten(start_dim: 1);
        return _head.call(features).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its sizes and filters.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(TimbreNet)}({Options.Bins} bins × {Options.Frames} frames -> {Options.Classes} classes, {Options.ParameterCount} weights; {string.Join("; ", [Options.ScaledFilters, .. Options.Blocks])})");

    /// <summary>Returns maps as an image <c>[N, K, F, T]</c>, for which a pooled axis comes back with length 1.</summary>
    private Tensor Image(Tensor maps)
    {
        if (Options.ReadsMapsAsRows)
        {
            // As the original has it: the K·T values of the maps, cut into T rows of K.
            var (channels, frames) = (maps.shape[1], maps.shape[2]);
            maps = maps.reshape(-1, frames, channels).transpose(1, 2);
        }

        if (Options.Pooling.Bins is null)
            maps = maps.unsqueeze(2);
        return Options.Pooling.Frames is null ? maps.unsqueeze(3) : maps;
    }
}
