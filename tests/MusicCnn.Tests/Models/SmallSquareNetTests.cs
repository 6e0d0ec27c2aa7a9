using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds the baselines of small squares to their published sizes and to sums in double precision.</summary>
public class SmallSquareNetTests
{
    public static TheoryData<string, SmallSquareNetOptions, long> Published() => new()
    {
        { "tagging", SmallSquareNetOptions.Tagging, 73_778 },
        { "instruments", SmallSquareNetOptions.Instruments, 1_446_123 },
        { "phonemes", SmallSquareNetOptions.Phonemes, 221_153 },
        { "phonemes, Maas", SmallSquareNetOptions.PhonemesMaas, 219_821 },
    };

    public static TheoryData<string> Names => new(TimbreNets.Squares.Keys);

    [Theory]
    [MemberData(nameof(Published))]
    public void A_baseline_has_its_published_number_of_weights(string name, SmallSquareNetOptions options, long trainable)
    {
        // Convention: trainable values, without moving statistics.
        using var network = new SmallSquareNet(options);

        var counted = network.parameters().Sum(parameter => parameter.numel());
        Assert.True(trainable == counted, $"{name}: {counted} weights instead of {trainable}.");
        Assert.Equal(trainable, options.ParameterCount);
    }

    [Fact]
    public void Lasagne_counts_the_moving_statistics_of_the_tagger_too()
    {
        using var network = new SmallSquareNet(SmallSquareNetOptions.Tagging);

        Assert.Equal(
            74_130,
            network.parameters().Sum(parameter => parameter.numel())
                + network.named_buffers().Where(buffer => buffer.name.Contains("running_")).Sum(buffer => buffer.buffer.numel()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_are_what_plain_sums_in_double_precision_say(string name)
    {
        var options = TimbreNets.Squares[name];
        using var network = new SmallSquareNet(options);
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 31);
        network.eval();
        var image = new double[1, options.Bins, options.Frames];
        Buffer.BlockCopy(TestSignals.Noise(image.Length, seed: 3), 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 1, options.Bins, options.Frames]);

        using var logits = network.call(input);

        TensorAssert.CloseToPeak(TimbreOracle.Logits(network, image), logits, Tolerance.Float64);
    }

    [Fact]
    public void Dropout_reaches_the_image_of_the_tagger_only()
    {
        // Behind a share of 0.99, hardly a value of the image is left in training; that of the others arrives whole.
        foreach (var (name, drops) in new[] { ("Tagging", true), ("Phonemes", false) })
        {
            var options = TimbreNets.Squares[name] with { BlockDropout = 0.99, Blocks = [TimbreNets.Squares[name].Blocks[0]], BatchNorm = MusicCnn.Layers.BatchNormOrder.None };
            using var network = new SmallSquareNet(options);
            using var image = ones(1, 1, options.Bins, options.Frames);
            network.eval();
            using var expected = network.call(image);
            network.train();
            using var actual = network.call(image);

            Assert.Equal(drops, !expected.allclose(actual));
        }
    }

    [Fact]
    public void The_instrument_network_takes_images_of_any_width_that_pooling_leaves_something_of()
    {
        using var network = new SmallSquareNet(TimbreNets.Squares["Instruments"]);
        network.eval();
        foreach (var frames in new[] { 1, 40 })
        {
            using var image = rand(2, 1, 4, frames);
            using var logits = network.call(image);
            TensorAssert.Shape([2, 3], logits);
        }
    }

    [Fact]
    public void An_image_too_small_for_the_blocks_is_refused_with_both_sizes()
    {
        // Backwards from one value, each filter adds 2 and each window multiplies: bins 3, 8, 18, 74, 76; frames 3, 8, 18, 20, 82.
        var error = Assert.Throws<ArgumentException>(() => new SmallSquareNet(SmallSquareNetOptions.Tagging with { Bins = 75 }));

        Assert.Contains("Pooling behind 5 blocks needs images of at least 76 bins × 82 frames, but they have 75 × 187", error.Message);
    }

    [Fact]
    public void Settings_compare_by_value() =>
        Assert.Equal(SmallSquareNetOptions.Tagging, SmallSquareNetOptions.Tagging with { Blocks = [.. SmallSquareNetOptions.Tagging.Blocks] });
}
