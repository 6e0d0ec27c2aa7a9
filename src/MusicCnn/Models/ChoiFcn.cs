using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents the tagger of small squares that pools all of an image away: a fully convolutional network over half a minute of music.</summary>
/// <remarks>
/// <para>Shape: image in decibels <c>[N, 1, F, T]</c> to logits <c>[N, classes]</c>, F and T as set.</para>
/// <para>Batch normalization of the image; five times 3×3 convolution padded with zeros, batch normalization, ELU, maximum (2×4, 2×4, 2×4, 3×5, 4×4 bins × frames,
/// which leave one of 96 bins and one of 1366 frames); dense.</para>
/// <para>Source: Choi, Fazekas, Sandler, "Automatic tagging using deep convolutional neural networks", ISMIR 2016, in the form of the authors' published code.
/// Differences: weights start as PyTorch draws them, where Keras draws evenly after Glorot and Bengio. Verified against: the parameter counts of the readme (865,950, which is that of the released weights) and of another version of the code (447,922),
/// and a plain evaluation of the sums in double precision.</para>
/// </remarks>
public sealed class ChoiFcn : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "input_norm")]
    private readonly ImageNorm _inputNorm;

    [ComponentName(Name = "stack")]
    private readonly ConvStack _stack;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    /// <summary>Initializes a new instance of the <see cref="ChoiFcn"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The image is too small for the blocks.</exception>
    public ChoiFcn(ChoiFcnOptions options)
        : base(nameof(ChoiFcn))
    {
        ArgumentNullException.ThrowIfNull(options);
        var features = options.Features;
        Options = options;
        _inputNorm = new ImageNorm(options.Normalization, options.NormalizedSize, options.BatchNormEpsilon, options.BatchNormMomentum);
        _stack = new ConvStack(options.Stack);
        _output = nn.Linear(features, options.Classes);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public ChoiFcnOptions Options { get; }

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags.</returns>
    /// <exception cref="ArgumentException">The image has another rank or other sizes than set.</exception>
    public override Tensor forward(Tensor image)
    {
        ShapeGuard.Matches(
            image, $"an image [batch, channel=1, frequency={Options.Bins}, time={Options.Frames}]", [-1, 1, Options.Bins, Options.Frames], nameof(image));
        using var scope = NewDisposeScope();
        return _output.call(_stack.call(_inputNorm.call(image)).flatten(start_dim: 1)).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its sizes.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(ChoiFcn)}({Options.Bins} bins × {Options.Frames} frames -> {Options.Classes} classes, {Options.ParameterCount} weights; {string.Join(", ", Options.Filters)} of 3×3)");
}
