using MusicCnn.Internal;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.Models;

/// <summary>Represents a convolutional recurrent network: small squares for what is short, two recurrent layers over what they leave of time.</summary>
/// <remarks>
/// <para>Shape: image in decibels <c>[N, 1, F, T]</c> to logits <c>[N, classes]</c>, for any T that the blocks fit in where each bin is normalized.</para>
/// <para>Zeros at both ends of time; batch normalization of the image; four times 3×3 convolution padded with zeros, batch normalization, ELU, maximum
/// (2×2, 3×3, 4×4, 4×4) and dropout, which leaves one bin of 96 and a step of every 96 frames; two gated recurrent layers; of the second the last step, dropout, dense.</para>
/// <para>Source: Choi, Fazekas, Sandler, Cho, "Convolutional recurrent neural networks for music classification", ICASSP 2017, k2c2 with two GRUs, in the form of the
/// authors' published code. Differences: PyTorch's gates have two biases and reset behind the product, where Keras 1 has one bias, resets before it and takes a hard
/// sigmoid, so that the released recurrent weights do not fit; weights start as PyTorch draws them, not as Keras does. Verified against: the parameter count of the readme with Keras's biases (396,786, which is 396,978 here),
/// and a plain evaluation of the sums in double precision.</para>
/// </remarks>
public sealed class Crnn : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "input_norm")]
    private readonly ImageNorm _inputNorm;

    [ComponentName(Name = "stack")]
    private readonly ConvStack _stack;

    [ComponentName(Name = "block_dropout")]
    private readonly Dropout _blockDropout;

    [ComponentName(Name = "first_gru")]
    private readonly GRU _firstGru;

    [ComponentName(Name = "second_gru")]
    private readonly GRU _secondGru;

    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    /// <summary>Initializes a new instance of the <see cref="Crnn"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The bins are too few for the blocks, or the frames where each is normalized.</exception>
    public Crnn(CrnnOptions options)
        : base(nameof(Crnn))
    {
        ArgumentNullException.ThrowIfNull(options);
        var features = options.StepFeatures;
        Options = options;
        _inputNorm = new ImageNorm(options.Normalization, options.NormalizedSize, options.BatchNormEpsilon, options.BatchNormMomentum);
        _stack = new ConvStack(options.Stack);
        _blockDropout = nn.Dropout(options.BlockDropout);
        _firstGru = RecurrentWeights.Keep(nn.GRU(features, options.RecurrentUnits, batchFirst: true));
        _secondGru = RecurrentWeights.Keep(nn.GRU(options.RecurrentUnits, options.RecurrentUnits, batchFirst: true));
        _dropout = nn.Dropout(options.Dropout);
        _output = nn.Linear(options.RecurrentUnits, options.Classes);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public CrnnOptions Options { get; }

    /// <summary>Computes the logits of images.</summary>
    /// <param name="image">The images, <c>[N, 1, F, T]</c>.</param>
    /// <returns>The logits, <c>[N, classes]</c>; a sigmoid makes them the likelihoods of tags.</returns>
    /// <exception cref="ArgumentException">The image has another rank, number of channels or number of bins, another number of frames where each is normalized, or too few.</exception>
    public override Tensor forward(Tensor image)
    {
        var (frames, time) = Options.Normalization == ImageNormalization.EachFrame ? (Options.Frames, $"time={Options.Frames}") : (-1, "time");
        ShapeGuard.Matches(image, $"an image [batch, channel=1, frequency={Options.Bins}, {time}]", [-1, 1, Options.Bins, frames], nameof(image));
        _ = Options.Stack.SizeBehind(image.shape[2], image.shape[3] + 2L * Options.Padding, nameof(image), origin: Options.Padding == 0 ? "" : $", zeros for padding and {image.shape[3]} frames of the image");
        using var scope = NewDisposeScope();
        var padded = Options.Padding == 0 ? image : nn.functional.pad(image, [Options.Padding, Options.Padding]);
        var maps = _blockDropout.call(_stack.call(_inputNorm.call(padded)));   // [N, K, F', steps]
        var steps = maps.permute(0, 3, 1, 2).flatten(start_dim: 2);            // [N, steps, K·F']
        var (sequence, _) = _firstGru.call(steps);
        var (_, last) = _secondGru.call(sequence);                             // [1, N, units]
        return _output.call(_dropout.call(last.squeeze(0))).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the network with its sizes.</summary>
    /// <returns>The network as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(Crnn)}({Options.Bins} bins -> {Options.Classes} classes, {Options.ParameterCount} weights; {Options.Blocks} blocks, 2 × {Options.RecurrentUnits} recurrent units)");
}
