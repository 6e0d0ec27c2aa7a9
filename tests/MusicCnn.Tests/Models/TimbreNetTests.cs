using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds the networks of timbral shapes to their published sizes, to sums in double precision, and to what they say they hear.</summary>
public class TimbreNetTests
{
    // Conventions: trainable values; the third number is what Keras counts with moving means and variances, where the authors used Keras.
    public static TheoryData<string, TimbreNetOptions, long, long?> Published() => new()
    {
        { "tagging", TimbreNetOptions.Tagging, 74_526, null },
        { "tagging ×2", TimbreNetOptions.Tagging with { Scale = 2 }, 191_006, null },
        { "tagging ×4", TimbreNetOptions.Tagging with { Scale = 4 }, 565_278, null },
        { "tagging as coded", TimbreNetOptions.Tagging with { ReadsMapsAsRows = true }, 74_526, null },
        { "instruments", TimbreNetOptions.Instruments, 61_867, 62_763 },
        { "instruments, published code", TimbreNetOptions.Instruments with { Filters = Heights(50, 70) }, 78_667, 79_563 },
        { "instruments, several layers", TimbreNetOptions.InstrumentsMultiLayer, 742_315, 743_723 },
        { "phonemes", TimbreNetOptions.Phonemes, 222_557, 222_557 },
        { "model 0 of musicnn's training code", TimbreNetOptions.Dieleman, 66_784, null },
        { "model 3 of musicnn's training code", TimbreNetOptions.MusicnnBaseline, 185_856, null },
    };

    public static TheoryData<string> Names => new(TimbreNets.Small.Keys);

