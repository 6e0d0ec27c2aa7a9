using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of an <see cref="OnsetPatternNet"/>; they compare by value, their filters included.</summary>
public sealed record OnsetPatternNetOptions
{
    private const double MaxDropout = 0.99;
    private const int MaxScale = 1 << 10;

    /// <summary>Gets the O-net: eight widths from 6 to 41 frames, which hear onsets; 4,188 weights, and 8,368 with a <see cref="Scale"/> of 2.</summary>
    public static OnsetPatternNetOptions Onsets { get; } = new() { Filters = FilterSets.Onsets(), Classes = 8 };

    /// <summary>Gets the P-net: 35 widths from 46 to 216 frames, which hear rhythmic patterns; 7,428 weights, and 14,848 with a <see cref="Scale"/> of 2.</summary>
    public static OnsetPatternNetOptions Patterns { get; } = new() { Filters = FilterSets.Patterns(), Classes = 8 };

    /// <summary>Gets both side by side; 11,608 weights, and 23,208, 46,408 and 92,808 with a <see cref="Scale"/> of 2, 4 and 8.</summary>
    public static OnsetPatternNetOptions OnsetsAndPatterns { get; } = new() { Filters = FilterSets.OnsetsAndPatterns(), Classes = 8 };

    /// <summary>Gets the filters at a <see cref="Scale"/> of 1, in the order of the channels.</summary>
    /// <exception cref="ArgumentException">There is no group.</exception>
    public required IReadOnlyList<FilterGroup> Filters { get; init => field = FilterSet.Of(Require.NotNull(value)); }

    /// <summary>Gets the number of classes.</summary>
    /// <value>The presets have 8: the dance styles of the Ballroom data set.</value>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets what multiplies the number of filters of each width, from 1 to 1024.</summary>
    /// <value>The default value is 1; the paper has 1 and 2, and up to 8 for both kinds together.</value>
    public int Scale
    {
        get;
        init => field = Require.Within(
            Require.Positive(value, "times", "Take 1 for the smallest network of the paper, or 2, 4 or 8.", nameof(Scale)), 1, MaxScale, "times", nameof(Scale));
    }
    = 1;

    /// <summary>Gets the number of bins of the image.</summary>
    /// <value>The default value is 40, as in <see cref="FrontEnds.MelSpectrogramOptions.Cbmi2016"/>.</value>
    public int Bins { get; init => field = Require.Positive(value, "bins"); } = 40;

    /// <summary>Gets the height of the windows that maps are pooled in, in bins; they are as wide as the maps.</summary>
    /// <value>The default value is 4.</value>
    public int PoolBins { get; init => field = Require.Positive(value, "bins"); } = 4;

    /// <summary>Gets the share of values set to zero in training in front of the dense layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets the number of trainable weights.</summary>
    /// <exception cref="ArgumentException">The image has too few bins for a filter or for the pooling.</exception>
    public long ParameterCount => checked(FirstLayer.ParameterCount + ((Features + 1) * Classes));

    /// <summary>Gets the number of frames that an image must have at least: those of the widest filter.</summary>
    public int MinimumFrames => FirstLayer.MinimumFrames;

    internal MixedShapeConvOptions FirstLayer => new()
    {
        Groups = FilterSet.Of(Filters).Times(Scale),
        TimePadding = AxisPadding.Valid,
        Pooling = new() { Bins = PoolBins, Frames = null },
    };

    /// <summary>Gets the number of values that the pooling leaves: 10 for each filter of the paper's networks.</summary>
    internal long Features
    {
        get
        {
            var first = FirstLayer;
            var shape = MixedShapes.OutputShape(first, [1, 1, Bins, first.MinimumFrames]);
            return checked(shape[1] * shape[2]);
        }
    }
}
