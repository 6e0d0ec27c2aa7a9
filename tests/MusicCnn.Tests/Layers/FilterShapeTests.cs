using MusicCnn.Layers;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Layers;

public class FilterShapeTests
{
    [Fact]
    public void Shapes_print_bins_times_frames()
    {
        Assert.Equal("1×62", FilterShape.Temporal(frames: 62).ToString());
        Assert.Equal("42×1", FilterShape.Frequency(bins: 42).ToString());
        Assert.Equal("38×7", FilterShape.Rectangular(bins: 38, frames: 7).ToString());
        Assert.Equal("204 of 38×7", FilterShape.Rectangular(38, 7).Times(204).ToString());
        Assert.Equal(
            "2 of 1×5 on the mean over frequency (stride 1×2, dilation 1×3, valid in time)",
            (FilterShape.Temporal(5).Times(2) with { MeanFirst = true, FrameStride = 2, FrameDilation = 3, TimePadding = AxisPadding.Valid }).ToString());
    }

    [Fact]
    public void Shapes_and_groups_compare_by_value()
    {
        Assert.Equal(FilterShape.Rectangular(1, 7), FilterShape.Temporal(7));
        Assert.NotEqual(FilterShape.Rectangular(7, 1), FilterShape.Temporal(7));
        Assert.Equal(FilterShape.Frequency(7).Times(3), FilterShape.Rectangular(7, 1).Times(3));
        Assert.NotEqual(FilterShape.Frequency(7).Times(3), FilterShape.Frequency(7).Times(4));
    }

    [Fact]
    public void Sizes_below_one_are_refused_with_their_unit()
    {
        var bins = Assert.Throws<ArgumentOutOfRangeException>(() => FilterShape.Frequency(0));
        var frames = Assert.Throws<ArgumentOutOfRangeException>(() => FilterShape.Rectangular(3, -2));
        var count = Assert.Throws<ArgumentOutOfRangeException>(() => FilterShape.Temporal(3).Times(0));

        Assert.Equal("bins must be above 0 bins, but was 0. (Parameter 'bins')", bins.Message);
        Assert.Equal("frames must be above 0 frames, but was -2. (Parameter 'frames')", frames.Message);
        Assert.Equal("count must be above 0 filters, but was 0. (Parameter 'count')", count.Message);
    }

    [Fact]
    public void A_group_survives_a_model_files_json()
    {
        var group = FilterShape.Rectangular(38, 7).Times(204) with { TimePadding = AxisPadding.Same, FrameStride = 2, FrameDilation = 3 };

        var json = SettingsJson.Write(group);

        Assert.Equal("""{"shape":{"bins":38,"frames":7},"count":204,"frequencyPadding":null,"timePadding":"same","binStride":1,"frameStride":2,"binDilation":1,"frameDilation":3,"meanFirst":false}""", json);
        Assert.Equal(group, SettingsJson.Read<FilterGroup>(json, "a group"));
    }

    [Theory]
    [InlineData("""{"shape":{"bins":0,"frames":7},"count":204}""", "bins must be above 0 bins")]
    [InlineData("""{"shape":{"bins":38},"count":204}""", "frames")]
    [InlineData("""{"shape":{"bins":38,"frames":7,"frames":8},"count":204}""", "frames")]
    [InlineData("""{"shape":{"bins":38,"frames":7,"stride":1},"count":204}""", "stride")]
    [InlineData("""{"shape":null,"count":204}""", "shape")]
    [InlineData("""{"shape":{"bins":38,"frames":7},"count":204}""", "timePadding")]
    [InlineData("""null""", "null")]
    public void Json_that_is_not_exactly_a_group_is_refused(string json, string named)
    {
        var error = Assert.Throws<InvalidDataException>(() => SettingsJson.Read<FilterGroup>(json, "a group"));

        Assert.Contains(named, error.Message);
    }
}
