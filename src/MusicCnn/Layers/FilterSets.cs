using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Provides the first-layer filters of published networks, as data for <see cref="MixedShapeConvOptions.Groups"/>.</summary>
/// <remarks>
/// <para>Heights are shares of the number of bins, rounded down as the original does; where it gives bins instead of shares, they are scaled
/// by the number of bins over the published one and rounded down, at least 1. Widths are frames, and mean what they meant at the published
/// frame rate only: <see cref="FromMusic(FrontEnds.IFrontEnd, ReadOnlySpan{MusicalGroup})"/> takes seconds and beats instead.</para>
/// <para>A filter lower than the image (m &lt; M), pooled over frequency, answers alike at every pitch. Where a published set has m = M, the remarks
/// say so.</para>
/// <para>Verified against: the numbers of weights of the papers' tables, of the authors' code or of released weights.</para>
/// </remarks>
public static partial class FilterSets
{
    private const int MusicnnTimbral = 128;
    private const int MusicnnTemporal = 32;

    /// <summary>Returns the five groups of musicnn: two timbral ones of 0.4 and 0.7 of the bins, three temporal ones.</summary>
    /// <param name="bins">The number of bins of the image; the released models have 96.</param>
    /// <param name="width">What multiplies 128 timbral and 32 temporal filters, rounded down; the released models have 1.6.</param>
    /// <returns>With 1.6, 204 filters of each timbral shape and 51 of each temporal one: 561 channels.</returns>
    /// <remarks>Source: Pons and Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging", ISMIR 2019 late-breaking;
    /// shapes and counts compared with the released weights. The filters belong between <see cref="AxisPadding.Valid"/> in frequency and
    /// <see cref="AxisPadding.Same"/> in time, with <see cref="BatchNormOrder.AfterActivation"/> and an epsilon of 1e-3.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 3, where 0.4 of the bins is less than one, or <paramref name="width"/>
    /// below 1/32, where no temporal filter is left.</exception>
    public static FilterSet Musicnn(int bins, double width = 1.6)
    {
        Require.Within(bins, 3, int.MaxValue, "bins", nameof(bins));
        Require.Within(width, 1.0 / MusicnnTemporal, int.MaxValue / MusicnnTimbral, "times", nameof(width));
        var (timbral, temporal) = ((int)(width * MusicnnTimbral), (int)(width * MusicnnTemporal));
        return
        [
            FilterShape.Rectangular((int)(0.4 * bins), 7).Times(timbral),
            FilterShape.Rectangular((int)(0.7 * bins), 7).Times(timbral),
            FilterShape.Temporal(128).Times(temporal),
            FilterShape.Temporal(64).Times(temporal),
            FilterShape.Temporal(32).Times(temporal),
        ];
    }

    /// <summary>Returns the one timbral group of musicnn's variants with attention and with auto-pooling.</summary>
    /// <param name="bins">The number of bins of the image; the original has 96.</param>
    /// <returns>576 filters of 0.4 of the bins and 7 frames.</returns>
    /// <remarks>Source: models 12 and 13 of the musicnn-training repository. Padding, order and epsilon are those of <see cref="Musicnn"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 3.</exception>
    public static FilterSet MusicnnSingleTimbre(int bins)
    {
        Require.Within(bins, 3, int.MaxValue, "bins", nameof(bins));
        return [FilterShape.Rectangular((int)(0.4 * bins), 7).Times(576)];
    }

    /// <summary>Returns the many shapes of the large-scale tagger: six timbral ones of 0.9 and 0.4 of the bins, and four temporal ones on the mean over frequency.</summary>
    /// <param name="bins">The number of bins of the image; the paper has 96.</param>
    /// <param name="filters">The number of filters of the rarest shapes; the paper has 16, and the others two, four and eight times as many.</param>
    /// <returns>29 times <paramref name="filters"/> channels: 464 of the paper's.</returns>
    /// <remarks>Source: Pons, Nieto, Prockup, Schmidt, Ehmann, Serra, "End-to-end learning for music audio tagging at scale", ISMIR 2018. Padding and order
    /// are those of <see cref="Musicnn"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 3, or <paramref name="filters"/> below 1.</exception>
    public static FilterSet TaggingAtScale(int bins, int filters = 16)
    {
        Require.Within(bins, 3, int.MaxValue, "bins", nameof(bins));
        Require.Within(filters, 1, int.MaxValue / 8, "filters", nameof(filters));
        var (high, low) = ((int)(0.9 * bins), (int)(0.4 * bins));
        return
        [
            FilterShape.Rectangular(high, 7).Times(filters),
            FilterShape.Rectangular(high, 3).Times(2 * filters),
            FilterShape.Rectangular(high, 1).Times(4 * filters),
            FilterShape.Rectangular(low, 7).Times(filters),
            FilterShape.Rectangular(low, 3).Times(2 * filters),
            FilterShape.Rectangular(low, 1).Times(4 * filters),
            OnMean(165, filters),
            OnMean(128, 2 * filters),
            OnMean(64, 4 * filters),
            OnMean(32, 8 * filters),
        ];

        static FilterGroup OnMean(int frames, int count) => FilterShape.Temporal(frames).Times(count) with { MeanFirst = true };
    }

    /// <summary>Returns a published number of bins on an axis of another number of bins: scaled, rounded down, at least 1.</summary>
    private static int Scaled(int height, int bins, int publishedBins) => (int)Math.Max(1, (long)height * bins / publishedBins);
}
