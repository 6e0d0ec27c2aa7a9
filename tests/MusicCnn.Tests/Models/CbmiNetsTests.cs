using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class CbmiNetsTests
{
    /// <summary>The networks of the paper's table, then those that only the code has; trainable values, of which no statistics are moving.</summary>
    public static TheoryData<string, CbmiNetsOptions, long> Published() => new()
    {
        { "Black-box", CbmiNetsOptions.BlackBox, 3_275_312 },
        { "Time", CbmiNetsOptions.Time, 7_336 },
        { "Time, 250 frames", CbmiNetsOptions.TimeLong, 19_496 },
        { "Frequency, m = 32", CbmiNetsOptions.Frequency, 3_368 },
        { "Frequency, m = M = 40", CbmiNetsOptions.FrequencyFull, 1_576 },
        { "Time-Frequency", CbmiNetsOptions.TimeFrequency, 196_816 },
        { "Black-box, 250 frames", CbmiNetsOptions.BlackBoxLong, 2_363_440 },
        { "Frequency, m = 30", CbmiNetsOptions.Frequency with { Filters = FilterSets.Frequency(share: 0.75) }, 3_816 },
        { "Frequency, m = 34", CbmiNetsOptions.Frequency with { Filters = FilterSets.Frequency(share: 0.85) }, 2_920 },
        { "Frequency, m = 36", CbmiNetsOptions.Frequency with { Filters = FilterSets.Frequency(share: 0.9) }, 2_472 },
        { "Frequency, m = 38", CbmiNetsOptions.Frequency with { Filters = FilterSets.Frequency(share: 0.95) }, 2_024 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void The_networks_of_the_paper_have_their_numbers_of_weights(string name, CbmiNetsOptions options, long weights)
    {
        using var network = new CbmiNets(options);

        Assert.True(weights == network.parameters().Sum(parameter => parameter.numel()), name);
        Assert.Equal(weights, options.ParameterCount);
    }

    [Fact]
    public void Presets_are_the_papers_images_and_filters()
    {
        Assert.Equal((40, 80, 8, 200, 0.5), (CbmiNetsOptions.BlackBox.Bins, CbmiNetsOptions.BlackBox.Frames, CbmiNetsOptions.BlackBox.Classes, CbmiNetsOptions.BlackBox.HiddenUnits, CbmiNetsOptions.BlackBox.Dropout));
        Assert.Equal((250, 250), (CbmiNetsOptions.BlackBoxLong.Frames, CbmiNetsOptions.TimeLong.Frames));
        Assert.Null(CbmiNetsOptions.Time.HiddenUnits);
        Assert.Equal("CbmiNets(40 bins × 80 frames -> 8 classes, 196816 weights; 32 of 1×60, 32 of 32×1)", new CbmiNets(CbmiNetsOptions.TimeFrequency).ToString());
    }

    /// <summary>Each kind of branch alone and together, with rests behind windows; and what each branch has to compute, in numbers of its own.</summary>
    public static TheoryData<string, CbmiNetsOptions, (int, int, int, int)[]> Small()
    {
        var options = new CbmiNetsOptions { Bins = 9, Frames = 12, Classes = 3, Filters = [FilterShape.Temporal(4).Times(3)] };
        var both = new[] { FilterShape.Temporal(4).Times(3), FilterShape.Frequency(6).Times(3) };
        return new()
        {
            { "Time", options, [(1, 4, 9, 1)] },
            { "Frequency", options with { Filters = [FilterShape.Frequency(6).Times(3)] }, [(6, 1, 1, 12)] },
            { "Frequency, m = M", options with { Filters = [FilterShape.Frequency(9).Times(3)] }, [(9, 1, 1, 12)] },
            { "Black-box", options with { Filters = [FilterShape.Rectangular(3, 5).Times(2)], PoolBins = 3, HiddenUnits = 5 }, [(3, 5, 3, 1)] },
            { "Time-Frequency", options with { Filters = both, HiddenUnits = 5 }, [(1, 4, 9, 1), (6, 1, 1, 12)] },
            { "all", options with { Filters = [.. both, FilterShape.Rectangular(2, 3).Times(3)] }, [(1, 4, 9, 1), (6, 1, 1, 12), (2, 3, 4, 1)] },
        };
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Logits_are_what_plain_sums_in_double_precision_say(string name, CbmiNetsOptions options, (int, int, int, int)[] branches)
    {
        using var network = Drawn(options, seed: 17);
        var image = new double[9, 12];
        Buffer.BlockCopy(TestSignals.Noise(image.Length, seed: 3), 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 1, 9, 12]);

        using var logits = network.call(input);

        var expected = RhythmOracle.Cbmi(network.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value)), image, branches);
        Assert.True(expected.Length == logits.numel(), name);
        TensorAssert.CloseToPeak(expected, logits, Tolerance.Float64);
    }

    [Fact]
    public void The_time_network_does_not_hear_the_order_of_bins_and_the_frequency_network_not_that_of_frames()
    {
        using var time = Drawn(CbmiNetsOptions.Time with { Bins = 6, Frames = 70 }, seed: 4);
        using var frequency = Drawn(CbmiNetsOptions.Frequency with { Frames = 6 }, seed: 5);
        using var order = tensor(new long[] { 3, 0, 5, 4, 2, 1 });
        using var wide = rand(2, 1, 6, 70, dtype: ScalarType.Float64);
        using var high = rand(2, 1, 40, 6, dtype: ScalarType.Float64);

        TensorAssert.CloseToPeak(TensorAssert.Values(time.call(wide)), time.call(wide.index_select(2, order)), Tolerance.Float64);
        TensorAssert.CloseToPeak(TensorAssert.Values(frequency.call(high)), frequency.call(high.index_select(3, order)), Tolerance.Float64);
    }

    [Fact]
    public void Filters_lower_than_the_image_find_a_sound_at_another_pitch_and_those_as_high_do_not()
    {
        // Behind filters of m < M a sound three bins higher is the same maximum three positions on; a filter of m = M has one position, and another answer.
        using var low = zeros(1, 1, 40, 6, dtype: ScalarType.Float64);
        using var high = low.clone();
        using var sound = rand(1, 1, 10, 6, dtype: ScalarType.Float64);
        low.narrow(2, 15, 10).copy_(sound);
        high.narrow(2, 18, 10).copy_(sound);
        using var lower = Drawn(CbmiNetsOptions.Frequency with { Filters = [FilterShape.Frequency(20).Times(32)], Frames = 6 }, seed: 6);
        using var full = Drawn(CbmiNetsOptions.FrequencyFull with { Frames = 6 }, seed: 6);

        using var found = lower.Branch(0).call(low);
        using var moved = lower.Branch(0).call(high);
        using var difference = full.Branch(0).call(low) - full.Branch(0).call(high);

        TensorAssert.Shape([1, 32, 21], found);
        TensorAssert.CloseToPeak(TensorAssert.Values(found.narrow(2, 0, 18)), moved.narrow(2, 3, 18), Tolerance.Float64);
        Assert.True(difference.abs().max().item<double>() > 0.1);
    }

    [Fact]
    public void Weights_start_within_Glorots_bounds_and_biases_at_zero()
    {
        using var network = new CbmiNets(CbmiNetsOptions.TimeFrequency);

        // Fan-in and fan-out of each layer: weights into one output, and out of one input.
        (string Key, double Fans)[] layers = [("branches.0.groups.0.conv", 60 + (32 * 60)), ("branches.1.groups.0.conv", 32 + (32 * 32)), ("hidden", 960 + 200), ("output", 200 + 8)];
        var state = network.state_dict();
        foreach (var (key, fans) in layers)
        {
            var (bound, weights) = (Math.Sqrt(6 / fans), TensorAssert.Values(state[$"{key}.weight"]));
            // Of a thousand even draws or more, the largest misses the last fiftieth once in 10⁹ times.
            Assert.InRange(weights.Max(Math.Abs), 0.98 * bound, bound * (1 + Tolerance.Float32Rounding));
            Assert.All(TensorAssert.Values(state[$"{key}.bias"]), value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Another_size_is_refused_with_both()
    {
        using var network = new CbmiNets(CbmiNetsOptions.Time);
        using var image = zeros(2, 1, 40, 81);

        var error = Assert.Throws<ArgumentException>(() => network.call(image));

        Assert.Equal("Expected an image [batch, channel=1, frequency=40, time=80], but got [2, 1, 40, 81]. Give the input time 80, or, where that can be set, build this for time 81. (Parameter 'image')", error.Message);
    }

    public static TheoryData<CbmiNetsOptions, string> Impossible() => new()
    {
        { CbmiNetsOptions.Time with { Frames = 59 }, "A filter of 1×60 needs an image of at least 60 frames, but got 59. Take smaller filters or a larger image" },
        { CbmiNetsOptions.Frequency with { Bins = 31 }, "A filter of 32×1 needs an image of at least 32 bins, but got 31." },
        { CbmiNetsOptions.BlackBox with { Bins = 14 }, "A pooling window of 4 bins needs at least as many behind the filters, but 12×8 leaves 3 of 14. Take smaller windows" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_image_too_small_for_a_filter_is_refused_when_the_network_is_built(CbmiNetsOptions options, string message)
    {
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new CbmiNets(options)).Message);
        Assert.Throws<ArgumentException>(() => options.ParameterCount);
    }

    [Fact]
    public void Groups_of_different_counts_are_refused_with_all_of_them()
    {
        var error = Assert.Throws<ArgumentException>(() => CbmiNetsOptions.Time with { Filters = [FilterShape.Temporal(60).Times(32), FilterShape.Frequency(32).Times(16)] });

        Assert.Contains("the same number of filters", error.Message);
        Assert.Contains("they are 32 of 1×60, 16 of 32×1. Give them one Count.", error.Message);
    }

    private static CbmiNets Drawn(CbmiNetsOptions options, int seed)
    {
        var network = new CbmiNets(options);
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed);
        network.eval();
        return network;
    }
}
