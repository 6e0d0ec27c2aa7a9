using MusicCnn.Internal;
using MusicCnn.Layers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents networks whose filters all follow one axis: time for tempo, frequency for keys.</summary>
/// <remarks>
/// <para>Shape: image <c>[N, 1, F, T]</c> to logits <c>[N, classes]</c>, for any T of at least <see cref="DirectionalNetOptions.MinimumFrames"/>.</para>
/// <para>Shallow: k filters of 1×3, ReLU, dropout, the mean over all frequency, 64k filters of 1×256, ReLU, dropout; for keys 3×1, the mean over all time and
/// 168×1 instead. Deep: six blocks of 1×5 and 1×3, each ReLU and batch normalization, then the maximum of 2 frames and dropout. Behind either one filter 1×1
/// for each class with ReLU, and the mean over everything. All convolutions are padded with zeros.</para>
/// <para>Because of the last ReLU logits are never below zero, and a class whose filter is off everywhere gets no gradient, as in the original.</para>
/// <para>Source: Schreiber and Müller, "Musical tempo and key estimation using convolutional neural networks with directional filters", SMC 2019, and the
/// published code. Differences: for keys the code takes the mean over every 60 frames, which for its images of 60 is that over all time; weights start as PyTorch draws them,
/// where Keras draws evenly after Glorot and Bengio.
/// Verified against: parameter counts computed from that code (k = 1, 4, 12), and a plain evaluation of the sums in double precision.</para>
/// </remarks>
public sealed class DirectionalNet : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "short_filters")]
    private readonly MixedShapeConv? _short;

    [ComponentName(Name = "long_filters")]
    private readonly MixedShapeConv? _long;

    [ComponentName(Name = "stack")]
    private readonly ConvStack? _stack;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    [ComponentName(Name = "output")]
    private readonly MixedShapeConv _output;

    /// <summary>Initializes a new instance of the <see cref="DirectionalNet"/> class.</summary>
    /// <param name="options">The settings.</param>
    public DirectionalNet(DirectionalNetOptions options)
        : base(nameof(DirectionalNet))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        if (options.Kind == DirectionalNetKind.DeepTemp)
            _stack = new ConvStack(options.Stack);
        else
            (_short, _long) = (new MixedShapeConv(options.Short), new MixedShapeConv(options.Long));
        _dropout = nn.Dropout(options.Dropout);
        _output = new MixedShapeConv(options.Output);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public DirectionalNetOptions Options { get; }

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; softmax makes them probabilities.</returns>
    /// <exception cref="ArgumentException">The image has another rank, number of channels or number of bins, or too few frames.</exception>
    public override Tensor forward(Tensor image)
    {
        ShapeGuard.Matches(image, $"an image [batch, channel=1, frequency={Options.Bins}, time]", [-1, 1, Options.Bins, -1], nameof(image));
        using var scope = NewDisposeScope();
        Tensor maps;
        if (_stack is not null)
        {
            _ = Options.Stack.SizeBehind(image.shape[2], image.shape[3], nameof(image));
            maps = _stack.call(image);
        }
        else
        {
            var other = Options.Kind == DirectionalNetKind.ShallowSpec ? 3 : 2;
            var mean = _dropout.call(_short!.call(image)).mean([other], keepdim: true);   // [N, k, 1, T] or [N, k, F, 1]
            maps = _long!.call(mean);
        }

        return _output.call(_dropout.call(maps)).mean([2, 3]).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its sizes.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(DirectionalNet)}({Options.Kind}, {Options.Bins} bins -> {Options.Classes} classes, {Options.ParameterCount} weights)");
}
