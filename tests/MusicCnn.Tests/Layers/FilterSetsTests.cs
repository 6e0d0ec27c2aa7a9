using MusicCnn.Layers;

namespace MusicCnn.Tests.Layers;

/// <summary>Holds the published filter sets to the counts of their papers and released weights.</summary>
public class FilterSetsTests
{
    [Fact]
    public void Musicnn_has_561_channels_and_the_weights_of_the_released_front_end()
    {
        var options = new MixedShapeConvOptions { Groups = FilterSets.Musicnn(bins: 96), BatchNorm = BatchNormOrder.AfterActivation };

        Assert.Equal(["204 of 38×7", "204 of 67×7", "51 of 1×128", "51 of 1×64", "51 of 1×32"], options.Groups.Select(group => group.ToString()));
        Assert.Equal(561, options.OutChannels);
        // 54,468 + 408, 95,880 + 408, 6,579 + 102, 3,315 + 102, 1,683 + 102; the released front-end's 163,049 counts two more for the input.
        Assert.Equal(163_047, options.ParameterCount);
    }

    [Theory]
    [InlineData(1, 980, 4_620)]
    [InlineData(2, 1_960, 9_240)]
    [InlineData(4, 3_920, 18_480)]
    public void Onset_and_pattern_filters_have_the_weights_of_ICASSP_2017(int times, int onsets, int patterns)
    {
        Assert.Equal(onsets, new MixedShapeConvOptions { Groups = FilterSets.Onsets(5 * times) }.ParameterCount);
        Assert.Equal(patterns, new MixedShapeConvOptions { Groups = FilterSets.Patterns(times) }.ParameterCount);
    }

    [Fact]
    public void Too_few_bins_for_the_timbral_filters_of_musicnn_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterSets.Musicnn(bins: 2));
}
