using MusicCnn.Augmentation;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Augmentation;

public class AugmentationOptionsTests
{
    [Fact]
    public void Settings_are_the_same_after_a_file()
    {
        Same(SpecAugmentOptions.SwitchboardMild with { Seed = 4, Fill = MaskFill.Mean, Rule = MaskRule.Torchaudio });
        Same(new RandomGainOptions { MinGain = -3, OfPower = true, Stream = "second" });
        Same(new TimeShiftOptions { MaxShift = 9, Edge = ShiftEdge.Constant, Probability = 0.25 });
        Same(new PitchShiftOptions { MaxShift = 3, FillValue = -80 });
        Same(new AddNoiseOptions { Color = NoiseColor.Brown });
        Same(new MixupOptions { Alpha = 0.4 });

        static void Same<T>(T options)
        {
            Assert.Equal(options, JsonRoundTrip.Of(options));
            Assert.Equal(options, SettingsJson.Read<T>(SettingsJson.Write(options), "test"));
        }
    }

    [Fact]
    public void Values_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpecAugmentOptions { TimeWidth = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpecAugmentOptions { TimeShare = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpecAugmentOptions { Rule = (MaskRule)7 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpecAugmentOptions { FillValue = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomGainOptions { Probability = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeShiftOptions { MaxShift = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PitchShiftOptions { MaxShift = 2, FillValue = double.NegativeInfinity });
        Assert.Contains("MinGain must not be above MaxGain (-8 dB), but was -6 dB", Assert.Throws<ArgumentException>(() => new RandomGain(new() { MaxGain = -8 })).Message);
        Assert.Contains("MinSignalToNoise must not be above", Assert.Throws<ArgumentException>(() => new AddNoise(new() { MaxSignalToNoise = 0 })).Message);
    }

    [Fact]
    public void Items_that_are_none_twice_or_of_no_length_are_refused()
    {
        Assert.Contains("at least one item", Assert.Throws<ArgumentException>(() => new BatchItems(1, [])).Message);
        Assert.Contains("5 occurs 2 times", Assert.Throws<ArgumentException>(() => new BatchItems(1, [5, 2, 5])).Message);
        Assert.Contains("as many lengths as items (2), but there are 1", Assert.Throws<ArgumentException>(() => new BatchItems(1, [1, 2], [3])).Message);
        Assert.Contains("above 0 samples or frames, but was 0", Assert.Throws<ArgumentOutOfRangeException>(() => new BatchItems(1, [1, 2], [3, 0])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchItems.Consecutive(1, 0, 0));
        Assert.Equal([8, 9], BatchItems.Consecutive(1, 8, 2).Items);
    }

    [Fact]
    public void Only_the_given_share_of_items_is_changed()
    {
        using var scope = NewDisposeScope();
        using var layer = new RandomGain(new() { Probability = 0.2 });
        using var always = new RandomGain();
        var items = BatchItems.Consecutive(1, 0, 2_000);
        var (some, all) = (TensorAssert.Values(layer.call(ones(2_000, 1), items)), TensorAssert.Values(always.call(ones(2_000, 1), items)));

        Assert.InRange(some.Count(value => value != 1), 330, 470);
        Assert.All(some.Zip(all), pair => Assert.True(pair.First == 1 || pair.First == pair.Second));
    }

    [Fact]
    public void Gains_are_uniform_in_decibels()
    {
        using var scope = NewDisposeScope();
        using var amplitude = new RandomGain(new() { MinGain = -10, MaxGain = 10 });
        using var power = new RandomGain(new() { MinGain = -10, MaxGain = 10, OfPower = true });
        var items = BatchItems.Consecutive(1, 0, 3_000);
        var gains = TensorAssert.Values(amplitude.call(ones([3_000, 1], dtype: ScalarType.Float64), items));

        Distributions.AreUniform(gains.Select(gain => (int)((20 * Math.Log10(gain)) + 10)), 20);
        TensorAssert.Close([.. gains.Select(gain => gain * gain)], power.call(ones([3_000, 1], dtype: ScalarType.Float64), items), Tolerance.Float64 * 100);
    }
}
