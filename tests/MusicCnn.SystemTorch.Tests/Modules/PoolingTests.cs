using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MusicCnn.SystemTorch.Tests.Modules;

public class PoolingTests
{
    private static Tensor Row => tensor(new double[] { 1, 5, 2, 4, 3, 6, 0 }, [1, 1, 7]);

    private static Tensor Square => tensor(new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }, [1, 1, 4, 4]);

    [Fact]
    public void Maxima_are_taken_over_windows()
    {
        using var two = nn.MaxPool1d(2);
        using var overlapping = nn.MaxPool1d(3, stride: 2, padding: 1);
        using var ceiling = nn.MaxPool1d(2, ceil_mode: true);
        using var dilated = nn.MaxPool1d(2, stride: 1, dilation: 2);

        Expect.Close([5, 4, 6], two.call(Row));
        Expect.Close([5, 5, 6, 6], overlapping.call(Row));
        Expect.Close([5, 4, 6, 0], ceiling.call(Row));
        Expect.Close([2, 5, 3, 6, 3], dilated.call(Row));
    }

    [Fact]
    public void Maxima_of_an_image_take_a_number_a_pair_or_an_array()
    {
        using var number = nn.MaxPool2d(2);
        using var pair = nn.MaxPool2d((4, 2));
        using var array = nn.MaxPool2d(new long[] { 1, 4 });
        using var stepped = nn.MaxPool2d((2, 2), stride: (1, 2), padding: (1, 0));

        Expect.Close([6, 8, 14, 16], number.call(Square));
        Expect.Close([14, 16], pair.call(Square));
        Expect.Close([4, 8, 12, 16], array.call(Square));
        Expect.Close([2, 4, 6, 8, 10, 12, 14, 16, 14, 16], stepped.call(Square));
        Expect.Close([6, 8, 14, 16], F.max_pool2d(Square, (2, 2)));
        Expect.Close([6, 8, 14, 16], F.max_pool2d(Square, 2, stride: 2));
    }

    [Fact]
    public void Averages_are_taken_over_windows()
    {
        using var two = nn.AvgPool1d(2);
        using var padded = nn.AvgPool1d(3, stride: 3, padding: 1);
        using var inside = nn.AvgPool1d(3, stride: 3, padding: 1, count_include_pad: false);

        Expect.Close([3, 3, 4.5], two.call(Row));
        Expect.Close([2, 3, 2], padded.call(Row));
        Expect.Close([3, 3, 3], inside.call(Row));
    }

    [Fact]
    public void Averages_of_an_image_take_a_number_a_pair_or_an_array()
    {
        using var number = nn.AvgPool2d(2);
        using var pair = nn.AvgPool2d((4, 2));
        using var array = nn.AvgPool2d(new long[] { 1, 4 });
        using var summed = nn.AvgPool2d(2, divisor_override: 1);

        Expect.Close([3.5, 5.5, 11.5, 13.5], number.call(Square));
        Expect.Close([7.5, 9.5], pair.call(Square));
        Expect.Close([2.5, 6.5, 10.5, 14.5], array.call(Square));
        Expect.Close([14, 22, 46, 54], summed.call(Square));
        Expect.Close([3.5, 5.5, 11.5, 13.5], F.avg_pool2d(Square, (2, 2)));
        Expect.Close([3.5, 5.5, 11.5, 13.5], F.avg_pool2d(Square, 2, padding: 0));
    }

    [Fact]
    public void Adaptive_pools_have_the_size_they_are_told()
    {
        using var mean = nn.AdaptiveAvgPool1d(2);
        using var whole = nn.AdaptiveAvgPool2d(1);
        using var rows = nn.AdaptiveAvgPool2d((4, 1));
        using var array = nn.AdaptiveAvgPool2d(new long[] { 1, 2 });
        using var largest = nn.AdaptiveMaxPool1d(1);
        using var largest2 = nn.AdaptiveMaxPool2d([1, 2]);

        Expect.Close([3, 3.25], mean.call(Row));
        Expect.Close([8.5], whole.call(Square));
        Expect.Close([2.5, 6.5, 10.5, 14.5], rows.call(Square));
        Expect.Close([7.5, 9.5], array.call(Square));
        Expect.Close([6], largest.call(Row));
        Expect.Close([14, 16], largest2.call(Square));
        Expect.Close([8.5], F.adaptive_avg_pool2d(Square, (1, 1)));
        Expect.Close([8.5], F.adaptive_avg_pool2d(Square, 1));
    }

    [Fact]
    public void Flatten_joins_axes()
    {
        using var all = nn.Flatten();
        using var some = nn.Flatten(0, 1);

        Expect.Shape([2, 60], all.call(ones(2, 3, 4, 5)));
        Expect.Shape([6, 4, 5], some.call(ones(2, 3, 4, 5)));
    }

    [Fact]
    public void Padding_continues_the_last_axes()
    {
        using var row = tensor(new double[] { 1, 2, 3 }, [1, 1, 3]);
        using var square = tensor(new double[] { 1, 2, 3, 4 }, [1, 1, 2, 2]);

        Expect.Close([0, 0, 1, 2, 3, 0], F.pad(row, (2, 1)));
        Expect.Close([9, 1, 2, 3], F.pad(row, [1, 0], value: 9));
        Expect.Close([3, 2, 1, 2, 3, 2], F.pad(row, (2, 1), PaddingModes.Reflect));
        Expect.Close([1, 1, 1, 2, 3, 3], F.pad(row, (2, 1), PaddingModes.Replicate));
        Expect.Close([2, 3, 1, 2, 3, 1], F.pad(row, (2, 1), PaddingModes.Circular));
        Expect.Close([2, 3], F.pad(row, [-1, 0]));
        Expect.Close([0, 1, 2, 0, 3, 4, 0, 0, 0], F.pad(square, (1, 0, 0, 1)));
        Expect.Shape([3, 3, 4, 4], F.pad(square, 1));
        ReadOnlySpan<long> span = [0, 1];
        Expect.Close([1, 2, 3, 0], F.pad(row, span));
    }

    [Fact]
    public void Unfold_lists_patches_and_fold_adds_them_back()
    {
        using var patches = F.unfold(Square, 2, stride: 2);
        using var sums = F.fold(patches, 4, 2, stride: 2);
        using var overlapping = F.fold(F.unfold(ones([1, 1, 2, 3], dtype: ScalarType.Float64), (2, 2)), (2, 3), (2, 2));

        Expect.Shape([1, 4, 4], patches);
        Expect.Close([1, 3, 9, 11, 2, 4, 10, 12, 5, 7, 13, 15, 6, 8, 14, 16], patches);
        Expect.Close(Expect.Values(Square), sums);
        Expect.Close([1, 2, 1, 1, 2, 1], overlapping);
    }

    [Fact]
    public void Interpolation_reaches_a_size_or_a_scale()
    {
        using var row = tensor(new double[] { 0, 3 }, [1, 1, 2]);
        using var square = tensor(new double[] { 0, 2, 4, 6 }, [1, 1, 2, 2]);

        Expect.Close([0, 0, 3, 3], F.interpolate(row, size: [4]));
        Expect.Close([0, 0, 0, 3, 3, 3], F.interpolate(row, scale_factor: [3]));
        Expect.Close([0, 1, 2, 3], F.interpolate(row, size: [4], mode: InterpolationMode.Linear, align_corners: true));
        Expect.Close([0, 0.75, 2.25, 3], F.interpolate(row, size: [4], mode: InterpolationMode.Linear));
        Expect.Close([0, 1, 2, 2, 3, 4, 4, 5, 6], F.interpolate(square, size: [3, 3], mode: InterpolationMode.Bilinear, align_corners: true));
        Expect.Close([3], F.interpolate(square, size: [1, 1], mode: InterpolationMode.Area));
        Expect.Shape([1, 1, 3, 5], F.interpolate(square, size: [3, 5], mode: InterpolationMode.Bicubic));
    }
}
