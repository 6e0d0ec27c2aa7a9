using MusicCnn.Layers;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class TimbreNetErrorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void A_scale_below_one_is_refused(int scale) => Assert.Contains(
        $"Scale must lie between 1 and 1024 times, but was {scale}", Assert.Throws<ArgumentOutOfRangeException>(() => TimbreNetOptions.Tagging with { Scale = scale }).Message);

    [Fact]
    public void An_image_lower_than_a_filter_is_refused_with_both_sizes()
    {
        var error = Assert.Throws<ArgumentException>(() => new TimbreNet(TimbreNetOptions.Tagging with { Bins = 96 }));

        Assert.Contains("A filter of 100×1 needs an image of at least 100 bins, but got 96", error.Message);
        Assert.Contains("Take smaller filters or a larger image", error.Message);
    }

    [Fact]
    public void An_image_too_short_for_the_second_layer_is_refused_with_both_sizes()
    {
        // 11 of the first layer's frames are 8 of the filter and 3 more for a window of 4; each is 4 of the image.
        Assert.True(new TimbreNetOptions[] { TimbreNetOptions.Tagging with { Frames = 44 } }.All(options => options.ParameterCount > 0));
        var error = Assert.Throws<ArgumentException>(() => new TimbreNet(TimbreNetOptions.Tagging with { Frames = 43 }));

        Assert.Contains("needs maps of the first layer of at least 1 bins × 11 frames, but they have 1 × 10", error.Message);
        Assert.Contains("Take larger images, or fewer blocks", error.Message);
    }

    [Fact]
    public void A_pooling_window_larger_than_the_maps_is_refused() => Assert.Contains(
        "A pooling window of 32 frames needs at least as many behind the filters, but 5×1 leaves 31",
        Assert.Throws<ArgumentException>(() => new TimbreNet(TimbreNetOptions.Instruments with { Filters = [FilterShape.Frequency(5).Times(1)], Frames = 31 })).Message);

    [Fact]
    public void Blocks_behind_maps_of_different_sizes_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TimbreNet(TimbreNetOptions.Phonemes with { Blocks = TimbreNetOptions.Tagging.Blocks }));

        Assert.Contains("the filters leave [1, 224, 15] and [1, 224, 5]", error.Message);
    }

    [Fact]
    public void Rows_of_maps_need_maps_with_a_time_axis_only() => Assert.Contains(
        "ReadsMapsAsRows needs blocks behind maps pooled over all frequency that keep time",
        Assert.Throws<ArgumentException>(() => new TimbreNet(TimbreNetOptions.InstrumentsMultiLayer with { ReadsMapsAsRows = true })).Message);

    [Fact]
    public void Another_width_than_the_dense_layer_was_made_for_is_refused()
    {
        using var network = new TimbreNet(TimbreNetOptions.Instruments);
        using var image = zeros(2, 1, 96, 129);

        Assert.Equal(
            "Expected an image [batch, channel=1, frequency=96, time=128], but got [2, 1, 96, 129]. Give the input time 128, or, where that can be set, build this for time 129. (Parameter 'image')",
            Assert.Throws<ArgumentException>(() => network.call(image)).Message);
    }

    [Fact]
    public void Blocks_without_filters_windows_or_layers_are_refused()
    {
        var filters = FilterShape.Temporal(3).Times(2);

        Assert.Throws<ArgumentNullException>(() => new FilterBlock { Filters = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterBlock { Filters = filters, Layers = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterBlock { Filters = filters, PoolBins = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterBlock { Filters = filters, PoolFrames = -1 });
        Assert.Throws<ArgumentException>(() => TimbreNetOptions.Tagging with { Blocks = [null!] });
        Assert.Contains("at least one block", Assert.Throws<ArgumentException>(() => SmallSquareNetOptions.Tagging with { Blocks = [] }).Message);
    }
}
