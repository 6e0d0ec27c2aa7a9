using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="MusicnnModel"/>.</summary>
public sealed record MusicnnOptions
{
    private const double MaxDropout = 0.99;

    /// <summary>The width of the timbral filters and of those of the mid-end, in frames.</summary>
    internal const int ShortFrames = 7;

    /// <summary>Gets the settings of the released MTT_musicnn and MSD_musicnn: 50 tags, 787,159 weights.</summary>
    public static MusicnnOptions Musicnn { get; } = new() { Classes = 50 };

    /// <summary>Gets the settings of the released MSD_musicnn_big: 512 filters in each layer of the mid-end, 500 dense units, 7,980,235 weights.</summary>
    public static MusicnnOptions Big { get; } = new() { Classes = 50, MidEndFilters = 512, DenseUnits = 500 };

    /// <summary>Gets the number of classes; both published label sets, of MagnaTagATune and of the Million Song Dataset, have 50.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of mel bands of the image, at least 3: the timbral filters are 0.4 and 0.7 of them high, rounded down.</summary>
    /// <value>The default value is 96, as in <see cref="FrontEnds.MelSpectrogramOptions.Musicnn"/>.</value>
    public int Bins { get; init => field = Require.Within(value, 3, int.MaxValue, "bins"); } = 96;

    /// <summary>Gets the number of timbral filters of each of the two heights.</summary>
    /// <value>The default value is 204, which is 1.6 · 128 rounded down.</value>
    public int TimbralFilters { get; init => field = Require.Positive(value, "filters"); } = 204;

    /// <summary>Gets the number of temporal filters of each of the three widths.</summary>
    /// <value>The default value is 51, which is 1.6 · 32 rounded down.</value>
    public int TemporalFilters { get; init => field = Require.Positive(value, "filters"); } = 51;

    /// <summary>Gets the width of the widest temporal filters, in frames, at least 4; the others have a half and a quarter of it, rounded down.</summary>
    /// <value>The default value is 128: two seconds at the published rate.</value>
    public int TemporalFrames { get; init => field = Require.Within(value, 4, int.MaxValue, "frames"); } = 128;

    /// <summary>Gets the number of filters of each of the three layers of the mid-end.</summary>
    /// <value>The default value is 64.</value>
    public int MidEndFilters { get; init => field = Require.Positive(value, "filters"); } = 64;

    /// <summary>Gets the number of units of the dense layer, whose outputs are the penultimate features.</summary>
    /// <value>The default value is 200.</value>
    public int DenseUnits { get; init => field = Require.Positive(value, "units"); } = 200;

    /// <summary>Gets the share of values set to zero in training in front of each dense layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets the number added to the variance in every batch normalization.</summary>
    /// <value>The default value is 1e-3, TensorFlow's, which the released weights need.</value>
    public double BatchNormEpsilon { get; init => field = Require.Positive(value, "(no unit)"); } = 1e-3;

    /// <summary>Gets the weight of the newest batch in the running statistics, from 0 to 1.</summary>
    /// <value>The default value is 0.01, which TensorFlow counts as 0.99.</value>
    public double BatchNormMomentum { get; init => field = Require.Within(value, 0, 1, "(no unit)"); } = 0.01;

    /// <summary>Gets the number of trainable weights; moving statistics, which Keras counts too, are none.</summary>
    public long ParameterCount
    {
        get
        {
            var pooled = 2L * Channels;
            return 2 + FirstLayer.ParameterCount + Enumerable.Range(0, 3).Sum(layer => MidEnd(layer).ParameterCount)
                + 2 * pooled + (pooled + 1) * DenseUnits + 2L * DenseUnits + (DenseUnits + 1L) * Classes;
        }
    }

    /// <summary>Gets the number of channels in front of pooling over time: first layer and mid-end, densely connected.</summary>
    internal int Channels => checked(FirstLayer.OutChannels + 3 * MidEndFilters);

    /// <summary>Gets the first layer: two timbral and three temporal groups.</summary>
    internal MixedShapeConvOptions FirstLayer => Normalized([
        .. FilterSets.Musicnn(Bins).Take(2).Select(group => group.Shape.Times(TimbralFilters)),
        .. new[] { TemporalFrames, TemporalFrames / 2, TemporalFrames / 4 }.Select(frames => FilterShape.Temporal(frames).Times(TemporalFilters)),
    ]);

    /// <summary>Returns a layer of the mid-end, which sees features over time as images one bin high.</summary>
    internal MixedShapeConvOptions MidEnd(int layer) => Normalized([FilterShape.Temporal(ShortFrames).Times(MidEndFilters)]) with
    {
        InChannels = layer == 0 ? FirstLayer.OutChannels : MidEndFilters,
    };

    private MixedShapeConvOptions Normalized(IReadOnlyList<FilterGroup> groups) => new()
    {
        Groups = groups,
        BatchNorm = BatchNormOrder.AfterActivation,
        BatchNormEpsilon = BatchNormEpsilon,
        BatchNormMomentum = BatchNormMomentum,
        // The original takes patches narrower than its temporal filters, too.
        FiltersMayExceedImage = true,
    };
}
