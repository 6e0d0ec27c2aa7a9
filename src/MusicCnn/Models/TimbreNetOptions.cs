using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="TimbreNet"/>; they compare by value, their filters included.</summary>
public sealed partial record TimbreNetOptions
{
    private const double MaxDropout = 0.99;
    private const int MaxScale = 1 << 10;

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of bins of the image.</summary>
    public required int Bins { get; init => field = Require.Positive(value, "bins"); }

    /// <summary>Gets the number of frames of the image, which the dense layer fixes.</summary>
    public required int Frames { get; init => field = Require.Positive(value, "frames"); }

    /// <summary>Gets the filters of the first layer, before <see cref="Scale"/> multiplies them.</summary>
    public required IReadOnlyList<FilterGroup> Filters { get; init => field = FilterSet.Of(Require.NotNull(value)); }

    /// <summary>Gets what multiplies the number of filters of every layer, from 1 to 1024.</summary>
    /// <value>The default value is 1.</value>
    public int Scale { get; init => field = Require.Within(value, 1, MaxScale, "times"); } = 1;

    /// <summary>Gets how the maps of the first layer are pooled.</summary>
    public required FeaturePooling Pooling { get; init => field = Require.NotNull(value); }

    /// <summary>Gets what happens at the lowest and the highest bin, in all layers whose filters do not say otherwise.</summary>
    /// <value>The default value is <see cref="AxisPadding.Valid"/>.</value>
    public AxisPadding FrequencyPadding { get; init => field = Require.Defined(value); } = AxisPadding.Valid;

    /// <summary>Gets what happens at the first and the last frame, in all layers whose filters do not say otherwise.</summary>
    /// <value>The default value is <see cref="AxisPadding.Same"/>.</value>
    public AxisPadding TimePadding { get; init => field = Require.Defined(value); } = AxisPadding.Same;

    /// <summary>Gets the nonlinearity of all layers but the last.</summary>
    /// <value>The default value is <see cref="Activation.Elu"/>.</value>
    public Activation Activation { get; init => field = Require.Defined(value); } = Activation.Elu;

    /// <summary>Gets where the first layer normalizes its channels over the batch.</summary>
    /// <value>The default value is <see cref="BatchNormOrder.None"/>.</value>
    public BatchNormOrder BatchNorm { get; init => field = Require.Defined(value); } = BatchNormOrder.None;

    /// <summary>Gets the convolutions behind the first layer; they need maps of one size from it.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<FilterBlock> Blocks { get; init => field = FilterBlock.Checked(value, nameof(Blocks)); } = new ValueList<FilterBlock>([]);

    /// <summary>Gets where the convolutions behind the first layer normalize their channels over the batch.</summary>
    /// <value>The default value is <see cref="BatchNormOrder.None"/>.</value>
    public BatchNormOrder BlockBatchNorm { get; init => field = Require.Defined(value); } = BatchNormOrder.None;

    /// <summary>Gets whether the maps of the first layer are cut into rows as the published code of the tagger does, which reshapes <c>[K, T]</c> to <c>[T, K]</c> where it means to transpose.</summary>
    /// <value>The default value is <see langword="false"/>: as the paper describes it, the second layer sees all maps at 8 moments. With <see langword="true"/> a row of 92 values holds all 46 moments of two maps,
    /// and the second layer walks over the maps by twos. The number of weights is the same.</value>
    public bool ReadsMapsAsRows { get; init; }

    /// <summary>Gets whether the image is normalized over the batch before the first layer.</summary>
    /// <value>The default value is <see langword="false"/>: the paper standardizes the data set (<see cref="FrontEnds.Standardize"/>).</value>
    public bool NormalizeInput { get; init; }

