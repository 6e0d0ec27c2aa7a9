using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <content>The sets of the two papers on dance music: CBMI 2016 and ICASSP 2017.</content>
public static partial class FilterSets
{
    private const int DanceBins = 40;

    /// <summary>Returns the rectangular filters of the Black-box network: 12 of 40 bins, 8 frames.</summary>
    /// <param name="bins">The number of bins of the image; the paper has 40.</param>
    /// <param name="frames">The width, in frames; the paper has 8, and 200 for images of 250 frames.</param>
    /// <returns>32 filters.</returns>
    /// <remarks>Source: Pons, Lidy, Serra, "Experimenting with musically motivated convolutional neural networks", CBMI 2016. Built for 43 frames a
    /// second; <see cref="AxisPadding.Valid"/> on both axes, ReLU, windows of 4×1, no batch normalization.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static FilterSet BlackBox(int bins = DanceBins, int frames = 8)
    {
        Require.Positive(bins, "bins", nameof(bins));
        return [FilterShape.Rectangular(Scaled(12, bins, DanceBins), frames).Times(32)];
    }

    /// <summary>Returns the temporal filters of the Time network.</summary>
    /// <param name="frames">The width, in frames; the paper has 60, and 200 for images of 250 frames.</param>
    /// <returns>32 filters, for any number of bins.</returns>
    /// <remarks>Source and settings: as for <see cref="BlackBox"/>, but pooled over all frequency.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frames"/> is below 1.</exception>
    public static FilterSet Time(int frames = 60) => [FilterShape.Temporal(frames).Times(32)];

    /// <summary>Returns the frequency filters of the Frequency network: 32 of 40 bins.</summary>
    /// <param name="bins">The number of bins of the image; the paper has 40.</param>
    /// <param name="share">The height, as a share of the bins above 0 and up to 1, rounded down. The paper has 0.8 (32 bins) and, for comparison, 1 (40): the
    /// latter has m = M, one position only, and so no tolerance of pitch, which cost it 7 points of accuracy.</param>
    /// <returns>32 filters.</returns>
    /// <remarks>Source and settings: as for <see cref="BlackBox"/>, but pooled over all time.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 1, <paramref name="share"/> not above 0 or above 1, or less than one bin remains.</exception>
    public static FilterSet Frequency(int bins = DanceBins, double share = 0.8)
    {
        Require.Positive(bins, "bins", nameof(bins));
        Require.Within(share, 1.0 / bins, 1, "of the bins", nameof(share));
        return [FilterShape.Frequency(Math.Max(1, (int)(share * bins))).Times(32)];
    }

    /// <summary>Returns the filters of the Time-Frequency network: those of <see cref="Time"/>, then those of <see cref="Frequency"/>.</summary>
    /// <param name="bins">The number of bins of the image; the paper has 40.</param>
    /// <param name="frames">The width of the temporal filters, in frames; the paper has 60.</param>
    /// <returns>32 filters of each shape.</returns>
    /// <remarks>Source: as for <see cref="BlackBox"/>. The paper pools the first over frequency and the second over time, so that it takes a layer for each;
    /// one layer has them pooled alike. <see cref="MixedShapeConv.CopyFrom"/> starts them from layers trained one by one, as Time-FrequencyInit does.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static FilterSet TimeFrequency(int bins = DanceBins, int frames = 60) => Time(frames).And(Frequency(bins));

    /// <summary>Returns the short temporal filters that hear onsets: eight widths from 6 to 41 frames.</summary>
    /// <param name="each">The number of filters of each width; the paper's smallest network has 5.</param>
    /// <returns>The groups of the O-net.</returns>
    /// <remarks>Source: Pons and Serra, "Designing efficient architectures for modeling temporal features with convolutional
    /// neural networks", ICASSP 2017. Built for 40 mel bands and 43 frames a second; <see cref="AxisPadding.Valid"/> in time, ReLU, the maximum of
    /// 4 bins and all frames.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="each"/> is below 1.</exception>
    public static FilterSet Onsets(int each = 5) => Widths(first: 6, last: 41, each);

    /// <summary>Returns the long temporal filters that hear rhythmic patterns: 35 widths from 46 to 216 frames.</summary>
    /// <param name="each">The number of filters of each width; the paper's smallest network has 1.</param>
    /// <returns>The groups of the P-net.</returns>
    /// <remarks>Source and settings: as for <see cref="Onsets"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="each"/> is below 1.</exception>
    public static FilterSet Patterns(int each = 1) => Widths(first: 46, last: 216, each);

    /// <summary>Returns the filters of O-net and P-net side by side.</summary>
    /// <param name="scale">What multiplies their 5 and 1 filters of each width; the paper has 1, 2, 4 and 8.</param>
    /// <returns>The groups of the O-net, then those of the P-net.</returns>
    /// <remarks>Source and settings: as for <see cref="Onsets"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is below 1.</exception>
    public static FilterSet OnsetsAndPatterns(int scale = 1) => Onsets().And(Patterns()).Times(scale);

    private static FilterSet Widths(int first, int last, int each)
    {
        Require.Positive(each, "filters", nameof(each));
        return FilterSet.Of(Enumerable.Range(0, (last - first) / 5 + 1).Select(step => FilterShape.Temporal(first + 5 * step).Times(each)));
    }
}
