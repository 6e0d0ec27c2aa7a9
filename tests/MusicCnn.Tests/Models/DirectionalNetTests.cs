using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class DirectionalNetTests
{
    [Theory]
    [InlineData(DirectionalNetKind.ShallowTemp, 1, 33_092)]
    [InlineData(DirectionalNetKind.ShallowTemp, 4, 328_208)]
    [InlineData(DirectionalNetKind.ShallowTemp, 12, 2_556_976)]
    [InlineData(DirectionalNetKind.ShallowSpec, 1, 12_380)]
    [InlineData(DirectionalNetKind.ShallowSpec, 4, 178_472)]
    [InlineData(DirectionalNetKind.ShallowSpec, 12, 1_567_560)]
    public void Shallow_networks_have_their_numbers_of_weights(DirectionalNetKind kind, int filters, long trainable)
    {
        var options = (kind == DirectionalNetKind.ShallowTemp ? DirectionalNetOptions.ShallowTemp : DirectionalNetOptions.ShallowSpec) with { Filters = filters };
        using var network = new DirectionalNet(options);

        Assert.Equal(trainable, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(trainable, options.ParameterCount);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public void The_deep_network_has_the_weights_of_its_convolutions(int filters)
    {
        // Trainable values: each convolution has weights, biases, scales and offsets; then one filter 1×1 for each of 256 tempi.
        long[] counts = [filters, 2 * filters, 4 * filters, 4 * filters, 8 * filters, 8 * filters];
        var expected = (8L * filters + 1) * 256;
        var inputs = 1L;
        foreach (var count in counts)
        {
            expected += count * (5 * inputs + 3) + count * (3 * count + 3);
            inputs = count;
        }

        var options = DirectionalNetOptions.DeepTemp with { Filters = filters };
        using var network = new DirectionalNet(options);

        Assert.Equal(expected, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(expected, options.ParameterCount);
    }

    [Theory]
    [InlineData(DirectionalNetKind.ShallowTemp)]
    [InlineData(DirectionalNetKind.ShallowSpec)]
    [InlineData(DirectionalNetKind.DeepTemp)]
    public void Logits_are_what_plain_sums_in_double_precision_say(DirectionalNetKind kind)
    {
        // An even length of long filters, which has a zero more behind than before.
        using var network = Drawn(new() { Kind = kind, Classes = 5, Bins = 7, Filters = 1, LongFilter = 6 });
        var frames = kind == DirectionalNetKind.DeepTemp ? 131 : 12;
        var image = new double[1, 7, frames];
        Buffer.BlockCopy(TestSignals.Noise(image.Length, seed: 9), 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 1, 7, frames]);

        using var logits = network.call(input);

        var oracle = new DirectionalOracle(network.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value)));
        var expected = kind == DirectionalNetKind.DeepTemp ? oracle.Deep(image) : oracle.Shallow(image, alongTime: kind == DirectionalNetKind.ShallowTemp);
        TensorAssert.CloseToPeak(expected, logits, Tolerance.Float64);
    }

    [Fact]
    public void Temporal_networks_do_not_hear_the_order_of_bins()
    {
        foreach (var options in new[] { DirectionalNetOptions.ShallowTemp, DirectionalNetOptions.DeepTemp })
        {
            using var network = Drawn(options with { Classes = 4, Bins = 5, Filters = 2, LongFilter = 9 });
            using var image = rand(2, 1, 5, 70, dtype: ScalarType.Float64);
            using var permuted = image.index_select(2, tensor(new long[] { 3, 0, 4, 2, 1 }));

            using var expected = network.call(image);
            using var actual = network.call(permuted);

            TensorAssert.CloseToPeak(TensorAssert.Values(expected), actual, Tolerance.Float64);
        }
    }

    [Fact]
    public void Spectral_networks_do_not_hear_the_order_of_frames()
    {
        using var network = Drawn(DirectionalNetOptions.ShallowSpec with { Classes = 4, Bins = 12, Filters = 2, LongFilter = 12 });
        using var image = rand(2, 1, 12, 5, dtype: ScalarType.Float64);
        using var permuted = image.index_select(3, tensor(new long[] { 3, 0, 4, 2, 1 }));

        using var expected = network.call(image);
        using var actual = network.call(permuted);

        TensorAssert.CloseToPeak(TensorAssert.Values(expected), actual, Tolerance.Float64);
    }

    [Fact]
    public void An_image_shorter_than_the_pooling_is_refused_with_both_sizes()
    {
        using var network = new DirectionalNet(DirectionalNetOptions.DeepTemp with { Filters = 1 });
        using var image = zeros(2, 1, 40, 63);

        var error = Assert.Throws<ArgumentException>(() => network.call(image));

        Assert.Equal(64, network.Options.MinimumFrames);
        Assert.Contains("at least 1 bins × 64 frames, but they have 40 × 63", error.Message);
    }

    private static DirectionalNet Drawn(DirectionalNetOptions options)
    {
        var network = new DirectionalNet(options);
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 23);
        network.eval();
        return network;
    }
}
