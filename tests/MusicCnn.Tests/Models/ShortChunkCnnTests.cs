using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds the short-chunk CNN to its published sizes, and its sums to plain loops.</summary>
public class ShortChunkCnnTests
{
    // Convention: trainable values, as PyTorch counts parameters; moving statistics are none.
    [Fact]
    public void The_short_chunk_network_has_the_weights_of_its_published_layers()
    {
        long[] channels = [1, 128, 128, 256, 256, 256, 256, 512];
        var convolutions = Enumerable.Range(0, 7).Sum(layer => Filters(channels[layer], channels[layer + 1]));
        Assert.Equal(3_398_016, convolutions);

        RequireCount(ShortChunkCnnOptions.Won2020, 2 + convolutions + Head, published: 3_687_348);
    }

    [Fact]
    public void The_residual_network_has_the_weights_of_its_published_layers()
    {
        // Each block: a convolution, another of as many channels, and the shortcut's.
        long[] channels = [1, 128, 128, 256, 256, 256, 256, 512];
        var convolutions = Enumerable.Range(0, 7).Sum(layer => 2 * Filters(channels[layer], channels[layer + 1]) + Filters(channels[layer + 1], channels[layer + 1]));
        Assert.Equal(11_814_912, convolutions);

        RequireCount(ShortChunkCnnOptions.Won2020Residual, 2 + convolutions + Head, published: 12_104_244);
    }

    /// <summary>Dense 512 to 512, scales and offsets, dense 512 to 50.</summary>
    private static long Head => (512 * 512 + 512) + (2 * 512) + (512 * 50 + 50);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Logits_are_what_plain_sums_in_double_precision_say(bool residual)
    {
        using var network = new ShortChunkCnn(new() { Classes = 3, Bins = 19, Residual = residual, Filters = 2, Blocks = 3 });
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 23);
        network.eval();
        var image = new double[1, 19, 26];
        Buffer.BlockCopy(TestSignals.Noise(19 * 26, seed: 4), 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 1, 19, 26]);

        using var logits = network.call(input);

        var oracle = new ShortChunkOracle(network.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value)));
        TensorAssert.CloseToPeak(residual ? oracle.Residual(image, 3) : oracle.Squares(image, 3), logits, Tolerance.Float64);
    }

    [Fact]
    public void The_published_chunk_of_3_69_seconds_has_231_frames_of_which_one_value_a_channel_is_left()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Won2020);

        Assert.Equal((128, 231), (mel.Bins, mel.FrameCount((int)Math.Round(3.69 * 16_000))));
        Assert.Equal((1, 1), (128 >> 7, 231 >> 7));
        Assert.Equal((128, 1), (ShortChunkCnnOptions.Won2020.MinimumFrames, ShortChunkCnnOptions.Won2020Residual.MinimumFrames));
    }

    [Fact]
    public void The_input_is_decibels_of_mel_bands_without_a_limit_below_the_loudest()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Won2020);
        using var silence = zeros(1, 4_000);

        using var image = mel.call(silence);

        Assert.All(TensorAssert.Values(image), level => Assert.Equal(-100, level, 1e-4));
        Assert.Equal((16_000, 62.5, MelFormula.Htk), (mel.SampleRate, mel.FrameRate, MelSpectrogramOptions.Won2020.Formula));
    }

    [Fact]
    public void An_image_too_small_for_the_pooling_is_refused_with_both_sizes()
    {
        Assert.Contains(
            "at least 128 bins, but they have 127. ",
            Assert.Throws<ArgumentException>(() => new ShortChunkCnn(ShortChunkCnnOptions.Won2020 with { Bins = 127 })).Message);
        using var network = new ShortChunkCnn(new() { Classes = 2, Bins = 9, Filters = 1, Blocks = 3 });
        network.eval();
        using var image = zeros(1, 1, 9, 7);

        var error = Assert.Throws<ArgumentException>(() => network.call(image));

        Assert.Contains("at least 8 bins × 8 frames, but they have 9 × 7. Take larger images, or fewer blocks.", error.Message);
    }

    [Fact]
    public void Settings_that_make_no_network_are_refused()
    {
        Assert.Contains("between 1 and 16777216 filters, but was -1", Assert.Throws<ArgumentOutOfRangeException>(() => ShortChunkCnnOptions.Won2020 with { Filters = -1 }).Message);
        Assert.Contains("between 1 and 7 blocks, but was 8", Assert.Throws<ArgumentOutOfRangeException>(() => ShortChunkCnnOptions.Won2020 with { Blocks = 8 }).Message);
        Assert.Contains("above 0 bins, but was 0", Assert.Throws<ArgumentOutOfRangeException>(() => ShortChunkCnnOptions.Won2020 with { Bins = 0 }).Message);
    }

    /// <summary>3×3 filters and biases, scales and offsets of the normalization behind them.</summary>
    private static long Filters(long inputs, long outputs) => (9 * inputs * outputs + outputs) + (2 * outputs);

    private static void RequireCount(ShortChunkCnnOptions options, long computed, long published)
    {
        using var network = new ShortChunkCnn(options);

        Assert.Equal(published, computed);
        Assert.Equal(published, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(published, options.ParameterCount);
    }
}
