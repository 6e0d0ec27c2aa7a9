using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="SmallSquareNet"/>; they compare by value, their blocks included.</summary>
public sealed partial record SmallSquareNetOptions
{
    private const double MaxDropout = 0.99;

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of bins of the image.</summary>
    public required int Bins { get; init => field = Require.Positive(value, "bins"); }

    /// <summary>Gets the number of frames of the image, which the dense layer fixes unless <see cref="GlobalMaximum"/> is set.</summary>
    public required int Frames { get; init => field = Require.Positive(value, "frames"); }

    /// <summary>Gets the convolutions with the pooling behind them, at least one block.</summary>
    public required IReadOnlyList<FilterBlock> Blocks { get; init => field = Checked(value, nameof(Blocks)); }

    /// <summary>Gets what happens at the edges of the image, on both axes.</summary>
    /// <value>The default value is <see cref="AxisPadding.Same"/>.</value>
    public AxisPadding Padding { get; init => field = Require.Defined(value); } = AxisPadding.Same;

    /// <summary>Gets whether each filter has a bias.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Bias { get; init; } = true;

    /// <summary>Gets the nonlinearity of all layers but the last.</summary>
    /// <value>The default value is <see cref="Activation.Elu"/>.</value>
    public Activation Activation { get; init => field = Require.Defined(value); } = Activation.Elu;

    /// <summary>Gets where the convolutions normalize their channels over the batch.</summary>
    /// <value>The default value is <see cref="BatchNormOrder.BeforeActivation"/>.</value>
    public BatchNormOrder BatchNorm { get; init => field = Require.Defined(value); } = BatchNormOrder.BeforeActivation;

    /// <summary>Gets the share of values set to zero in training between blocks, from 0 to 0.99.</summary>
    /// <value>The default value is 0.</value>
    public double BlockDropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); }

    /// <summary>Gets whether <see cref="BlockDropout"/> is also the share of the values of the image that are set to zero.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool DropsImage { get; init; }

    /// <summary>Gets whether the largest value of each channel is kept of what the last block leaves, so that images of any width fit.</summary>
    /// <value>The default value is <see langword="false"/>: all of it goes to the dense layer.</value>
    public bool GlobalMaximum { get; init; }

    /// <summary>Gets the number of units of the hidden dense layer, or <see langword="null"/> for none. There is no dropout in front of it.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? HiddenUnits { get; init => field = value is null ? null : Require.Positive(value.Value, "units"); }

    /// <summary>Gets the share of values set to zero in training in front of the last dense layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets the number added to the variance in every batch normalization.</summary>
    /// <value>The default value is 1e-3, that of Keras; Lasagne's is 1e-4.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-3;

    /// <summary>Gets the weight of the newest batch in the running statistics, from 0 to 1.</summary>
    /// <value>The default value is 0.01, which Keras counts as 0.99; Lasagne's is 0.1.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.01;

    /// <summary>Gets what the weights are before training.</summary>
    /// <value>The default value is <see cref="WeightInitialization.Torch"/>.</value>
    public WeightInitialization Initialization { get; init => field = Require.Defined(value); } = WeightInitialization.Torch;

    /// <summary>Gets the number of trainable weights; moving statistics are none.</summary>
    /// <exception cref="ArgumentException">The image is too small for the blocks.</exception>
    public long ParameterCount => Stack.ParameterCount + DropoutHead.ParameterCount(Features, HiddenUnits, Classes);

    internal ConvStackOptions Stack => new()
    {
        Blocks = [.. Blocks.Select(block => block.Times(1))],
        FrequencyPadding = Padding,
        TimePadding = Padding,
        Bias = Bias,
        Activation = Activation,
        BatchNorm = BatchNorm,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
        Dropout = BlockDropout,
        DropsImage = DropsImage,
    };

    /// <summary>Gets the number of values that reach the first dense layer.</summary>
    internal long Features
    {
        get
        {
            var stack = Stack;
            var (bins, frames) = stack.SizeBehind(Bins, Frames, "options");
            return stack.OutChannels * (GlobalMaximum ? 1 : bins * frames);
        }
    }

    private static IReadOnlyList<FilterBlock> Checked(IReadOnlyList<FilterBlock> blocks, string name)
    {
        var list = FilterBlock.Checked(blocks, name);
        return list.Count > 0 ? list : throw new ArgumentException("A stack needs at least one block, but got none.", name);
    }
}
