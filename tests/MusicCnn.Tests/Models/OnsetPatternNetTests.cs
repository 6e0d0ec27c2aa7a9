using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class OnsetPatternNetTests
{
    private static readonly OnsetPatternNetOptions Small = new()
    {
        Bins = 11,
        Classes = 3,
        Filters = [FilterShape.Temporal(3).Times(2), FilterShape.Temporal(5).Times(2), FilterShape.Temporal(8).Times(1)],
    };

    /// <summary>The networks of the code; trainable values, of which no statistics are moving.</summary>
    public static TheoryData<string, OnsetPatternNetOptions, int, long> Published() => new()
    {
        { "O-net", OnsetPatternNetOptions.Onsets, 1, 4_188 },
        { "O-net ×2", OnsetPatternNetOptions.Onsets, 2, 8_368 },
        { "P-net", OnsetPatternNetOptions.Patterns, 1, 7_428 },
        { "P-net ×2", OnsetPatternNetOptions.Patterns, 2, 14_848 },
        { "O+P", OnsetPatternNetOptions.OnsetsAndPatterns, 1, 11_608 },
        { "O+P ×2", OnsetPatternNetOptions.OnsetsAndPatterns, 2, 23_208 },
        { "O+P ×4", OnsetPatternNetOptions.OnsetsAndPatterns, 4, 46_408 },
        { "O+P ×8", OnsetPatternNetOptions.OnsetsAndPatterns, 8, 92_808 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void The_networks_of_the_paper_have_their_numbers_of_weights(string name, OnsetPatternNetOptions preset, int scale, long weights)
    {
        var options = preset with { Scale = scale };
        using var network = new OnsetPatternNet(options);

        Assert.True(weights == network.parameters().Sum(parameter => parameter.numel()), name);
        Assert.Equal(weights, options.ParameterCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Logits_are_what_plain_sums_in_double_precision_say(int scale)
    {
        // Of 11 bins, windows of 4 leave 3 out.
        using var network = Drawn(Small with { Scale = scale });
        var image = new double[11, 14];
        Buffer.BlockCopy(TestSignals.Noise(image.Length, seed: 3), 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 1, 11, 14]);

        using var logits = network.call(input);

        var state = network.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value));
        TensorAssert.CloseToPeak(RhythmOracle.OnsetPattern(state, image, [3, 5, 8], poolBins: 4), logits, Tolerance.Float64);
    }

    [Fact]
    public void A_rhythm_sounds_alike_wherever_it_begins()
    {
        using var network = Drawn(Small);
        using var early = zeros(1, 1, 11, 40, dtype: ScalarType.Float64);
        using var late = early.clone();
        using var rhythm = rand(1, 1, 11, 12, dtype: ScalarType.Float64);
        early.narrow(3, 8, 12).copy_(rhythm);
        late.narrow(3, 19, 12).copy_(rhythm);

        using var expected = network.call(early);
        using var actual = network.call(late);

        TensorAssert.CloseToPeak(TensorAssert.Values(expected), actual, Tolerance.Float64);
    }

    [Fact]
    public void Filters_start_from_those_of_an_O_net_and_a_P_net()
    {
        using var onsets = new OnsetPatternNet(OnsetPatternNetOptions.Onsets with { Scale = 2 });
        using var patterns = new OnsetPatternNet(OnsetPatternNetOptions.Patterns with { Scale = 2 });
        using var both = new OnsetPatternNet(OnsetPatternNetOptions.OnsetsAndPatterns with { Scale = 2 });
        using var image = rand(1, 1, 40, 216);

        both.FirstLayer.CopyFrom(onsets.FirstLayer);
        both.FirstLayer.CopyFrom(patterns.FirstLayer);

        using var expected = cat([onsets.FirstLayer.call(image), patterns.FirstLayer.call(image)], dim: 1);
        TensorAssert.Close(expected, both.FirstLayer.call(image), tolerance: 0);
    }

    [Fact]
    public void Weights_start_as_Lasagne_draws_them_and_biases_at_zero()
    {
        using var network = new OnsetPatternNet(OnsetPatternNetOptions.Onsets with { Scale = 20 });
        var state = network.state_dict();
        for (var group = 0; group < 8; group++)
            RequireEven(Math.Sqrt(3.0 / (6 + (5 * group))), $"first_layer.groups.{group}.conv");
        // 800 filters of 10 windows, 8 classes.
        RequireEven(Math.Sqrt(6.0 / 8_008), "output");

        void RequireEven(double bound, string key)
        {
            // Of 600 even draws or more, the largest misses the last twentieth once in 10¹³ times.
            Assert.InRange(TensorAssert.Values(state[$"{key}.weight"]).Max(Math.Abs), 0.95 * bound, bound * (1 + Tolerance.Float32Rounding));
            Assert.All(TensorAssert.Values(state[$"{key}.bias"]), value => Assert.Equal(0, value));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void A_scale_below_one_is_refused(int scale)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => OnsetPatternNetOptions.Onsets with { Scale = scale });

        Assert.StartsWith($"Scale must be above 0 times, but was {scale}. Take 1 for the smallest network of the paper, or 2, 4 or 8.", error.Message);
    }

    [Fact]
    public void A_scale_that_no_memory_holds_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => OnsetPatternNetOptions.Onsets with { Scale = int.MaxValue });

        Assert.StartsWith("Scale must lie between 1 and 1024 times, but was 2147483647.", error.Message);
    }

    [Fact]
    public void An_image_narrower_than_the_widest_filter_is_refused_with_both_widths()
    {
        using var network = new OnsetPatternNet(OnsetPatternNetOptions.Patterns);
        using var image = zeros(2, 1, 40, 215);

        var error = Assert.Throws<ArgumentException>(() => network.call(image));

        Assert.Equal(216, network.Options.MinimumFrames);
        Assert.Contains("A filter of 1×216 needs an image of at least 216 frames, but got 215. Take smaller filters or a larger image", error.Message);
    }

    [Fact]
    public void An_image_narrower_than_all_filters_is_refused_with_the_width_that_fits_all()
    {
        using var network = new OnsetPatternNet(OnsetPatternNetOptions.OnsetsAndPatterns);
        using var image = zeros(2, 1, 40, 1);

        Assert.Contains("at least 216 frames, but got 1.", Assert.Throws<ArgumentException>(() => network.call(image)).Message);
    }

    [Fact]
    public void An_image_lower_than_the_pooling_is_refused_when_the_network_is_built()
    {
        var error = Assert.Throws<ArgumentException>(() => new OnsetPatternNet(OnsetPatternNetOptions.Onsets with { Bins = 3 }));

        Assert.Contains("A pooling window of 4 bins needs at least as many behind the filters, but 1×6 leaves 3 of 3. Take smaller windows", error.Message);
    }

    [Fact]
    public void The_network_prints_its_shapes()
    {
        using var network = new OnsetPatternNet(OnsetPatternNetOptions.OnsetsAndPatterns);

        Assert.Equal("OnsetPatternNet(40 bins -> 8 classes, 11608 weights; 75 filters of 43 shapes, 1×6 to 1×216)", network.ToString());
    }

    private static OnsetPatternNet Drawn(OnsetPatternNetOptions options)
    {
        var network = new OnsetPatternNet(options);
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 23);
        network.eval();
        return network;
    }
}
