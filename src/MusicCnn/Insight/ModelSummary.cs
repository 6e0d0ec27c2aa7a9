using MusicCnn.FrontEnds;
using MusicCnn.Insight.Summaries;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Insight;

/// <summary>Represents a network as a table: for each layer its output, weights, multiply-adds for a second of audio, and what one of its values sees.</summary>
/// <remarks>
/// <para>The network runs once, in evaluation mode and without gradients, on an image of zeros with the axes of a front-end; rows are the calls of modules in the order in
/// which they begin, a module before its parts. Afterwards every module is in the mode in which it was. Only modules invoked by <c>call</c> are seen.</para>
/// <para>Multiply-adds: a convolution takes one for each output value and weight of a filter, a dense layer one for each pair of input and output, batch
/// normalization one for each value, layer normalization and auto-pool two, a recurrent layer one for each step and weight of its matrices. Biases, activations, pooling,
/// products of tensors outside of modules and the front-end count nothing. What the excerpt takes is divided by its duration.</para>
/// <para>What a value sees is composed from kernel, stride, dilation, padding and pooling, layer by layer as they run: size + (kernel − 1)·dilation·step, steps
/// multiplied by strides. Where outputs come together, it is the least range that contains what each sees. Given is what the value sees that sees most of this image, no zeros of padding.
/// Behind a dense or recurrent layer it is the whole axis that the layer mixes. Functions between modules are known by the sizes that they leave: an axis that grows was padded at both ends, one that shrinks to a half or less was pooled
/// in windows side by side, one that shrinks less was filtered, and one that is gone is seen as a whole, or flattened where all values are kept. Not followed are values that functions put where other axes' were, as
/// <see cref="Models.TimbreNetOptions.ReadsMapsAsRows"/> does on purpose.</para>
/// <para>Source of the composition: Araujo, Norris, Sim, "Computing receptive fields of convolutional neural networks", Distill 2019. Verified against: the extent of
/// non-zero gradients in random images, and what changes in every layer of every network of the library when one row or column of the image does; multiply-adds counted
/// by hand.</para>
/// </remarks>
/// <example>
/// <code>
/// var summary = ModelSummary.Of(network, mel, new() { BeatsPerMinute = 120 });
/// Console.WriteLine(summary);                     // a table for a font of one width
/// var sight = summary.Rows[^1].Sees;              // the same as data
/// </code>
/// </example>
public sealed record ModelSummary
{
    private ModelSummary()
    {
    }

    /// <summary>Gets the sizes of the image that the network ran on: N = 1, C, F and T.</summary>
    public required IReadOnlyList<long> ImageShape { get; init; }

    /// <summary>Gets the duration of the image, in seconds: its frames divided by the frame rate.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the calls of modules, the network itself first; modules with weights that were not seen at work come last.</summary>
    public required IReadOnlyList<SummaryRow> Rows { get; init; }

    /// <summary>Gets the number of weights that training changes.</summary>
    public long TrainableWeights => Rows[0].TrainableWeights;

    /// <summary>Gets the number of weights that training by gradient leaves as they are; see <see cref="SummaryRow.OtherWeights"/>.</summary>
    public long OtherWeights => Rows[0].OtherWeights;

    /// <summary>Gets the number of multiply-adds of the known modules for a second of audio.</summary>
    public double MultiplyAddsPerSecond => Rows[0].MultiplyAddsPerSecond ?? 0;

    /// <summary>Runs a network on the image of a front-end and returns its table.</summary>
    /// <param name="network">The network, which takes an image <c>[N, C, F, T]</c>; of an <see cref="Models.AudioClassifier"/> its network.</param>
    /// <param name="frontEnd">The front-end whose images it takes; only its axes are used.</param>
    /// <param name="options">The length of the image and a tempo; <see langword="null"/> stands for the default values.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">A module fails on the image; the message names the module and the sizes of both.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The front-end makes no frame of so short an excerpt, or the excerpt is too long to count.</exception>
    public static ModelSummary Of(nn.Module<Tensor, Tensor> network, IFrontEnd frontEnd, ModelSummaryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(frontEnd);
        options ??= new();
        var samples = Require.Within(Math.Round(options.Duration.TotalSeconds * frontEnd.SampleRate), 1, int.MaxValue, "samples", nameof(ModelSummaryOptions.Duration));
        var frames = options.Frames ?? frontEnd.FrameCount((int)samples);
        long[] image = [1, options.Channels ?? frontEnd.Channels, frontEnd.Bins, frames];
        var seconds = frames / frontEnd.FrameRate;
        var steps = NetworkRun.Of(network, image);
        return new()
        {
            ImageShape = image,
            Seconds = seconds,
            Rows = new SummaryRows(network, new SightUnits(frontEnd, frames, options.BeatsPerMinute), seconds).Of(steps),
        };
    }

    /// <summary>Returns the table as text for a font of one width: one line for each row, indented by depth.</summary>
    /// <returns>The table.</returns>
    public override string ToString() => SummaryText.Of(this);
}
