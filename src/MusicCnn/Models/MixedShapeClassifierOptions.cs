using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of a <see cref="MixedShapeClassifier"/>.</summary>
public sealed record MixedShapeClassifierOptions
{
    private const double MaxDropout = 0.99;

    /// <summary>Gets the number of frequency bins of the image.</summary>
    public required int Bins { get; init => field = Require.Positive(value, "bins"); }

    /// <summary>Gets the number of classes.</summary>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the first layer: its filters, padding, activation and pooling.</summary>
    public required MixedShapeConvOptions FirstLayer { get; init => field = Require.NotNull(value); }

    /// <summary>Gets whether the image is normalized over the batch before the first layer, as in musicnn.</summary>
    /// <value>The default value is <see langword="true"/>, which spares standardizing the data set. Epsilon and momentum are those of <see cref="FirstLayer"/>.</value>
    public bool NormalizeInput { get; init; } = true;

    /// <summary>Gets the share of values set to zero in training in front of each dense layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets the number of units of the hidden dense layer, or <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>: the pooled features go to the classes directly.</value>
    public int? HiddenUnits { get; init => field = value is null ? null : Require.Positive(value.Value, "units"); }

    /// <summary>Gets the number of trainable weights of the whole network.</summary>
    /// <exception cref="ArgumentException">The filters do not fit the bins.</exception>
    public long ParameterCount
    {
        get
        {
            var features = Features;
            long dense = HiddenUnits is { } hidden ? (features + 1) * hidden + (hidden + 1L) * Classes : (features + 1) * Classes;
            return FirstLayer.ParameterCount + (NormalizeInput ? 2 * FirstLayer.InChannels : 0) + dense;
        }
    }

    /// <summary>Gets the number of values that are left of an image of any width when it has been pooled over time.</summary>
    internal long Features
    {
        get
        {
            var shape = MixedShapes.OutputShape(FirstLayer, [1, FirstLayer.InChannels, Bins, FirstLayer.MinimumFrames]);
            var bins = FirstLayer.Pooling.Bins is null ? 1 : shape[2];
            return FirstLayer.OutChannels * bins * (KeepsTime ? 2 : 1);
        }
    }

    /// <summary>Gets whether the first layer leaves a time axis, whose maximum and mean are then both features.</summary>
    internal bool KeepsTime => FirstLayer.Pooling.Frames is not null;

}
