using MusicCnn.Layers;
using MusicCnn.Weights;

namespace MusicCnn.Tests.Layers;

public class FilterSetTests
{
    private static readonly FilterSet Two = [FilterShape.Temporal(60).Times(32), FilterShape.Frequency(32).Times(16)];

    [Fact]
    public void Sets_compare_by_value_and_in_order()
    {
        FilterSet same = [FilterShape.Temporal(60).Times(32), FilterShape.Frequency(32).Times(16)];
        FilterSet turned = [FilterShape.Frequency(32).Times(16), FilterShape.Temporal(60).Times(32)];

        Assert.True(Two == same);
        Assert.Equal(Two.GetHashCode(), same.GetHashCode());
        Assert.True(Two != turned);
        Assert.False(Two.Equals(null));
        Assert.NotEqual(Two, Two.Times(2));
        Assert.NotEqual(Two, FilterSet.Of(Two.Select(group => group with { FrameStride = 2 })));
    }

    [Fact]
    public void Settings_of_a_layer_compare_by_value_with_their_groups()
    {
        var options = new MixedShapeConvOptions { Groups = new List<FilterGroup>(Two) };

        Assert.Equal(new MixedShapeConvOptions { Groups = Two }, options);
        Assert.NotEqual(new MixedShapeConvOptions { Groups = Two.Times(2) }, options);
        Assert.Equal(options, SettingsJson.Read<MixedShapeConvOptions>(SettingsJson.Write(options), "a layer"));
    }

    [Fact]
    public void Sets_multiply_and_join()
    {
        Assert.Equal("64 of 1×60, 32 of 32×1", Two.Times(2).ToString());
        Assert.Equal("32 of 1×60, 16 of 32×1, 1 of 3×3", Two.And([FilterShape.Rectangular(3, 3).Times(1)]).ToString());
        Assert.Equal((2, 48), (Two.Count, Two.FilterCount));
    }

    [Fact]
    public void Empty_sets_and_missing_groups_are_refused()
    {
        Assert.Equal("A filter set needs at least one group, but got none. (Parameter 'groups')", Assert.Throws<ArgumentException>(() => FilterSet.Of()).Message);
        Assert.Throws<ArgumentException>(() => FilterSet.Of(Two[0], null!));
        Assert.Throws<OverflowException>(() => Two.Times(int.MaxValue));
    }
}
