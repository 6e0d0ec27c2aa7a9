using MusicCnn.Models;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

public class MusicnnModelTests
{
    private static readonly MusicnnOptions Small = new()
    {
        Classes = 4,
        Bins = 11,
        TimbralFilters = 3,
        TemporalFilters = 2,
        TemporalFrames = 12,
        MidEndFilters = 4,
        DenseUnits = 5,
    };

    [Theory]
    [InlineData(false, 787_159, 4_920)]
    [InlineData(true, 7_980_235, 13_584)]
    public void The_released_networks_have_their_numbers_of_weights(bool big, long trainable, long moving)
    {
        // Convention: trainable values; Keras counts the moving means and variances too, 792,079 in all for the smaller one.
        var options = big ? MusicnnOptions.Big : MusicnnOptions.Musicnn;
        using var network = new MusicnnModel(options);

        Assert.Equal(trainable, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(trainable, options.ParameterCount);
        Assert.Equal(moving, network.named_buffers().Where(buffer => buffer.name.Contains("running_")).Sum(buffer => buffer.buffer.numel()));
    }

    [Fact]
    public void The_parts_of_the_released_network_have_their_numbers_of_weights()
    {
        using var network = new MusicnnModel(MusicnnOptions.Musicnn);
        long Count(params string[] parts) => network.named_parameters()
            .Where(entry => parts.Any(part => entry.name.StartsWith(part, StringComparison.Ordinal))).Sum(entry => entry.parameter.numel());

        Assert.Equal(163_049, Count("input_norm.", "front_end."));
        Assert.Equal(309_248, Count("mid_end."));
        Assert.Equal(314_862, Count("pool_norm.", "dense.", "dense_norm.", "output."));
    }

    [Fact]
    public void Every_layer_is_what_plain_sums_in_double_precision_say()
    {
        using var network = Drawn();
        var values = TestSignals.Noise(11 * 15, seed: 6);
        var image = new double[11, 15];
        Buffer.BlockCopy(values, 0, image, 0, sizeof(double) * image.Length);
        using var input = tensor(image.Cast<double>().ToArray(), [1, 1, 11, 15]);

        using var features = network.Features(input);

        var expected = new MusicnnOracle(network, image);
        TensorAssert.CloseToPeak([.. expected.FrontEnd.Take(6).SelectMany(channel => channel)], features.Timbral, Tolerance.Float64);
        TensorAssert.CloseToPeak([.. expected.FrontEnd.Skip(6).SelectMany(channel => channel)], features.Temporal, Tolerance.Float64);
        TensorAssert.CloseToPeak([.. expected.Cnn1.SelectMany(channel => channel)], features.Cnn1, Tolerance.Float64);
        TensorAssert.CloseToPeak([.. expected.Cnn2.SelectMany(channel => channel)], features.Cnn2, Tolerance.Float64);
        TensorAssert.CloseToPeak([.. expected.Cnn3.SelectMany(channel => channel)], features.Cnn3, Tolerance.Float64);
        TensorAssert.CloseToPeak(expected.Penultimate, features.Penultimate, Tolerance.Float64);
        TensorAssert.CloseToPeak(expected.Logits, features.Logits, Tolerance.Float64);
        using var logits = network.call(input);
        TensorAssert.Close(features.Logits, logits, tolerance: 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(40)]
    public void Features_have_their_shapes_at_any_width(int frames)
    {
        using var network = Drawn();
        using var image = rand(2, 1, 11, frames, dtype: ScalarType.Float64);

        using var features = network.Features(image);

        TensorAssert.Shape([2, 6, frames], features.Timbral);
        TensorAssert.Shape([2, 6, frames], features.Temporal);
        TensorAssert.Shape([2, 4, frames], features.Cnn3);
        TensorAssert.Shape([2, 24], features.MeanPool);
        TensorAssert.Shape([2, 24], features.MaxPool);
        TensorAssert.Shape([2, 5], features.Penultimate);
        TensorAssert.Shape([2, 4], features.Logits);
        using var mean = features.Cnn1.mean([2]);
        TensorAssert.Close(mean, features.MeanPool.narrow(1, 12, 4), Tolerance.Float64);
    }

    [Fact]
    public void Features_take_nothing_with_them_but_their_tensors()
    {
        using var network = Drawn();
        using var image = rand(1, 1, 11, 9, dtype: ScalarType.Float64);

        MusicnnFeatures? features = null;

        using (NewDisposeScope())
        {
            using (NewDisposeScope())
                features = network.Features(image);
            Assert.Throws<InvalidOperationException>(() => features.Cnn1.sum());
            features = network.Features(image);
            features.Dispose();
            Assert.Throws<InvalidOperationException>(() => features.Timbral.sum());
        }
    }

    [Fact]
    public void Another_number_of_bins_is_refused_with_both()
    {
        using var network = Drawn();
        using var image = zeros(2, 1, 96, 40, dtype: ScalarType.Float64);

        var error = Assert.Throws<ArgumentException>(() => network.call(image));

        Assert.Equal("Expected an image [batch, channel=1, frequency=11, time], but got [2, 1, 96, 40]. Give the input frequency 11, or, where that can be set, build this for frequency 96. (Parameter 'image')", error.Message);
    }

    [Fact]
    public void Settings_that_make_no_network_are_refused()
    {
        Assert.Contains("between 3 and", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { Bins = 2 }).Message);
        Assert.Contains("above 0 filters, but was -1", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { TimbralFilters = -1 }).Message);
        Assert.Contains("between 4 and", Assert.Throws<ArgumentOutOfRangeException>(() => Small with { TemporalFrames = 3 }).Message);
    }

    private static MusicnnModel Drawn()
    {
        var network = new MusicnnModel(Small);
        network.to(ScalarType.Float64);
        SeededState.Draw(network, seed: 31);
        network.eval();
        return network;
    }
}
