using MusicCnn.Layers;

namespace MusicCnn.Tests.Layers;

/// <summary>Holds the published filter sets to the counts of their papers, of the authors' code and of released weights.</summary>
public class FilterSetsTests
{
    /// <summary>Sets, their notation where it is short, and the weights and biases of their filters.</summary>
    public static TheoryData<string, FilterSet, string?, int, long> Published() => new()
    {
        { "Black-box", FilterSets.BlackBox(), "32 of 12×8", 32, 3_104 },
        { "Black-box, 250 frames", FilterSets.BlackBox(frames: 200), "32 of 12×200", 32, 76_832 },
        { "Time", FilterSets.Time(), "32 of 1×60", 32, 1_952 },
        { "Time, 250 frames", FilterSets.Time(200), "32 of 1×200", 32, 6_432 },
        { "Frequency", FilterSets.Frequency(), "32 of 32×1", 32, 1_056 },
        { "Frequency 30", FilterSets.Frequency(share: 0.75), "32 of 30×1", 32, 992 },
        { "Frequency 34", FilterSets.Frequency(share: 0.85), "32 of 34×1", 32, 1_120 },
        { "Frequency 36", FilterSets.Frequency(share: 0.9), "32 of 36×1", 32, 1_184 },
        { "Frequency 38", FilterSets.Frequency(share: 0.95), "32 of 38×1", 32, 1_248 },
        { "Frequency 40", FilterSets.Frequency(share: 1), "32 of 40×1", 32, 1_312 },
        { "Time-Frequency", FilterSets.TimeFrequency(), "32 of 1×60, 32 of 32×1", 64, 3_008 },
        { "O-net", FilterSets.Onsets(), "5 of 1×6, 5 of 1×11, 5 of 1×16, 5 of 1×21, 5 of 1×26, 5 of 1×31, 5 of 1×36, 5 of 1×41", 40, 980 },
        { "P-net", FilterSets.Patterns(), null, 35, 4_620 },
        { "O+P", FilterSets.OnsetsAndPatterns(), null, 75, 5_600 },
        { "O+P ×2", FilterSets.OnsetsAndPatterns(2), null, 150, 11_200 },
        { "O+P ×4", FilterSets.OnsetsAndPatterns(4), null, 300, 22_400 },
        { "O+P ×8", FilterSets.OnsetsAndPatterns(8), null, 600, 44_800 },
        // 74,526 less a second layer of 32·(8·92 + 1), 28,900 and 5,050.
        { "EUSIPCO tagging", FilterSets.TimbreTagging(), "10 of 100×1, 6 of 100×3, 3 of 100×5, 3 of 100×7, 15 of 75×1, 10 of 75×3, 5 of 75×5, 5 of 75×7, 15 of 25×1, 10 of 25×3, 5 of 25×5, 5 of 25×7", 92, 16_992 },
        // 191,006 less 64·(8·184 + 1), 100·(9·64 + 1) and 5,050; 565,278 less 128·(8·368 + 1), 100·(9·128 + 1) and 5,050.
        { "EUSIPCO tagging ×2", FilterSets.TimbreTagging(scale: 2), null, 184, 191_006 - 94_272 - 57_700 - 5_050 },
        { "EUSIPCO tagging ×4", FilterSets.TimbreTagging(scale: 4), null, 368, 565_278 - 376_960 - 115_300 - 5_050 },
        { "EUSIPCO tagging, shares", FilterSets.TimbreShares(), "10 of 76×1, 6 of 76×3, 3 of 76×5, 3 of 76×7, 15 of 57×1, 10 of 57×3, 5 of 57×5, 5 of 57×7, 15 of 19×1, 10 of 19×3, 5 of 19×5, 5 of 19×7", 92, 4_886 + 6_020 + 2_030 },
        // 61,867 less 2·448 of normalization and 1,792·11 + 11 of the classifier.
        { "EUSIPCO instruments", FilterSets.TimbreInstruments(), "128 of 5×1, 64 of 5×3, 32 of 5×5, 128 of 80×1, 64 of 80×3, 32 of 80×5", 448, 61_867 - 896 - 19_723 },
        // 222,557 less 29·(224·15 + 224·5) + 29 of the classifier.
        { "EUSIPCO phonemes", FilterSets.TimbrePhonemes(), "128 of 50×1, 64 of 50×5, 32 of 50×10, 128 of 70×1, 64 of 70×5, 32 of 70×10", 448, 222_557 - 129_949 },
        { "ISMIR 2018", FilterSets.TaggingAtScale(96), "16 of 86×7, 32 of 86×3, 64 of 86×1, 16 of 38×7, 32 of 38×3, 64 of 38×1, 16 of 1×165 on the mean over frequency, 32 of 1×128 on the mean over frequency, 64 of 1×64 on the mean over frequency, 128 of 1×32 on the mean over frequency", 464, 50_048 - 928 },
        { "ISMIR 2018, 4", FilterSets.TaggingAtScale(96, 4), null, 116, 12_512 - 232 },
        { "ISMIR 2018, 32", FilterSets.TaggingAtScale(96, 32), null, 928, 100_096 - 1_856 },
        // 54,468 + 95,880 + 6,579 + 3,315 + 1,683 of the released front-end.
        { "musicnn", FilterSets.Musicnn(96), "204 of 38×7, 204 of 67×7, 51 of 1×128, 51 of 1×64, 51 of 1×32", 561, 161_925 },
        { "musicnn, attention", FilterSets.MusicnnSingleTimbre(96), "576 of 38×7", 576, 153_792 },
        { "Dieleman", FilterSets.FullHeight(), "32 of 96×8", 32, 24_608 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void A_set_has_the_papers_notation_filters_and_weights(string name, FilterSet set, string? notation, int filters, long weights)
    {
        var options = new MixedShapeConvOptions { Groups = set };

        if (notation is not null)
            Assert.Equal(notation, set.ToString());
        Assert.Equal(filters, set.FilterCount);
        Assert.Equal(filters, options.OutChannels);
        Assert.True(weights == options.ParameterCount, $"{name}: {options.ParameterCount} weights instead of {weights}.");
    }

    [Fact]
    public void Musicnn_has_the_weights_of_the_released_front_end()
    {
        var options = new MixedShapeConvOptions { Groups = FilterSets.Musicnn(bins: 96), BatchNorm = BatchNormOrder.AfterActivation };

        // The released front-end's 163,049 counts two more for the input.
        Assert.Equal(163_047, options.ParameterCount);
    }

    [Fact]
    public void The_patterns_are_35_widths_from_46_to_216_frames()
    {
        var widths = FilterSets.Patterns().Select(group => group.Shape.Frames).ToArray();

        Assert.Equal(Enumerable.Range(0, 35).Select(step => 46 + 5 * step), widths);
        Assert.All(FilterSets.Patterns(3), group => Assert.Equal(3, group.Count));
    }

    // The tagger's five layers have 50,976 weights, the instrument network's eight 1,170,720: their totals less biases, normalization and dense layers.
    [Theory]
    [InlineData(nameof(FilterSets.SmallSquaresTagging), 73_778 - 352 - 22_450)]
    [InlineData(nameof(FilterSets.SmallSquaresInstruments), 1_446_123 - 960 - 263_168 - 11_275)]
    public void Stacks_of_small_squares_have_the_weights_of_the_baselines(string stack, long weights)
    {
        var layers = stack == nameof(FilterSets.SmallSquaresTagging) ? FilterSets.SmallSquaresTagging : FilterSets.SmallSquaresInstruments;
        var channels = layers.Select(layer => layer.FilterCount).Prepend(1);

        Assert.All(layers, layer => Assert.Equal(FilterShape.Rectangular(3, 3), Assert.Single(layer).Shape));
        Assert.Equal(
            weights,
            layers.Zip(channels, (layer, inChannels) => new MixedShapeConvOptions { InChannels = inChannels, Groups = layer, Bias = false }.ParameterCount).Sum());
    }

    [Fact]
    public void Sets_for_other_numbers_of_bins_keep_their_proportions()
    {
        Assert.Equal("32 of 24×8", FilterSets.BlackBox(bins: 80).ToString());
        Assert.Equal("32 of 76×1", FilterSets.Frequency(bins: 96).ToString());
        Assert.Equal([75, 56, 18], FilterSets.TimbreTagging(bins: 96).Select(group => group.Shape.Bins).Distinct());
        Assert.Equal([1, 20], FilterSets.TimbreInstruments(bins: 24).Select(group => group.Shape.Bins).Distinct());
        Assert.Equal("12 of 19×7, 12 of 33×7, 3 of 1×128, 3 of 1×64, 3 of 1×32", FilterSets.Musicnn(48, width: 0.1).ToString());
    }

    [Fact]
    public void Too_few_bins_and_shares_beyond_the_image_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterSets.Musicnn(bins: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterSets.Musicnn(bins: 96, width: 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterSets.TaggingAtScale(bins: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterSets.TimbreShares(bins: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterSets.Frequency(share: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterSets.Frequency(share: double.NaN));
    }
}