    /// <summary>Gets the share of values set to zero in training in front of each of <see cref="Blocks"/>, from 0 to 0.99.</summary>
    /// <value>The default value is 0.</value>
    public double BlockDropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); }

    /// <summary>Gets the share of values set to zero in training in front of each dense layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets the number of units of the hidden dense layer, or <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? HiddenUnits { get; init => field = value is null ? null : Require.Positive(value.Value, "units"); }

    /// <summary>Gets the number added to the variance in every batch normalization.</summary>
    /// <value>The default value is 1e-3, that of Keras and TensorFlow.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-3;

    /// <summary>Gets the weight of the newest batch in the running statistics, from 0 to 1.</summary>
    /// <value>The default value is 0.01, which Keras and TensorFlow count as 0.99.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.01;

    /// <summary>Gets what the weights are before training.</summary>
    /// <value>The default value is <see cref="WeightInitialization.Torch"/>.</value>
    public WeightInitialization Initialization { get; init => field = Require.Defined(value); } = WeightInitialization.Torch;

    /// <summary>Gets the number of trainable weights; moving statistics, which Keras counts too, are none.</summary>
    /// <exception cref="ArgumentException">The image is too small for a filter or a pooling window, or settings contradict each other.</exception>
    public long ParameterCount => (NormalizeInput ? 2 : 0) + FirstLayers.Sum(layer => layer.ParameterCount) + (Stack?.ParameterCount ?? 0)
        + DropoutHead.ParameterCount(Features, HiddenUnits, Classes);

    internal FilterSet ScaledFilters => FilterSet.Of(Filters).Times(Scale);

    /// <summary>Gets the first layer, in parts where filters leave different numbers of bins that pooling keeps.</summary>
    internal IReadOnlyList<MixedShapeConvOptions> FirstLayers
    {
        get
        {
            var whole = FirstLayer(ScaledFilters);
            return [.. whole.Groups.GroupBy(group => Pooling.Bins is null || group.MeanFirst ? 1 : FilterAxis.OfBins(whole, group).Positions(Bins)).Select(part => FirstLayer([.. part]))];
        }
    }

    internal ConvStackOptions? Stack => Blocks.Count == 0 ? null : new()
    {
        Blocks = [.. Blocks.Select(block => block.Times(Scale))],
        InChannels = FirstLayers.Sum(layer => layer.OutChannels),
        FrequencyPadding = FrequencyPadding,
        TimePadding = TimePadding,
        Activation = Activation,
        BatchNorm = BlockBatchNorm,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
        Dropout = BlockDropout,
        DropsImage = true,
    };

    /// <summary>Gets the number of values that reach the first dense layer.</summary>
    internal long Features
    {
        get
        {
            var shapes = FirstLayers.Select(layer => MixedShapes.OutputShape(layer, [1, 1, Bins, Frames])).ToArray();
            if (ReadsMapsAsRows && (Blocks.Count == 0 || Pooling.Bins is not null || Pooling.Frames is null))
            {
                throw new ArgumentException(
                    $"{nameof(ReadsMapsAsRows)} needs blocks behind maps pooled over all frequency that keep time, but there are {Blocks.Count} blocks, and the pooling is {Pooling}. Set it to false.", "options");
            }

            if (Stack is not { } stack)
                return shapes.Sum(shape => shape[1..].Aggregate(1L, (product, size) => checked(product * size)));
            if (shapes.Length > 1)
            {
                throw new ArgumentException(
                    $"Blocks need maps of one size, but the filters leave {string.Join(" and ", shapes.Select(shape => ShapeGuard.Print(shape)))}. "
                    + $"Set {nameof(FrequencyPadding)} = AxisPadding.Same, pool over all frequency, or leave {nameof(Blocks)} out.", "options");
            }

            var (left, axis) = (shapes[0], 2);
            var bins = Pooling.Bins is null ? 1 : left[axis++];
            var frames = Pooling.Frames is null ? 1 : left[axis];
            var (blockBins, blockFrames) = stack.SizeBehind(bins, frames, "options", "maps of the first layer", $", made of images of {Bins} × {Frames}");
            return stack.OutChannels * blockBins * blockFrames;
        }
    }

    private MixedShapeConvOptions FirstLayer(FilterSet filters) => new()
    {
        Groups = filters,
        FrequencyPadding = FrequencyPadding,
        TimePadding = TimePadding,
        Activation = Activation,
        BatchNorm = BatchNorm,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
        Pooling = Pooling,
    };
}
