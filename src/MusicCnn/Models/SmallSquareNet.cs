using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents the baselines that the networks of many timbral shapes are compared with: small squares behind each other, as networks for photographs have.</summary>
/// <remarks>
/// <para>Shape: image <c>[N, 1, F, T]</c> to logits <c>[N, classes]</c>, F and T as set; any T that the blocks leave something of with <see cref="SmallSquareNetOptions.GlobalMaximum"/>.</para>
/// <para>Blocks of convolutions with their activation, and batch normalization where set, pooled; everything flattened by channel, then frequency, then time, or the
/// maximum of each channel; a hidden dense layer where set; dropout; dense.</para>
/// <para>Source: Pons, Slizovskaia, Gong, Gómez, Serra, "Timbre analysis of music audio signals with convolutional neural networks", EUSIPCO 2017, and the authors' code; each preset of
/// <see cref="SmallSquareNetOptions"/> says after whom its baseline is. Differences: running variances are
/// averages of the variance, where Lasagne averages the inverse of the deviation. Verified against: the parameter counts of the paper and of the code, and a plain evaluation of the sums in double precision.</para>
/// </remarks>
public sealed class SmallSquareNet : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "stack")]
    private readonly ConvStack _stack;

    [ComponentName(Name = "head")]
    private readonly DropoutHead _head;

    /// <summary>Initializes a new instance of the <see cref="SmallSquareNet"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The image is too small for the blocks.</exception>
    public SmallSquareNet(SmallSquareNetOptions options)
        : base(nameof(SmallSquareNet))
    {
        ArgumentNullException.ThrowIfNull(options);
        var features = options.Features;
        Options = options;
        _stack = new ConvStack(options.Stack);
        _head = new DropoutHead(features, options.HiddenUnits, options.Classes, options.Activation, hiddenDropout: 0, options.Dropout);
        RegisterComponents();
        StartWeights.Draw(this, _head.Output, options.Initialization);
    }

    /// <summary>Gets the settings.</summary>
    public SmallSquareNetOptions Options { get; }

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags and instruments, softmax the probabilities of phonemes.</returns>
    /// <exception cref="ArgumentException">The image has another rank or other sizes than set, or too few frames; or it is a training batch of 1 that leaves batch normalization one value.</exception>
    public override Tensor forward(Tensor image)
    {
        if (Options.GlobalMaximum)
        {
            ShapeGuard.Matches(image, $"an image [batch, channel=1, frequency={Options.Bins}, time]", [-1, 1, Options.Bins, -1], nameof(image));
            _ = Options.Stack.SizeBehind(image.shape[2], image.shape[3], nameof(image));
        }
        else
        {
            ShapeGuard.Matches(
                image, $"an image [batch, channel=1, frequency={Options.Bins}, time={Options.Frames}]", [-1, 1, Options.Bins, Options.Frames], nameof(image));
        }

        using var scope = NewDisposeScope();
        var maps = _stack.call(image);
        var features = Options.GlobalMaximum ? FeaturePooler.Maximum(maps.flatten(start_dim: 2), 2) : maps.flatten(start_dim: 1);
        return _head.call(features).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its sizes and filters.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(SmallSquareNet)}({Options.Bins} bins × {Options.Frames} frames -> {Options.Classes} classes, {Options.ParameterCount} weights; {string.Join("; ", Options.Blocks)})");
}
