using MusicCnn.Internal;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents the settings of <see cref="CbmiNets"/>; they compare by value, their filters included.</summary>
public sealed record CbmiNetsOptions
{
    private const double MaxDropout = 0.99;

    /// <summary>Gets the Black-box network: 32 of 12×8 on 80 frames, a hidden layer; 3,275,312 weights, 87.25 % in the paper.</summary>
    public static CbmiNetsOptions BlackBox { get; } = new() { Filters = FilterSets.BlackBox(), Classes = 8, HiddenUnits = 200 };

    /// <summary>Gets the Black-box network of 32 of 12×200 on 250 frames; 2,363,440 weights.</summary>
    public static CbmiNetsOptions BlackBoxLong { get; } = BlackBox with { Filters = FilterSets.BlackBox(frames: 200), Frames = 250 };

    /// <summary>Gets the Time network: 32 of 1×60 on 80 frames; 7,336 weights, 81.79 % in the paper.</summary>
    public static CbmiNetsOptions Time { get; } = new() { Filters = FilterSets.Time(), Classes = 8 };

    /// <summary>Gets the Time network of 32 of 1×200 on 250 frames; 19,496 weights, 81.52 % in the paper.</summary>
    public static CbmiNetsOptions TimeLong { get; } = Time with { Filters = FilterSets.Time(200), Frames = 250 };

    /// <summary>Gets the Frequency network: 32 of 32×1 on 40 bins; 3,368 weights, 59.59 % in the paper.</summary>
    public static CbmiNetsOptions Frequency { get; } = new() { Filters = FilterSets.Frequency(), Classes = 8 };

    /// <summary>Gets the Frequency network whose filters are as high as the image: 32 of 40×1; 1,576 weights, 52.43 % in the paper.</summary>
    /// <value>Beware: with m = M there is one position in frequency, so that each filter learns absolute frequencies and a sound at another pitch is another sound.
    /// It is here for comparison; <see cref="Frequency"/>, with m &lt; M, came out 7 points ahead of it.</value>
    public static CbmiNetsOptions FrequencyFull { get; } = Frequency with { Filters = FilterSets.Frequency(share: 1) };

    /// <summary>Gets the Time-Frequency network: 32 of 1×60 and 32 of 32×1 side by side, a hidden layer; 196,816 weights. Started from trained networks
    /// (<see cref="CbmiNets.InitializeFrom"/>) it is the Time-FrequencyInit of the paper, 87.68 %.</summary>
    public static CbmiNetsOptions TimeFrequency { get; } = new() { Filters = FilterSets.TimeFrequency(), Classes = 8, HiddenUnits = 200 };

    /// <summary>Gets the filters: a branch for each group, all with the same number of filters. Their shape decides what a branch pools over:
    /// temporal ones, 1×n, over all frequency, frequency ones, m×1, over all time, rectangles in windows of <see cref="PoolBins"/>.</summary>
    /// <value>Heights are for <see cref="Bins"/>: <see cref="FilterSets.Frequency"/> and others make them for any number of bins.</value>
    /// <remarks>Frequency filters should be lower than the image, m &lt; M, or no tolerance of pitch is left; see <see cref="FrequencyFull"/>.</remarks>
    /// <exception cref="ArgumentException">There is no group, or they differ in the number of filters.</exception>
    public required IReadOnlyList<FilterGroup> Filters { get; init => field = Checked(value, nameof(Filters)); }

    /// <summary>Gets the number of classes.</summary>
    /// <value>The presets have 8: the dance styles of the Ballroom data set.</value>
    public required int Classes { get; init => field = Require.Positive(value, "classes"); }

    /// <summary>Gets the number of bins of the image.</summary>
    /// <value>The default value is 40, as in <see cref="FrontEnds.MelSpectrogramOptions.Cbmi2016"/>.</value>
    public int Bins { get; init => field = Require.Positive(value, "bins"); } = 40;

    /// <summary>Gets the number of frames of the image, which the dense layer fixes.</summary>
    /// <value>The default value is 80: 1.86 seconds at the published rate.</value>
    public int Frames { get; init => field = Require.Positive(value, "frames"); } = 80;

    /// <summary>Gets the height of the windows that maps of rectangular filters are pooled in, in bins; they are one frame wide.</summary>
    /// <value>The default value is 4.</value>
    public int PoolBins { get; init => field = Require.Positive(value, "bins"); } = 4;

    /// <summary>Gets the number of units of the hidden dense layer, or <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>; Black-box and Time-Frequency have 200.</value>
    public int? HiddenUnits { get; init => field = value is null ? null : Require.Positive(value.Value, "units"); }

    /// <summary>Gets the share of values set to zero in training in front of each dense layer, from 0 to 0.99.</summary>
    /// <value>The default value is 0.5.</value>
    public double Dropout { get; init => field = Require.Within(value, 0, MaxDropout, "(share)"); } = 0.5;

    /// <summary>Gets the number of trainable weights.</summary>
    /// <exception cref="ArgumentException">The image is too small for a filter or for the pooling behind it.</exception>
    public long ParameterCount
    {
        get
        {
            long inputs = checked(Features + 1);
            var dense = HiddenUnits is { } hidden ? checked((inputs * hidden) + ((hidden + 1L) * Classes)) : checked(inputs * Classes);
            return checked(Branches.Sum(branch => branch.ParameterCount) + dense);
        }
    }

    /// <summary>Gets the layer of each group.</summary>
    internal IEnumerable<MixedShapeConvOptions> Branches => Filters.Select(group => new MixedShapeConvOptions
    {
        Groups = [group],
        TimePadding = AxisPadding.Valid,
        Pooling = group.Shape switch
        {
            { Bins: 1 } => FeaturePooling.OverFrequency,
            { Frames: 1 } => FeaturePooling.OverTime,
            _ => FeaturePooling.Windows(PoolBins, 1),
        },
    });

    /// <summary>Gets the number of values that the branches leave.</summary>
    internal long Features => Branches.Sum(branch =>
        MixedShapes.OutputShape(branch, [1, 1, Bins, Frames]).Aggregate(1L, (product, size) => checked(product * size)));

    private static IReadOnlyList<FilterGroup> Checked(IReadOnlyList<FilterGroup> filters, string name)
    {
        ArgumentNullException.ThrowIfNull(filters, name);
        var set = FilterSet.Of(filters);
        return set.All(group => group.Count == set[0].Count) ? set : throw new ArgumentException(
            $"Every group needs the same number of filters, since what filter k of each has found stands together, but they are {set}. "
            + "Give them one Count.", name);
    }
}
