using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents the short-chunk CNN: a deep stack of small squares over a few seconds of music, each block of which halves the image, with residual connections where set.</summary>
/// <remarks>
/// <para>Shape: image in decibels <c>[N, 1, F, T]</c> of <see cref="FrontEnds.MelSpectrogramOptions.Won2020"/> to logits <c>[N, classes]</c>, for any T of at least
/// <see cref="ShortChunkCnnOptions.MinimumFrames"/>. Published for chunks of 231 frames, 3.69 seconds; the likelihoods of a song are the means of its chunks'.</para>
/// <para>Batch normalization of the image; seven blocks; the maximum of what they leave; dense, batch normalization, ReLU, dropout, dense. A block is 3×3 convolution padded
/// with zeros, batch normalization, ReLU, maximum of 2×2. A residual one is relu(g(f(x)) + h(x)): f a 3×3 convolution in steps of 2, batch normalization and ReLU,
/// g another without step and ReLU, h as f without ReLU.</para>
/// <para>Source: Won, Ferraro, Bogdanov, Serra, "Evaluation of CNN-based automatic music tagging models", SMC 2020, in the form of the authors' published code.
/// Differences: where seven blocks leave more than one bin (from 256 bins up, residual from 129), the maximum is over these too; the original takes images that leave one.
/// Verified against: the sums of the code's layers (3,687,348 trainable weights; residual 12,104,244), and a plain evaluation of the sums in double
/// precision; no released weights were run through it.</para>
/// </remarks>
public sealed class ShortChunkCnn : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "input_norm")]
    private readonly BatchNorm2d _inputNorm;

    [ComponentName(Name = "stack")]
    private readonly SquareStack _stack;

    [ComponentName(Name = "head")]
    private readonly DenseHead _head;

    /// <summary>Initializes a new instance of the <see cref="ShortChunkCnn"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The bins are too few for the blocks.</exception>
    public ShortChunkCnn(ShortChunkCnnOptions options)
        : base(nameof(ShortChunkCnn))
    {
        ArgumentNullException.ThrowIfNull(options);
        BlockRoom.Require(options.Blocks, SquareStack.MinimumSize(options.Stack), (options.Bins, BlockRoom.AnyFrames), nameof(options));
        Options = options;
        _inputNorm = nn.BatchNorm2d(1, options.BatchNormEpsilon, options.BatchNormMomentum);
        _stack = new SquareStack(options.Stack);
        _head = new DenseHead(options.Head);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public ShortChunkCnnOptions Options { get; }

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags.</returns>
    /// <exception cref="ArgumentException">The image has another rank, number of channels or number of bins, or too few frames; or it is a batch of 1 in training
    /// mode, which leaves batch normalization behind the dense layer one value for each channel.</exception>
    public override Tensor forward(Tensor image)
    {
        ShapeGuard.Matches(image, $"an image [batch, channel=1, frequency={Options.Bins}, time]", [-1, 1, Options.Bins, -1], nameof(image));
        PrecisionGuard.Matches(image, _inputNorm.weight, nameof(image));
        _head.RequireBatch(image);
        using var scope = NewDisposeScope();
        return _head.call(_stack.call(_inputNorm.call(image))).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its sizes.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(ShortChunkCnn)}({Options.Bins} bins -> {Options.Classes} classes, {Options.ParameterCount} weights; {Options.Blocks} {(Options.Residual ? "residual blocks" : "blocks")} of {Options.Filters} to {Options.Head.Units} of 3×3)");
}
