using MusicCnn.Augmentation;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Augmentation;

public class SpecAugmentTests
{
    private const int Draws = 6_000;

    private static readonly SpecAugmentOptions OnlyTime = new() { FrequencyMasks = 0, TimeWidth = 8 };

    [Fact]
    public void Widths_are_uniform_up_to_the_limit_and_starts_before_the_last_place()
    {
        var masks = Masks(OnlyTime, frames: 20);

        Distributions.AreUniform(masks.Select(mask => mask.Width), 9);
        Distributions.AreUniform(masks.Where(mask => mask.Width == 8).Select(mask => mask.Start), 12);
        Distributions.AreUniform(masks.Where(mask => mask.Width == 1).Select(mask => mask.Start), 19);
    }

    [Fact]
    public void Torchaudios_rule_gives_its_widths_and_starts()
    {
        var masks = Masks(OnlyTime with { Rule = MaskRule.Torchaudio }, frames: 20);

        // Widths 0 ... limit - 1, each as likely. Of v in [7, 8) and a start in [0, 20 - v) the whole parts are 0 ... 12, the last more rarely by
        // the mean of a half: 1/(20 - v) for each of 12, and (8 - v)/(20 - v) for the last.
        Distributions.AreUniform(masks.Select(mask => mask.Width), 8);
        var each = Math.Log(13.0 / 12);
        Distributions.Are(masks.Where(mask => mask.Width == 7).Select(mask => mask.Start), [.. Enumerable.Repeat(each, 12), 1 - (12 * each)]);
    }

    [Theory]
    [InlineData(MaskRule.Paper, 1.0, 9)]
    [InlineData(MaskRule.Paper, 0.5, 5)]
    [InlineData(MaskRule.Torchaudio, 0.5, 4)]
    public void A_limit_above_the_axis_or_its_share_of_the_length_is_cut(MaskRule rule, double share, int widths)
    {
        var masks = Masks(OnlyTime with { TimeWidth = 1_000, TimeShare = share, Rule = rule }, frames: 12, length: rule == MaskRule.Paper && share == 1 ? 8 : 9);

        Distributions.AreUniform(masks.Select(mask => mask.Width), widths);
    }

    [Fact]
    public void Frequency_masks_cover_whole_bins_of_all_channels_and_no_padding()
    {
        using var scope = NewDisposeScope();
        using var layer = new SpecAugment(new() { FrequencyWidth = 5, TimeMasks = 0 });
        var output = layer.call(ones(50, 2, 12, 9), new(1, [.. Enumerable.Range(0, 50)], [.. Enumerable.Repeat(6L, 50)]));

        var values = TensorAssert.Values(output);
        for (var item = 0; item < 50; item++)
        {
            for (var bin = 0; bin < 12; bin++)
            {
                var rows = Enumerable.Range(0, 2).Select(channel => values.AsSpan((((item * 2) + channel) * 12 + bin) * 9, 9).ToArray()).ToArray();
                Assert.Equal(rows[0], rows[1]);
                Assert.Single(rows[0][..6].Distinct());
                Assert.All(rows[0][6..], value => Assert.Equal(1, value));
            }
        }

        Assert.Contains(0, values);
    }

    [Fact]
    public void Several_masks_overlap_freely()
    {
        var widths = Masks(OnlyTime with { TimeMasks = 3, TimeWidth = 4 }, frames: 40).Select(mask => mask.Masked).ToArray();

        Assert.Equal(12, widths.Max());
        Assert.InRange(widths.Average(), 5.2, 6);
    }

    [Fact]
    public void Masked_places_hold_the_mean_of_the_example_without_its_padding()
    {
        using var scope = NewDisposeScope();
        using var layer = new SpecAugment(new() { FrequencyWidth = 8, TimeMasks = 0, Fill = MaskFill.Mean });
        var image = cat([arange(0, 48, dtype: ScalarType.Float64).reshape(1, 1, 8, 6), full([1, 1, 8, 2], 1e9, dtype: ScalarType.Float64)], -1);
        var means = new List<double>();
        for (var item = 0; item < 20; item++)
        {
            var output = layer.call(image, new(1, [item], [6]));
            means.AddRange(TensorAssert.Values(output).Zip(TensorAssert.Values(image)).Where(pair => pair.First != pair.Second).Select(pair => pair.First));
        }

        Assert.NotEmpty(means);
        Assert.All(means, mean => Assert.Equal(23.5, mean, Tolerance.Float64));
    }

    [Fact]
    public void A_masked_place_need_not_be_finite()
    {
        using var scope = NewDisposeScope();
        using var layer = new SpecAugment(new() { FrequencyMasks = 0, TimeMasks = 3, TimeWidth = 5, FillValue = -2 });
        var output = layer.call(full([1, 1, 3, 10], double.NegativeInfinity), BatchItems.Consecutive(1, 0, 1));

        Assert.Equal([-2, double.NegativeInfinity], TensorAssert.Values(output).Distinct().OrderDescending());
    }

    [Fact]
    public void Presets_are_the_policies_of_the_paper()
    {
        Assert.Equal((27, 1, 100, 1, 1.0), Policy(SpecAugmentOptions.LibriSpeechBasic));
        Assert.Equal((27, 2, 100, 2, 1.0), Policy(SpecAugmentOptions.LibriSpeechDouble));
        Assert.Equal((15, 2, 70, 2, 0.2), Policy(SpecAugmentOptions.SwitchboardMild));
        Assert.Equal((27, 2, 70, 2, 0.2), Policy(SpecAugmentOptions.SwitchboardStrong));

        static (int, int, int, int, double) Policy(SpecAugmentOptions options) =>
            (options.FrequencyWidth, options.FrequencyMasks, options.TimeWidth, options.TimeMasks, options.TimeShare);
    }

    /// <summary>Returns where the frames of many items are masked; a start only where something is.</summary>
    private static List<(int Start, int Width, int Masked)> Masks(SpecAugmentOptions options, int frames, int? length = null)
    {
        using var scope = NewDisposeScope();
        using var layer = new SpecAugment(options with { Seed = 3 });
        long[]? lengths = length is { } valid ? [.. Enumerable.Repeat((long)valid, Draws)] : null;
        var output = layer.call(ones(Draws, 1, 1, frames), new(1, [.. Enumerable.Range(0, Draws)], lengths));
        return [.. TensorAssert.Values(output).Chunk(frames).Select(values =>
        {
            var masked = Enumerable.Range(0, frames).Where(frame => values[frame] == 0).ToArray();
            return masked.Length == 0 ? (0, 0, 0) : (masked[0], masked[^1] - masked[0] + 1, masked.Length);
        })];
    }
}
