using MusicCnn.Internal;
using MusicCnn.Layers;
using MusicCnn.Waveform;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="TaggerAtScale"/>; they compare by value, their filters included.</summary>
public sealed record TaggerAtScaleOptions
{
    private const double MaxDropout = 0.99;
    private const int MaxFilters = 1 << 16;

    /// <summary>The length of the filters of the back-end, in frames of the front-end.</summary>
    internal const int ShortFrames = 7;

    /// <summary>The length of the pooling windows of the back-end.</summary>
    internal const int PooledFrames = 2;

    /// <summary>Frames that a front-end must leave: the first convolution is not padded, and one window must fit behind it.</summary>
    internal const int LeastFrames = ShortFrames - 1 + PooledFrames;

    /// <summary>Gets the network on spectrograms that did best in the paper: 50 tags, 464 filters in the first layer, 5,926,198 weights.</summary>
    public static TaggerAtScaleOptions Spectrogram { get; } = new() { Classes = 50, Input = TaggerInput.Spectrogram };

    /// <summary>Gets the same as the authors' code has it: <see cref="SharedResidualNorm"/>, 5,924,154 weights.</summary>
    public static TaggerAtScaleOptions SpectrogramAsCoded { get; } = Spectrogram with { SharedResidualNorm = true };

    /// <summary>Gets the network on waveforms: 50 tags, seven layers of three samples, 5,379,126 weights.</summary>
    public static TaggerAtScaleOptions Waveform { get; } = new() { Classes = 50, Input = TaggerInput.Waveform };

    /// <summary>Gets the same as the authors' code has it: <see cref="SharedResidualNorm"/>, 5,377,082 weights.</summary>
    public static TaggerAtScaleOptions WaveformAsCoded { get; } = Waveform with { SharedResidualNorm = true };

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets what it hears.</summary>
    public required TaggerInput Input { get; init => field = Require.Defined(value); }

    /// <summary>Gets the number of mel bands of the image, at least 3; it counts only for spectrograms.</summary>
    /// <value>The default value is 96.</value>
    public int Bins { get; init => field = Require.Within(value, 3, int.MaxValue, "bins"); } = 96;

    /// <summary>Gets the filters of the first layer for spectrograms, or <see langword="null"/> for the paper's: ten shapes, 16 to 128 of each.</summary>
    /// <value>The default value is <see langword="null"/>. Those with fewer and more filters of the paper are <see cref="FilterSets.TaggingAtScale"/> of 4, 8 and 32.</value>
    public IReadOnlyList<FilterGroup>? SpectrogramFilters { get; init => field = value is null ? null : FilterSet.Of(value); }

    /// <summary>Gets the number of filters of each layer for waveforms, of which there are 1 to 16.</summary>
    /// <value>The default value is 64, 64, 64, 128, 128, 128 and 256.</value>
    public IReadOnlyList<int> WaveformFilters { get; init => field = SampleLevelConvOptions.Checked(value, nameof(WaveformFilters)); } = SampleLevelConvOptions.Published;

    /// <summary>Gets the number of filters of each of the three convolutions of the back-end, from 1 to 65,536.</summary>
    /// <value>The default value is 512.</value>
    public int Filters { get; init => field = Require.Within(value, 1, MaxFilters, "filters"); } = 512;

    /// <summary>Gets the number of units of the dense layer.</summary>
    /// <value>The default value is 500; the paper compares 200, 500 and 1000.</value>
    public int DenseUnits { get; init => field = Require.Positive(value, "units"); } = 500;

    /// <summary>Gets the share of values set to zero in training in front of each dense layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets a value indicating whether the two residual convolutions are normalized by one mean, variance, scale and offset of all filters together, instead of one
    /// for each filter. The authors' code does so, because it exchanges the axes before it normalizes the last one; that is 2 weights instead of 1,024.</summary>
    /// <value>The default value is <see langword="false"/>: what the paper says.</value>
    public bool SharedResidualNorm { get; init; }

    /// <summary>Gets the number added to the variance in every batch normalization.</summary>
    /// <value>The default value is 1e-3, that of TensorFlow.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-3;

    /// <summary>Gets the weight of the newest batch in the running statistics, from 0 to 1.</summary>
    /// <value>The default value is 0.01, which TensorFlow counts as 0.99.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.01;

    /// <summary>Gets the number of frames that an image, or of samples that a waveform must have at least: 8, or 19,680 with the published layers.</summary>
    public int MinimumLength => Input == TaggerInput.Spectrogram ? LeastFrames : SampleLevel.MinimumSamplesOf(LeastFrames);

    /// <summary>Gets the number of trainable weights; moving statistics are none.</summary>
    public long ParameterCount =>
        FrontEndParameterCount + Convolution(0).ParameterCount + 2 * (Convolution(1).ParameterCount + (SharedResidualNorm ? 2 : 0))
        + (2L * Filters + 1) * DenseUnits + 2L * DenseUnits + (DenseUnits + 1L) * Classes;

    /// <summary>Gets the number of trainable weights of the front-end alone.</summary>
    public long FrontEndParameterCount => Input == TaggerInput.Spectrogram ? FirstLayer.ParameterCount : SampleLevel.ParameterCount;

    /// <summary>Gets the front-end for spectrograms.</summary>
    internal MixedShapeConvOptions FirstLayer => Normalized(1, SpectrogramFilters ?? FilterSets.TaggingAtScale(Bins)) with
    {
        // The original takes patches narrower than its temporal filters, too.
        FiltersMayExceedImage = true,
    };

    /// <summary>Gets the front-end for waveforms.</summary>
    internal SampleLevelConvOptions SampleLevel => new() { Filters = WaveformFilters, BatchNormEpsilon = BatchNormEpsilon, BatchNormMomentum = BatchNormMomentum };

    /// <summary>Returns a convolution of the back-end, which sees features over time as images one bin high.</summary>
    internal MixedShapeConvOptions Convolution(int layer)
    {
        var channels = layer > 0 ? Filters : Input == TaggerInput.Spectrogram ? FirstLayer.OutChannels : SampleLevel.OutChannels;
        return Normalized(channels, FilterSet.Of(FilterShape.Temporal(ShortFrames).Times(Filters))) with
        {
            TimePadding = layer == 0 ? AxisPadding.Valid : AxisPadding.Same,
            BatchNorm = layer > 0 && SharedResidualNorm ? BatchNormOrder.None : BatchNormOrder.AfterActivation,
            FiltersMayExceedImage = layer > 0,
        };
    }

    private MixedShapeConvOptions Normalized(int channels, IReadOnlyList<FilterGroup> groups) => new()
    {
        InChannels = channels,
        Groups = groups,
        BatchNorm = BatchNormOrder.AfterActivation,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
    };
}
