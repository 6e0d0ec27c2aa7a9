using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents the settings of a <see cref="MixedShapeConv"/>.</summary>
/// <remarks>Settings compare by value, their groups included.</remarks>
public sealed record MixedShapeConvOptions
{
    /// <summary>Gets the number of channels of the image.</summary>
    /// <value>The default value is 1, as a spectrogram of one waveform has.</value>
    public int InChannels { get; init => field = Require.Positive(value, "channels"); } = 1;

    /// <summary>Gets the groups of filters, in the order of the output channels.</summary>
    public required IReadOnlyList<FilterGroup> Groups { get; init => field = Checked(value, nameof(Groups)); }

    /// <summary>Gets what happens at the lowest and the highest bin.</summary>
    /// <value>The default value is <see cref="AxisPadding.Valid"/>, so that filters lower than the image shift in pitch without touching zeros.</value>
    public AxisPadding FrequencyPadding { get; init => field = Require.Defined(value); } = AxisPadding.Valid;

    /// <summary>Gets what happens at the first and the last frame.</summary>
    /// <value>The default value is <see cref="AxisPadding.Same"/>, so that filters of different widths leave equally many frames.</value>
    public AxisPadding TimePadding { get; init => field = Require.Defined(value); } = AxisPadding.Same;

    /// <summary>Gets the nonlinearity.</summary>
    /// <value>The default value is <see cref="Activation.Relu"/>.</value>
    public Activation Activation { get; init => field = Require.Defined(value); } = Activation.Relu;

    /// <summary>Gets where the channels are normalized over the batch.</summary>
    /// <value>The default value is <see cref="BatchNormOrder.None"/>.</value>
    public BatchNormOrder BatchNorm { get; init => field = Require.Defined(value); } = BatchNormOrder.None;

    /// <summary>Gets the number added to the variance in batch normalization.</summary>
    /// <value>The default value is 1e-5, as in PyTorch; TensorFlow and Keras, hence musicnn, use 1e-3.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-5;

    /// <summary>Gets the weight of the newest batch in the running statistics of batch normalization, from 0 to 1.</summary>
    /// <value>The default value is 0.1, as in PyTorch. TensorFlow and Keras count the other way round: their 0.99 is 0.01 here.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.1;

    /// <summary>Gets whether each filter has a bias.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Bias { get; init; } = true;

    /// <summary>Gets how the feature maps are pooled.</summary>
    /// <value>The default value is <see cref="FeaturePooling.OverFrequency"/>.</value>
    public FeaturePooling Pooling { get; init => field = Require.NotNull(value); } = FeaturePooling.OverFrequency;

    /// <summary>Gets whether a filter may be larger than the image on a padded axis, and so reach into zeros at both ends at once.</summary>
    /// <value>The default value is <see langword="false"/>: such an image is an error, since part of what was learned never sees any of it. musicnn on
    /// patches of less than 128 frames needs <see langword="true"/>.</value>
    public bool FiltersMayExceedImage { get; init; }

    /// <summary>Gets the number of output channels K: the filters of all groups, twice with <see cref="PoolingStatistic.MaxAndMean"/>.</summary>
    public int OutChannels => Groups.Sum(group => group.Count) * (Pooling.Statistic == PoolingStatistic.MaxAndMean ? 2 : 1);

    /// <summary>Gets the number of trainable weights: filters, biases, and the scales and offsets of batch normalization.</summary>
    public long ParameterCount => Groups.Sum(group =>
        group.Count * ((long)InChannels * group.Shape.Bins * group.Shape.Frames + (Bias ? 1 : 0) + (BatchNorm == BatchNormOrder.None ? 0 : 2)));

    /// <summary>Gets the number of frames of the narrowest image that every filter and pooling window fits in.</summary>
    public int MinimumFrames => checked((int)Groups.Max(group => MixedShapes.MinimumSize(
        FilterAxis.OfFrames(this, group), Pooling.Frames, FiltersMayExceedImage)));

    private static IReadOnlyList<FilterGroup> Checked(IReadOnlyList<FilterGroup> groups, string name)
    {
        ArgumentNullException.ThrowIfNull(groups, name);
        if (groups.Count == 0)
            throw new ArgumentException("A layer needs at least one group of filters, but got none.", name);
        if (groups.Any(group => group is null))
            throw new ArgumentException("A group of filters must not be null.", name);
        var weights = groups.Aggregate((Int128)0, (sum, group) => sum + (Int128)group.Count * group.Shape.Bins * group.Shape.Frames);
        if (weights > int.MaxValue)
            throw new ArgumentException($"A layer can have at most {int.MaxValue} weights for each channel, but its groups have {weights}.", name);
        return FilterSet.Of(groups);
    }
}
