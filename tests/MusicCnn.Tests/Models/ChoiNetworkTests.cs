using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Holds the two taggers of Choi and others to their published sizes.</summary>
public class ChoiNetworkTests
{
    [Theory]
    [InlineData(true, 865_950)]
    [InlineData(false, 447_922)]
    public void The_convolutional_tagger_has_its_published_number_of_weights(bool released, long trainable)
    {
        // Convention: trainable values, without moving statistics.
        var options = released ? ChoiFcnOptions.Released : ChoiFcnOptions.Smaller;
        using var network = new ChoiFcn(options);

        Assert.Equal(trainable, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(trainable, options.ParameterCount);
    }

    [Theory]
    [InlineData(true, 396_786)]
    [InlineData(false, 394_098)]
    public void The_recurrent_tagger_has_its_published_number_of_weights_and_a_second_bias_for_each_gate(bool released, long keras)
    {
        // Convention: Keras has one bias for each of three gates of two layers of 32 units; torch has two.
        const long secondBiases = 2 * 3 * 32;
        var options = released ? CrnnOptions.Released : CrnnOptions.Published;
        using var network = new Crnn(options);

        Assert.Equal(keras + secondBiases, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(keras + secondBiases, options.ParameterCount);
    }

    [Theory]
    [InlineData(ImageNormalization.EachBin)]
    [InlineData(ImageNormalization.EachFrame)]
    public void Logits_of_the_convolutional_tagger_are_what_plain_sums_in_double_precision_say(ImageNormalization normalization)
    {
        // 9 × 35 leaves 2 × 2 behind two blocks, with a rest on both axes.
        using var network = Drawn(new ChoiFcn(new() { Classes = 3, Bins = 9, Frames = 35, Filters = [3, 2], Normalization = normalization }));
        var (image, input) = Noise(bins: 9, frames: 35);

        using var logits = network.call(input);

        TensorAssert.CloseToPeak(Oracle(network).Convolutional(image, normalization == ImageNormalization.EachFrame, (2, 4), (2, 4)), logits, Tolerance.Float64);
    }

    [Theory]
    [InlineData(ImageNormalization.EachBin)]
    [InlineData(ImageNormalization.EachFrame)]
    public void Logits_of_the_recurrent_tagger_are_what_plain_sums_in_double_precision_say(ImageNormalization normalization)
    {
        // Behind two blocks 14 × 27 leaves 2 bins, and with two zeros at both ends 5 steps.
        using var network = Drawn(new Crnn(new()
        {
            Classes = 3,
            Bins = 14,
            Frames = 27,
            Padding = 2,
            Normalization = normalization,
            FirstFilters = 2,
            Filters = 3,
            Blocks = 2,
            RecurrentUnits = 4,
        }));
        var (image, input) = Noise(bins: 14, frames: 27);

        using var logits = network.call(input);

        TensorAssert.CloseToPeak(Oracle(network).Recurrent(image, normalization == ImageNormalization.EachFrame, zeros: 2, (2, 2), (3, 3)), logits, Tolerance.Float64);
    }

    [Fact]
    public void The_recurrent_tagger_takes_images_of_any_width_where_each_bin_is_normalized()
    {
        using var network = new Crnn(CrnnOptions.Published with { Filters = 4, FirstFilters = 4 });
        network.eval();
        using var noGradient = no_grad();
        foreach (var frames in new[] { 22, 200 })
        {
            using var logits = network.call(rand(1, 1, 96, frames));
            TensorAssert.Shape([1, 50], logits);
        }

        using var narrow = rand(1, 1, 96, 21);
        var error = Assert.Throws<ArgumentException>(() => network.call(narrow));
        Assert.Contains("at least 96 bins × 96 frames, but they have 96 × 95", error.Message);
    }

    [Fact]
    public void Normalization_of_each_frame_ties_the_network_to_one_width()
    {
        using var network = new Crnn(CrnnOptions.Released with { Filters = 4, FirstFilters = 4 });
        using var image = zeros(2, 1, 96, 1365);

        var error = Assert.Throws<ArgumentException>(() => network.call(image));

        Assert.Equal("Expected an image [batch, channel=1, frequency=96, time=1366], but got [2, 1, 96, 1365]. Give the input time 1366, or, where that can be set, build this for time 1365. (Parameter 'image')", error.Message);
    }

    [Fact]
    public void An_image_too_small_for_the_blocks_is_refused_when_the_network_is_built()
    {
        Assert.Contains("at least 96 bins × 1280 frames, but they have 96 × 1000", Assert.Throws<ArgumentException>(() => new ChoiFcn(ChoiFcnOptions.Released with { Frames = 1000 })).Message);
        Assert.Contains("at least 96 bins, but they have 95. Take larger images, or fewer blocks.", Assert.Throws<ArgumentException>(() => new Crnn(CrnnOptions.Published with { Bins = 95 })).Message);
    }

    [Fact]
    public void An_image_of_one_width_that_is_too_narrow_for_the_blocks_is_refused_when_the_network_is_built()
    {
        var error = Assert.Throws<ArgumentException>(() => new Crnn(CrnnOptions.Released with { Frames = 21 }));

        Assert.Contains("at least 96 bins × 96 frames, but they have 96 × 95", error.Message);
        using var wide = new Crnn(CrnnOptions.Released with { Frames = 22, FirstFilters = 2, Filters = 2 });
    }

    [Fact]
    public void Settings_that_make_no_network_are_refused()
    {
        Assert.Contains("above 0 filters, but was -4", Assert.Throws<ArgumentOutOfRangeException>(() => ChoiFcnOptions.Released with { Filters = [4, -4] }).Message);
        Assert.Contains("1 to 5 blocks", Assert.Throws<ArgumentException>(() => ChoiFcnOptions.Released with { Filters = [1, 1, 1, 1, 1, 1] }).Message);
        Assert.Contains("between 1 and 4 blocks", Assert.Throws<ArgumentOutOfRangeException>(() => CrnnOptions.Published with { Blocks = 5 }).Message);
    }

    [Fact]
    public void Settings_compare_by_value() =>
        Assert.Equal(ChoiFcnOptions.Released with { Filters = [1, 2] }, ChoiFcnOptions.Released with { Filters = new List<int> { 1, 2 } });

    private static T Drawn<T>(T network)
        where T : nn.Module
    {
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 29);
        network.eval();
        return network;
    }

    private static ChoiOracle Oracle(nn.Module network) => new(network.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value)));

    private static (double[,,] Image, Tensor Input) Noise(int bins, int frames)
    {
        var image = new double[1, bins, frames];
        Buffer.BlockCopy(TestSignals.Noise(image.Length, seed: 12), 0, image, 0, sizeof(double) * image.Length);
        return (image, tensor(image.Cast<double>().ToArray(), [1, 1, bins, frames]));
    }
}
