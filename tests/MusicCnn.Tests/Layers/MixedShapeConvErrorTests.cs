using MusicCnn.Layers;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Layers;

/// <summary>Pins what the likely mistakes with a mixed-shape layer say.</summary>
public class MixedShapeConvErrorTests
{
    [Fact]
    public void A_wrong_number_of_channels_names_both_shapes() => Refused(
        new(1, FilterShape.Temporal(3).Times(2)),
        [2, 3, 6, 10],
        "Expected an image [batch, channel=1, frequency, time], but got [2, 3, 6, 10]. Give the input channel 1, or, where that can be set, build this for channel 3. (Parameter 'image')");

    [Fact]
    public void A_wrong_rank_names_both_shapes() => Refused(
        new(2, FilterShape.Temporal(3).Times(2)),
        [6, 10],
        "Expected an image [batch, channel=2, frequency, time], but got [6, 10]. Add the axes that are missing: unsqueeze(0) puts one of length 1 in front. (Parameter 'image')");

    [Fact]
    public void A_filter_higher_than_the_image_is_named_with_the_remedy() => Refused(
        new(1, FilterShape.Rectangular(67, 7).Times(2)),
        [1, 1, 48, 187],
        "A filter of 67×7 needs an image of at least 67 bins, but got 48. "
        + "Take smaller filters or a larger image; or, where the layer's options are yours, set FrequencyPadding = AxisPadding.Same and FiltersMayExceedImage, and the filter reaches into zeros at both ends. (Parameter 'image')");

    [Fact]
    public void A_filter_wider_than_the_image_is_named_with_the_remedy() => Refused(
        new(new MixedShapeConvOptions { Groups = [FilterShape.Temporal(128).Times(2)], TimePadding = AxisPadding.Valid }),
        [1, 1, 48, 100],
        "A filter of 1×128 needs an image of at least 128 frames, but got 100. "
        + "Take smaller filters or a larger image; or, where the layer's options are yours, set TimePadding = AxisPadding.Same and FiltersMayExceedImage, and the filter reaches into zeros at both ends. (Parameter 'image')");

    [Fact]
    public void A_padded_filter_wider_than_the_image_is_named_with_the_remedy() => Refused(
        new(1, FilterSets.Musicnn(96)),
        [1, 1, 96, 62],
        "A filter of 1×128 needs an image of at least 128 frames, but got 62. "
        + "Take smaller filters or a larger image; or, where the layer's options are yours, set FiltersMayExceedImage, and the filter reaches into zeros at both ends. (Parameter 'image')");

    [Fact]
    public void Of_several_filters_that_do_not_fit_the_largest_is_named_so_that_the_next_image_fits_all() => Refused(
        new(1, FilterShape.Temporal(5).Times(1), FilterShape.Temporal(9).Times(1), FilterShape.Temporal(7).Times(1)),
        [1, 1, 4, 3],
        "A filter of 1×9 needs an image of at least 9 frames, but got 3. "
        + "Take smaller filters or a larger image; or, where the layer's options are yours, set FiltersMayExceedImage, and the filter reaches into zeros at both ends. (Parameter 'image')");

    [Fact]
    public void A_dilated_filter_wider_than_the_image_is_named_with_its_dilation() => Refused(
        new(1, FilterShape.Temporal(5).Times(2) with { FrameDilation = 8 }),
        [1, 1, 4, 32],
        "A filter of 1×5 with a dilation of 1×8 needs an image of at least 33 frames, but got 32. "
        + "Take smaller filters or a larger image; or, where the layer's options are yours, set FiltersMayExceedImage, and the filter reaches into zeros at both ends. (Parameter 'image')");

    [Fact]
    public void One_value_for_each_channel_cannot_be_normalized_in_training()
    {
        using var layer = new MixedShapeConv(new MixedShapeConvOptions
        {
            Groups = [FilterShape.Rectangular(6, 9).Times(2)],
            TimePadding = AxisPadding.Valid,
            BatchNorm = BatchNormOrder.BeforeActivation,
        });
        using var image = zeros(1, 1, 6, 9);

        var error = Assert.Throws<ArgumentException>(() => layer.call(image));

        Assert.Contains("batch normalization needs at least 2 values for each channel, but behind 2 of 6×9 a batch [1, 1, 6, 9] has 1.", error.Message);
        layer.eval();
        using var output = layer.call(image);
        Assert.Equal([1, 2, 1], output.shape);
    }