    [Theory]
    [MemberData(nameof(Published))]
    public void A_network_has_its_published_number_of_weights(string name, TimbreNetOptions options, long trainable, long? stored)
    {
        using var network = new TimbreNet(options);

        var counted = network.parameters().Sum(parameter => parameter.numel());
        Assert.True(trainable == counted, $"{name}: {counted} weights instead of {trainable}.");
        Assert.Equal(trainable, options.ParameterCount);
        if (stored is not null)
            Assert.Equal(stored, trainable + network.named_buffers().Where(buffer => buffer.name.Contains("running_")).Sum(buffer => buffer.buffer.numel()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_are_what_plain_sums_in_double_precision_say(string name)
    {
        var (options, left) = TimbreNets.Small[name];
        using var network = Drawn(options);
        var image = new double[1, options.Bins, options.Frames];
        Buffer.BlockCopy(TestSignals.Noise(image.Length, seed: 3), 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 1, options.Bins, options.Frames]);

        using var logits = network.call(input);

        TensorAssert.CloseToPeak(TimbreOracle.Logits(network, image, left), logits, Tolerance.Float64);
    }

    [Fact]
    public void A_timbre_is_the_same_at_every_pitch_that_leaves_it_room()
    {
        // Four bins of sound within a silence larger than the highest filter, four bins: wherever they lie, every filter meets all of them, and silence.
        var options = TimbreNets.Small["Tagging"].Options with { Bins = 20 };
        using var network = Drawn(options);
        using var sound = tensor(TestSignals.Noise(4 * options.Frames, seed: 6), [1, 1, 4, options.Frames]);
        using var low = nn.functional.pad(sound, [0, 0, 5, 11]);
        using var high = nn.functional.pad(sound, [0, 0, 9, 7]);

        using var expected = network.call(low);
        using var actual = network.call(high);

        TensorAssert.CloseToPeak(TensorAssert.Values(expected), actual, Tolerance.Float64);
    }

    [Fact]
    public void Filters_as_high_as_the_image_hear_absolute_pitch()
    {
        // ELU, so that no unit is off for both.
        var options = TimbreNets.Small["Dieleman"].Options with { Activation = Activation.Elu };
        using var network = Drawn(options);
        using var sound = tensor(TestSignals.Noise(2 * options.Frames, seed: 6), [1, 1, 2, options.Frames]);
        using var low = nn.functional.pad(sound, [0, 0, 0, 2]);
        using var high = nn.functional.pad(sound, [0, 0, 1, 1]);

        using var expected = network.call(low);
        using var actual = network.call(high);

        Assert.True((expected - actual).abs().max().item<double>() > 1e-3 * expected.abs().max().item<double>());
    }

    [Fact]
    public void The_published_code_reads_maps_in_another_order_than_the_paper_says()
    {
        var options = TimbreNets.Small["Tagging"].Options;
        using var paper = Drawn(options);
        using var code = Drawn(options with { ReadsMapsAsRows = true });
        using var image = tensor(TestSignals.Noise(options.Bins * options.Frames, seed: 3), [1, 1, options.Bins, options.Frames]);

        using var expected = paper.call(image);
        using var actual = code.call(image);

        Assert.Equal(paper.state_dict().Keys, code.state_dict().Keys);
        Assert.True((expected - actual).abs().max().item<double>() > 1e-3 * expected.abs().max().item<double>());
    }

    [Fact]
    public void Heights_that_leave_different_numbers_of_bins_have_a_layer_each()
    {
        using var phonemes = new TimbreNet(TimbreNetOptions.Phonemes);
        using var tagging = new TimbreNet(TimbreNetOptions.Tagging);

        Assert.Equal([50, 70], phonemes.FirstLayers.Select(layer => Assert.Single(layer.Groups.Select(group => group.Shape.Bins).Distinct())));
        Assert.Equal([[1L, 224, 15], [1L, 224, 5]], phonemes.FirstLayers.Select(layer => layer.OutputShape(1, 1, 80, 21)));
        Assert.Equal([1L, 92, 46], Assert.Single(tagging.FirstLayers).OutputShape(1, 1, 128, 187));
    }

    [Fact]
    public void Weights_start_as_the_originals_draw_them_and_biases_at_zero()
    {
        using var tagging = new TimbreNet(TimbreNetOptions.Tagging);
        using var instruments = new TimbreNet(TimbreNetOptions.Instruments);

        // Even draws have a third of the square of their bound as variance: 1 / fan-in, and 2 / (fan-in + fan-out) in the last layer; normal ones 2 / fan-in.
        RequireVariance(tagging, "first_layers.0.groups.0.conv", 1.0 / 100);
        RequireVariance(tagging, "stack.layers.0.groups.0.conv", 1.0 / (92 * 8));
        RequireVariance(tagging, "head.hidden", 1.0 / 288);
        RequireVariance(tagging, "head.output", 2.0 / 150);
        RequireVariance(instruments, "first_layers.0.groups.3.conv", 2.0 / 80);
        RequireVariance(instruments, "head.output", 2.0 / 1792);
        Assert.All(TensorAssert.Values(instruments.state_dict()["first_layers.0.groups.3.norm.weight"]), scale => Assert.Equal(1, scale));

        static void RequireVariance(TimbreNet network, string key, double variance)
        {
            var weights = TensorAssert.Values(network.state_dict()[$"{key}.weight"]);
            // Of 1000 normal draws or more, the mean square deviates by 4.5 %; a quarter is more than five times that.
            Assert.InRange(weights.Average(weight => weight * weight) / variance, 0.75, 1.25);
            Assert.All(TensorAssert.Values(network.state_dict()[$"{key}.bias"]), bias => Assert.Equal(0, bias));
        }
    }

    [Fact]
    public void Settings_compare_by_value_and_print_in_the_papers_notation()
    {
        Assert.Equal(TimbreNetOptions.Tagging, TimbreNetOptions.Tagging with { Blocks = [.. TimbreNetOptions.Tagging.Blocks], Filters = [.. TimbreNetOptions.Tagging.Filters] });
        Assert.NotEqual(TimbreNetOptions.Tagging, TimbreNetOptions.Tagging with { Blocks = [] });
        using var network = new TimbreNet(TimbreNets.Small["Tagging"].Options with { Scale = 2 });
        Assert.Equal("TimbreNet(6 bins × 17 frames -> 3 classes, 309 weights; 4 of 4×1, 6 of 3×3; 3 of 1×3 (valid in time), pooled 1×2)", network.ToString());
    }

    private static FilterSet Heights(params int[] heights) => FilterSet.Of(
        from height in heights from step in new[] { 0, 1, 2 } select FilterShape.Rectangular(height, 2 * step + 1).Times(128 >> step));

    private static TimbreNet Drawn(TimbreNetOptions options)
    {
        var network = new TimbreNet(options);
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 29);
        network.eval();
        return network;
    }
}
