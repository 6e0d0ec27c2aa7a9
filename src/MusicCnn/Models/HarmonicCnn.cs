using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents the harmonic CNN: small squares over images whose channels are the harmonics of a note, so that one filter sees a whole sound.</summary>
/// <remarks>
/// <para>Shape: image in decibels <c>[N, H, F, T]</c> of <see cref="FrontEnds.HarmonicFilters"/> (<see cref="FrontEnds.HarmonicFiltersOptions.Won2020"/>) to logits
/// <c>[N, classes]</c>, for any T of at least <see cref="HarmonicCnnOptions.MinimumFrames"/>. Published for five seconds, 313 frames.</para>
/// <para>Batch normalization of each harmonic; seven blocks; the maximum of what they leave; dense, batch normalization, ReLU, dropout, dense. Blocks 1 and 5 are a 3×3
/// convolution padded with zeros, batch normalization and ReLU. The others are relu(g(f(x)) + x), f a convolution with normalization and ReLU, g one without ReLU.
/// Behind each the maximum of 2×2, behind the last two of 2 bins × 3 frames.</para>
/// <para>Source: Won, Chun, Nieto, Serra, "Data-driven harmonic filters for audio representation learning", ICASSP 2020, in the form of the code of Won, Ferraro, Bogdanov,
/// Serra, SMC 2020. Differences: where the blocks leave more than one bin, the maximum is over these too; the original takes images that leave one. Verified against: the sum of
/// the code's layers (3,631,550 trainable weights, and the one of <see cref="FrontEnds.HarmonicFilters"/>), and a plain evaluation of the sums in double precision; no
/// released weights were run through it.</para>
/// </remarks>
/// <example>
/// <code>
/// using var frontEnd = new HarmonicFilters(HarmonicFiltersOptions.Won2020);
/// using var network = new HarmonicCnn(new() { Classes = 2 });
/// using var model = new AudioClassifier(frontEnd, network, new() { Labels = ["sung", "played"], PatchFrames = 313 });
/// </code>
/// </example>
public sealed class HarmonicCnn : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "input_norm")]
    private readonly BatchNorm2d _inputNorm;

    [ComponentName(Name = "stack")]
    private readonly SquareStack _stack;

    [ComponentName(Name = "head")]
    private readonly DenseHead _head;

    /// <summary>Initializes a new instance of the <see cref="HarmonicCnn"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The bins are too few for the blocks.</exception>
    public HarmonicCnn(HarmonicCnnOptions options)
        : base(nameof(HarmonicCnn))
    {
        ArgumentNullException.ThrowIfNull(options);
        BlockRoom.Require(options.Blocks, SquareStack.MinimumSize(options.Stack), (options.Bins, BlockRoom.AnyFrames), nameof(options));
        Options = options;
        _inputNorm = nn.BatchNorm2d(options.Harmonics, options.BatchNormEpsilon, options.BatchNormMomentum);
        _stack = new SquareStack(options.Stack);
        _head = new DenseHead(options.Head);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public HarmonicCnnOptions Options { get; }

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, H, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags.</returns>
    /// <exception cref="ArgumentException">The image has another rank, number of harmonics or number of bins, or too few frames; or it is a batch of 1 in training
    /// mode, which leaves batch normalization behind the dense layer one value for each channel.</exception>
    public override Tensor forward(Tensor image)
    {
        ShapeGuard.Matches(
            image, $"an image [batch, harmonic={Options.Harmonics}, frequency={Options.Bins}, time]", [-1, Options.Harmonics, Options.Bins, -1], nameof(image));
        PrecisionGuard.Matches(image, _inputNorm.weight, nameof(image));
        _head.RequireBatch(image);
        using var scope = NewDisposeScope();
        return _head.call(_stack.call(_inputNorm.call(image))).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its sizes.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(HarmonicCnn)}({Options.Harmonics} harmonics of {Options.Bins} bins -> {Options.Classes} classes, {Options.ParameterCount} weights; {Options.Blocks} blocks of {Options.Filters} to {Options.Head.Units} of 3×3)");
}