    [Fact]
    public void A_negative_scale_stride_or_dilation_is_refused_with_its_unit()
    {
        var group = FilterShape.Temporal(5).Times(2);

        Assert.StartsWith("scale must be above 0 times, but was -2.", Assert.Throws<ArgumentOutOfRangeException>(() => FilterSets.Onsets().Times(-2)).Message);
        Assert.StartsWith("scale must be above 0 times, but was 0.", Assert.Throws<ArgumentOutOfRangeException>(() => FilterSets.OnsetsAndPatterns(0)).Message);
        Assert.StartsWith("FrameStride must be above 0 frames, but was 0.", Assert.Throws<ArgumentOutOfRangeException>(() => group with { FrameStride = 0 }).Message);
        Assert.StartsWith("BinDilation must be above 0 bins, but was -1.", Assert.Throws<ArgumentOutOfRangeException>(() => group with { BinDilation = -1 }).Message);
    }

    [Fact]
    public void The_mean_over_frequency_takes_temporal_filters_only()
    {
        var error = Assert.Throws<ArgumentException>(() => FilterShape.Rectangular(38, 7).Times(2) with { MeanFirst = true });

        Assert.Equal(
            "The mean over frequency leaves one bin, so its filters must be 1×n, but these are 38×7. Take FilterShape.Temporal(7), or MeanFirst = false. (Parameter 'MeanFirst')",
            error.Message);
    }

    [Fact]
    public void A_pooling_window_larger_than_the_maps_is_named_with_the_remedy() => Refused(
        new(new MixedShapeConvOptions { Groups = [FilterShape.Frequency(40).Times(2)], Pooling = FeaturePooling.Windows(12, 1) }),
        [1, 1, 48, 100],
        "A pooling window of 12 bins needs at least as many behind the filters, but 40×1 leaves 9 of 48. Take smaller windows, or pool over the whole axis. (Parameter 'image')");

    [Fact]
    public void Groups_that_leave_different_windows_are_named_with_the_remedy() => Refused(
        new(new MixedShapeConvOptions
        {
            Groups = [FilterShape.Frequency(8).Times(2), FilterShape.Frequency(20).Times(3)],
            Pooling = FeaturePooling.Windows(4, 1),
        }),
        [1, 1, 48, 100],
        "All groups must leave equally many bins and frames, but of 48 bins × 100 frames 2 of 8×1 leaves 10 × 100 and 3 of 20×1 leaves 7 × 100. "
        + "Pad that axis with AxisPadding.Same, or pool over all of it. (Parameter 'image')");

    [Fact]
    public void Widths_that_can_never_agree_are_refused_when_the_layer_is_built()
    {
        var error = Assert.Throws<ArgumentException>(() => new MixedShapeConv(new MixedShapeConvOptions
        {
            Groups = [FilterShape.Temporal(4).Times(32), FilterShape.Temporal(9).Times(8)],
            TimePadding = AxisPadding.Valid,
        }));

        Assert.Equal(
            "All groups must leave equally many frames, but 32 of 1×4 leaves 3 frames fewer than the image has and 8 of 1×9 8 fewer. "
            + "Set TimePadding = AxisPadding.Same, or Pooling = FeaturePooling.OverTime. (Parameter 'options')",
            error.Message);
    }

    [Fact]
    public void Heights_that_can_never_agree_are_refused_when_the_layer_is_built()
    {
        var error = Assert.Throws<ArgumentException>(() => new MixedShapeConv(new MixedShapeConvOptions
        {
            Groups = [FilterShape.Frequency(32).Times(32), FilterShape.Temporal(9).Times(8)],
            Pooling = FeaturePooling.OverTime,
        }));

        Assert.Contains("Set FrequencyPadding = AxisPadding.Same, or Pooling = FeaturePooling.OverFrequency.", error.Message);
    }

    [Fact]
    public void A_layer_without_filters_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new MixedShapeConv(1));

        Assert.Equal("A layer needs at least one group of filters, but got none. (Parameter 'Groups')", error.Message);
    }

    [Fact]
    public void More_weights_than_memory_has_are_refused_before_they_are_allocated()
    {
        var huge = FilterShape.Rectangular(int.MaxValue, int.MaxValue).Times(int.MaxValue);

        var error = Assert.Throws<ArgumentException>(() => new MixedShapeConvOptions { Groups = [huge, huge] });

        Assert.Contains("at most 2147483647 weights", error.Message);
    }

    [Fact]
    public void The_groups_of_the_options_cannot_be_changed_from_outside()
    {
        var groups = new List<FilterGroup> { FilterShape.Temporal(4).Times(32) };
        var options = new MixedShapeConvOptions { Groups = groups };

        groups.Clear();

        Assert.Single(options.Groups);
    }

    private static void Refused(MixedShapeConv layer, long[] shape, string message)
    {
        using var owned = layer;
        using var image = zeros(shape);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => layer.call(image)).Message);
        Assert.Throws<ArgumentException>(() => layer.OutputShape(shape));
    }
}
