using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class VggModelTests
{
    private static readonly VggOptions Small = new() { Classes = 3, Filters = 2, Blocks = 3, Bins = 17, Frames = 24 };

    [Theory]
    [InlineData(128, 605_748, 1_282)]
    [InlineData(32, 40_884, 322)]
    public void The_released_networks_have_their_numbers_of_weights(int filters, long trainable, long moving)
    {
        // Convention: trainable values; Keras counts the moving means and variances too.
        var options = filters == 128 ? VggOptions.Musicnn : VggOptions.MusicnnSmall;
        using var network = new VggModel(options);

        Assert.Equal(trainable, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(trainable, options.ParameterCount);
        Assert.Equal(moving, network.named_buffers().Where(buffer => buffer.name.Contains("running_")).Sum(buffer => buffer.buffer.numel()));
    }

    [Fact]
    public void The_released_network_pools_to_the_published_sizes()
    {
        using var network = new VggModel(VggOptions.MusicnnSmall);
        network.eval();
        using var noGradient = no_grad();
        using var features = network.Features(rand(1, 1, 96, 187));

        (int, int)[] published = [(48, 92), (24, 46), (12, 23), (6, 11), (1, 2)];
        foreach (var (pool, (bins, frames)) in features.Pools.Zip(published))
            TensorAssert.Shape([1, 32, bins, frames], pool);
        TensorAssert.Shape([1, 50], features.Logits);
    }

    [Fact]
    public void Logits_are_what_plain_sums_in_double_precision_say()
    {
        using var network = new VggModel(Small);
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 17);
        network.eval();
        var image = new double[1, 17, 24];
        Buffer.BlockCopy(TestSignals.Noise(17 * 24, seed: 3), 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 1, 17, 24]);

        using var logits = network.call(input);

        var expected = SquareOracle.Logits(network.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value)), image);
        TensorAssert.CloseToPeak(expected, logits, Tolerance.Float64);
    }

    [Fact]
    public void An_image_too_small_for_the_blocks_is_refused_when_the_network_is_built()
    {
        var error = Assert.Throws<ArgumentException>(() => new VggModel(Small with { Blocks = 5 }));

        Assert.Contains("at least 63 bins × 66 frames, but they have 17 × 24. Take larger images, or fewer blocks.", error.Message);
    }

    [Fact]
    public void Another_width_is_refused_with_both()
    {
        using var network = new VggModel(Small);
        using var image = zeros(2, 1, 17, 25);

        var error = Assert.Throws<ArgumentException>(() => network.call(image));

        Assert.Equal("Expected an image [batch, channel=1, frequency=17, time=24], but got [2, 1, 17, 25]. Give the input time 24, or, where that can be set, build this for time 25. (Parameter 'image')", error.Message);
    }
}
