using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds the harmonic CNN to its published sizes, and its sums to plain loops.</summary>
public class HarmonicCnnTests
{
    [Fact]
    public void The_network_has_the_weights_of_its_published_layers_and_the_front_end_one_more()
    {
        // Convention: trainable values, as PyTorch counts parameters; moving statistics are none.
        var convolutions = Filters(6, 128) + (3 * 2 * Filters(128, 128)) + Filters(128, 256) + (2 * 2 * Filters(256, 256));
        const long harmonics = 2 * 6;
        const long head = (256 * 256 + 256) + (2 * 256) + (256 * 50 + 50);
        Assert.Equal(3_631_550, harmonics + convolutions + head);
        using var frontEnd = new HarmonicFilters(HarmonicFiltersOptions.Won2020);
        using var network = new HarmonicCnn(HarmonicCnnOptions.Won2020);

        Assert.Equal(3_631_550, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(3_631_550, HarmonicCnnOptions.Won2020.ParameterCount);
        Assert.Equal(1, frontEnd.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Logits_are_what_plain_sums_in_double_precision_say()
    {
        // Six blocks have both kinds, both poolings and the change of channels.
        using var network = new HarmonicCnn(new() { Classes = 3, Harmonics = 3, Bins = 64, Filters = 2, Blocks = 6 });
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 29);
        network.eval();
        var image = new double[3, 64, 107];
        Buffer.BlockCopy(TestSignals.Noise(image.Length, seed: 6), 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 3, 64, 107]);

        using var logits = network.call(input);

        var oracle = new ShortChunkOracle(network.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value)));
        TensorAssert.CloseToPeak(oracle.Harmonic(image, 6), logits, Tolerance.Float64);
    }

    [Fact]
    public void Five_seconds_of_the_papers_front_end_fit_the_papers_network()
    {
        using var frontEnd = new HarmonicFilters(HarmonicFiltersOptions.Won2020);
        var options = HarmonicCnnOptions.Won2020;

        Assert.Equal((options.Harmonics, options.Bins), (frontEnd.Channels, frontEnd.Bins));
        Assert.Equal(313, frontEnd.FrameCount(5 * 16_000));
        // 2·2·2·2·2·3·3.
        Assert.Equal(288, options.MinimumFrames);
    }

    [Fact]
    public void An_image_too_small_for_the_pooling_is_refused_with_both_sizes()
    {
        Assert.Contains(
            "at least 128 bins, but they have 100. ",
            Assert.Throws<ArgumentException>(() => new HarmonicCnn(HarmonicCnnOptions.Won2020 with { Bins = 100 })).Message);
        using var network = new HarmonicCnn(new() { Classes = 2, Harmonics = 2, Bins = 64, Filters = 1, Blocks = 6 });
        network.eval();
        using var image = zeros(1, 2, 64, 95);

        Assert.Contains("at least 64 bins × 96 frames, but they have 64 × 95", Assert.Throws<ArgumentException>(() => network.call(image)).Message);
    }

    [Fact]
    public void An_image_of_one_channel_is_refused_with_both_shapes()
    {
        using var network = new HarmonicCnn(new() { Classes = 2, Harmonics = 2, Bins = 4, Filters = 1, Blocks = 2 });
        using var image = zeros(2, 1, 4, 9);

        var error = Assert.Throws<ArgumentException>(() => network.call(image));

        Assert.Equal("Expected an image [batch, harmonic=2, frequency=4, time], but got [2, 1, 4, 9]. Give the input harmonic 2, or, where that can be set, build this for harmonic 1. (Parameter 'image')", error.Message);
    }

    /// <summary>3×3 filters and biases, scales and offsets of the normalization behind them.</summary>
    private static long Filters(long inputs, long outputs) => (9 * inputs * outputs + outputs) + (2 * outputs);
}
