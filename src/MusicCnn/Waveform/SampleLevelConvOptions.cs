using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Waveform;

/// <summary>Represents the settings of a <see cref="SampleLevelConv"/>; the defaults are those of ISMIR 2018. They compare by value, their filters included.</summary>
public sealed record SampleLevelConvOptions
{
    /// <summary>The length of a filter, the stride of the first layer and the length of a pooling window, in samples of what goes in.</summary>
    internal const int Three = 3;

    /// <summary>The most layers of which one step, 3¹⁶ samples, and what it sees fit a count.</summary>
    private const int MaxLayers = 16;

    /// <summary>Gets the number of filters of each layer, of which there are 1 to 16.</summary>
    /// <value>The default value is 64, 64, 64, 128, 128, 128 and 256.</value>
    public IReadOnlyList<int> Filters { get; init => field = Checked(value, nameof(Filters)); } = Published;

    /// <summary>Gets what happens at the ends of the waveform in each layer but the first, which is never padded.</summary>
    /// <value>The default value is <see cref="AxisPadding.Valid"/>; the networks with random weights of 2018 have <see cref="AxisPadding.Same"/>.</value>
    public AxisPadding Padding { get; init => field = Require.Defined(value); } = AxisPadding.Valid;

    /// <summary>Gets the nonlinearity.</summary>
    /// <value>The default value is <see cref="Activation.Relu"/>.</value>
    public Activation Activation { get; init => field = Require.Defined(value); } = Activation.Relu;

    /// <summary>Gets where the channels are normalized over the batch.</summary>
    /// <value>The default value is <see cref="BatchNormOrder.AfterActivation"/>; <see cref="BatchNormOrder.None"/> in networks with random weights.</value>
    public BatchNormOrder BatchNorm { get; init => field = Require.Defined(value); } = BatchNormOrder.AfterActivation;

    /// <summary>Gets the number added to the variance in batch normalization.</summary>
    /// <value>The default value is 1e-3, as in TensorFlow.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-3;

    /// <summary>Gets the weight of the newest batch in the running statistics of batch normalization, from 0 to 1.</summary>
    /// <value>The default value is 0.01, the 0.99 of TensorFlow.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.01;

    /// <summary>Gets the number of channels K of the features: the filters of the last layer.</summary>
    public int OutChannels => Filters[^1];

    /// <summary>Gets the number of samples from one frame of the features to the next: 3 to the power of layers, 2187 of seven.</summary>
    public int HopLength => Enumerable.Repeat(Three, Filters.Count).Aggregate((length, factor) => length * factor);

    /// <summary>Gets the number of samples that one value of the features sees: 2·<see cref="HopLength"/> − 3, 4371 of seven layers.</summary>
    public int ReceptiveSamples => 2 * HopLength - Three;

    /// <summary>Gets the number of samples of the shortest waveform that leaves a frame: <see cref="ReceptiveSamples"/>, or <see cref="HopLength"/> where layers are padded.</summary>
    public int MinimumSamples => MinimumSamplesOf(1);

    /// <summary>Gets the number of trainable weights.</summary>
    public long ParameterCount => Enumerable.Range(0, Filters.Count).Sum(layer => Layer(layer).ParameterCount);

    internal static IReadOnlyList<int> Published { get; } = FilterCounts.Of([64, 64, 64, 128, 128, 128, 256]);

    /// <summary>Gets the number of samples at the ends that are in no frame of their own.</summary>
    private int Lost => Padding == AxisPadding.Valid ? HopLength - Three : 0;

    /// <summary>Returns the number of frames of the features: ⌊(S − (<see cref="HopLength"/> − 3)) / <see cref="HopLength"/>⌋, or ⌊S / <see cref="HopLength"/>⌋ where layers are padded.</summary>
    /// <param name="samples">The number of samples S.</param>
    /// <returns>The number of frames.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer samples than <see cref="MinimumSamples"/>.</exception>
    public long FrameCount(long samples) => samples >= MinimumSamples ? (samples - Lost) / HopLength : throw new ArgumentOutOfRangeException(
        nameof(samples),
        $"{Filters.Count} layers of three samples need a waveform of at least {MinimumSamples} samples, but got {samples}. Take a longer waveform, or fewer layers.");

    /// <summary>Returns the counts of a setting.</summary>
    internal static IReadOnlyList<int> Checked(IReadOnlyList<int> filters, string name) => FilterCounts.Checked(filters, MaxLayers, "layers", name);

    /// <summary>Returns the number of samples of the shortest waveform that leaves a number of frames.</summary>
    internal int MinimumSamplesOf(int frames) => checked(frames * HopLength + Lost);

    /// <summary>Returns the settings of a layer, which sees a waveform as an image one bin high.</summary>
    internal MixedShapeConvOptions Layer(int layer) => new()
    {
        InChannels = layer == 0 ? 1 : Filters[layer - 1],
        Groups = FilterSet.Of(FilterShape.Temporal(Three).Times(Filters[layer]) with { FrameStride = layer == 0 ? Three : 1 }),
        TimePadding = layer == 0 ? AxisPadding.Valid : Padding,
        Activation = Activation,
        BatchNorm = BatchNorm,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
        Pooling = layer == 0 ? FeaturePooling.None : FeaturePooling.Windows(bins: 1, frames: Three),
        FiltersMayExceedImage = true,
    };
}
