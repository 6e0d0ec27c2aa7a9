using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Provides the first-layer filters of published networks, as data for <see cref="MixedShapeConvOptions.Groups"/>.</summary>
public static class FilterSets
{
    /// <summary>Returns the five groups of musicnn: two timbral ones of 0.4 and 0.7 of the bins, three temporal ones.</summary>
    /// <param name="bins">The number of bins of the image; the released models have 96.</param>
    /// <returns>204 filters of each timbral shape and 51 of each temporal one: 561 channels.</returns>
    /// <remarks>Source: Pons and Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging", ISMIR 2019 late-breaking;
    /// shapes and counts compared with the released weights. The filters belong between <see cref="AxisPadding.Valid"/> in frequency and
    /// <see cref="AxisPadding.Same"/> in time, with <see cref="BatchNormOrder.AfterActivation"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 3, where 0.4 of the bins is less than one.</exception>
    public static IReadOnlyList<FilterGroup> Musicnn(int bins)
    {
        Require.Within(bins, 3, int.MaxValue, "bins", nameof(bins));
        return
        [
            FilterShape.Rectangular((int)(0.4 * bins), 7).Times(204),
            FilterShape.Rectangular((int)(0.7 * bins), 7).Times(204),
            FilterShape.Temporal(128).Times(51),
            FilterShape.Temporal(64).Times(51),
            FilterShape.Temporal(32).Times(51),
        ];
    }

    /// <summary>Returns the short temporal filters that hear onsets: eight widths from 6 to 41 frames.</summary>
    /// <param name="each">The number of filters of each width; the paper's smallest network has 5.</param>
    /// <returns>The groups of the O-net.</returns>
    /// <remarks>Source: Pons and Serra, "Designing efficient architectures for modeling temporal features with convolutional
    /// neural networks", ICASSP 2017. Built for 40 mel bands and 43 frames a second.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="each"/> is below 1.</exception>
    public static IReadOnlyList<FilterGroup> Onsets(int each = 5) => Widths(first: 6, last: 41, each);

    /// <summary>Returns the long temporal filters that hear rhythmic patterns: 35 widths from 46 to 216 frames.</summary>
    /// <param name="each">The number of filters of each width; the paper's smallest network has 1.</param>
    /// <returns>The groups of the P-net.</returns>
    /// <remarks>Source: as for <see cref="Onsets"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="each"/> is below 1.</exception>
    public static IReadOnlyList<FilterGroup> Patterns(int each = 1) => Widths(first: 46, last: 216, each);

    private static List<FilterGroup> Widths(int first, int last, int each) =>
        [.. Enumerable.Range(0, (last - first) / 5 + 1).Select(step => FilterShape.Temporal(first + 5 * step).Times(each))];
}
