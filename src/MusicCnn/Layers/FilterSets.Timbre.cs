using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <content>The sets of EUSIPCO 2017 and the tall filters before it.</content>
public static partial class FilterSets
{
    /// <summary>Returns the twelve timbral shapes of the tagger: 100, 75 and 25 of 128 bins, 1, 3, 5 and 7 frames.</summary>
    /// <param name="bins">The number of bins of the image; the paper has 128.</param>
    /// <param name="scale">What multiplies the 92 filters; the paper has 1 and 2.</param>
    /// <returns>92 filters times <paramref name="scale"/>, the highest shapes first.</returns>
    /// <remarks>Source: Pons, Slizovskaia, Gong, Gómez, Serra, "Timbre analysis of music audio signals with convolutional neural networks", EUSIPCO 2017,
    /// MagnaTagATune. Built for 16 kHz and 62.5 frames a second; <see cref="AxisPadding.Valid"/> in frequency, <see cref="AxisPadding.Same"/> in time, ELU, the maximum over
    /// all frequency and 4 frames.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A value is below 1.</exception>
    public static FilterSet TimbreTagging(int bins = 128, int scale = 1)
    {
        Require.Positive(bins, "bins", nameof(bins));
        return TimbreShapes(Scaled(100, bins, 128), Scaled(75, bins, 128), Scaled(25, bins, 128)).Times(scale);
    }

    /// <summary>Returns the twelve timbral shapes as musicnn's authors trained them again: 0.8, 0.6 and 0.2 of the bins, 1, 3, 5 and 7 frames.</summary>
    /// <param name="bins">The number of bins of the image; the original has 96.</param>
    /// <returns>92 filters, the highest shapes first.</returns>
    /// <remarks>Source: model 3 of the musicnn-training repository. Settings as for <see cref="TimbreTagging"/>, with batch normalization.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 5, where 0.2 of the bins is less than one.</exception>
    public static FilterSet TimbreShares(int bins = 96)
    {
        Require.Within(bins, 5, int.MaxValue, "bins", nameof(bins));
        return TimbreShapes((int)(0.8 * bins), (int)(0.6 * bins), (int)(0.2 * bins));
    }

    /// <summary>Returns the shapes that tell instruments: 5 and 80 of 96 bins, 1, 3 and 5 frames.</summary>
    /// <param name="bins">The number of bins of the image; the paper has 96.</param>
    /// <returns>448 filters, for the network of one layer and that of several.</returns>
    /// <remarks>Source: as for <see cref="TimbreTagging"/>, IRMAS; shapes of the released weights (the published code has 50 and 70 bins). Built for 12 kHz and
    /// 46.9 frames a second; <see cref="AxisPadding.Same"/> on both axes, batch normalization, ELU, the maximum of all frequency and 32 frames, or of 24×32.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 1.</exception>
    public static FilterSet TimbreInstruments(int bins = 96)
    {
        Require.Positive(bins, "bins", nameof(bins));
        return ThreeWidths(Scaled(5, bins, 96), [1, 3, 5], 128).And(ThreeWidths(Scaled(80, bins, 96), [1, 3, 5], 128));
    }

    /// <summary>Returns the shapes that tell sung phonemes: 50 and 70 of 80 bins, 1, 5 and 10 frames.</summary>
    /// <param name="bins">The number of bins of the image; the paper has 80.</param>
    /// <param name="density">What multiplies 32, 16 and 8 filters; the released weights have 4.</param>
    /// <returns>112 filters times <paramref name="density"/>.</returns>
    /// <remarks>Source: as for <see cref="TimbreTagging"/>, jingju singing; shapes of the released weights. Built for 44.1 kHz and 100 frames a second;
    /// <see cref="AxisPadding.Valid"/> on both axes, ELU, the maximum of 2 bins and all time, so that the two heights leave different numbers of bins and take a layer each.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A value is below 1.</exception>
    public static FilterSet TimbrePhonemes(int bins = 80, int density = 4)
    {
        Require.Positive(bins, "bins", nameof(bins));
        Require.Positive(density, "times", nameof(density));
        return ThreeWidths(Scaled(50, bins, 80), [1, 5, 10], 32).And(ThreeWidths(Scaled(70, bins, 80), [1, 5, 10], 32)).Times(density);
    }

    /// <summary>Returns filters as high as the image: each hears a spectrum at its absolute pitch.</summary>
    /// <param name="bins">The number of bins of the image; the original has 96.</param>
    /// <param name="frames">The width, in frames; the original has 8.</param>
    /// <returns>32 filters.</returns>
    /// <remarks>m = M: there is one position in frequency, and no invariance to pitch. Source: Dieleman and Schrauwen, "End-to-end learning for music audio", ICASSP 2014, in the
    /// form of model 0 of the musicnn-training repository.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static FilterSet FullHeight(int bins = 96, int frames = 8) => [FilterShape.Rectangular(bins, frames).Times(32)];

    private static FilterSet TimbreShapes(int high, int middle, int low)
    {
        return [.. Four(high, [10, 6, 3, 3]), .. Four(middle, [15, 10, 5, 5]), .. Four(low, [15, 10, 5, 5])];

        static IEnumerable<FilterGroup> Four(int height, int[] counts) =>
            counts.Select((count, step) => FilterShape.Rectangular(height, 2 * step + 1).Times(count));
    }

    /// <summary>Returns filters of one height and three widths: a count of the narrowest, half as many of the next, a quarter of the widest.</summary>
    private static FilterSet ThreeWidths(int height, int[] widths, int count) =>
        FilterSet.Of(widths.Select((width, step) => FilterShape.Rectangular(height, width).Times(count >> step)));
}
