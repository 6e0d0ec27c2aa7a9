using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents the baseline that musicnn is compared with: small squares in five layers, as networks for photographs have.</summary>
/// <remarks>
/// <para>Shape: log-mel image <c>[N, 1, F, T]</c> of <see cref="FrontEnds.MelSpectrogramOptions.Musicnn"/> to logits <c>[N, classes]</c>, F and T as set.</para>
/// <para>Batch normalization of the image; five times 3×3 convolution padded with zeros, ReLU, batch normalization, maximum; dropout and a dense layer. The first
/// pooling looks at windows of 1 bin × 4 frames in steps of 2×2, so that every other bin is skipped, as in the original.</para>
/// <para>Source: Pons and Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging", ISMIR 2019 late-breaking, after Simonyan and
/// Zisserman, "Very deep convolutional networks for large-scale image recognition", ICLR 2015. Differences: weights start as PyTorch draws them, where the training code draws normally with a variance of 2 / fan-in. Verified against: the parameter
/// counts of the released weights (605,748; 1,282 moving statistics more in Keras are not counted) and of the training code (40,884), a plain
/// evaluation of the sums in double precision, and on a real clip with the released weights (<see cref="Weights.KerasWeights"/>) such an evaluation, 2e-5 of the
/// likelihoods.</para>
/// </remarks>
public sealed class VggModel : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "input_norm")]
    private readonly BatchNorm2d _inputNorm;

    [ComponentName(Name = "stack")]
    private readonly ConvStack _stack;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    /// <summary>Initializes a new instance of the <see cref="VggModel"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The image is too small for the blocks.</exception>
    public VggModel(VggOptions options)
        : base(nameof(VggModel))
    {
        ArgumentNullException.ThrowIfNull(options);
        var features = options.Features;
        Options = options;
        _inputNorm = nn.BatchNorm2d(1, options.BatchNormEpsilon, options.BatchNormMomentum);
        _stack = new ConvStack(options.Stack);
        _dropout = nn.Dropout(options.Dropout);
        _output = nn.Linear(features, options.Classes);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public VggOptions Options { get; }

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags.</returns>
    /// <exception cref="ArgumentException">The image has another rank or other sizes than set.</exception>
    public override Tensor forward(Tensor image)
    {
        using var scope = NewDisposeScope();
        return Compute(image).Logits.MoveToOuterDisposeScope();
    }

    /// <summary>Computes the features that the blocks make of images, and the logits.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The features, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">As for <see cref="forward"/>.</exception>
    public VggFeatures Features(Tensor image)
    {
        using var scope = NewDisposeScope();
        return Compute(image).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its sizes.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(VggModel)}({Options.Bins} bins × {Options.Frames} frames -> {Options.Classes} classes, {Options.ParameterCount} weights; {Options.Blocks} × {Options.Filters} of 3×3)");

    private VggFeatures Compute(Tensor image)
    {
        ShapeGuard.Matches(
            image, $"an image [batch, channel=1, frequency={Options.Bins}, time={Options.Frames}]", [-1, 1, Options.Bins, Options.Frames], nameof(image));
        PrecisionGuard.Matches(image, _inputNorm.weight, nameof(image));
        var pools = _stack.Pooled(_inputNorm.call(image));
        var features = pools[^1].permute(0, 3, 2, 1).flatten(start_dim: 1);   // channels of one place together, as in the original
        return new() { Pools = pools, Logits = _output.call(_dropout.call(features)) };
    }
}
