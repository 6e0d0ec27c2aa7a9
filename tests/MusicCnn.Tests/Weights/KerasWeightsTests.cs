using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

public sealed class KerasWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, (long[] Shape, float[] Values)> _weights = KerasExample.Draw(seed: 8);

    private string Path => _folder.File("weights.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Loaded_weights_compute_what_they_do_in_keras_layout()
    {
        KerasExample.Write(Path, _weights);
        using var network = Network();

        KerasWeights.Load(network, Path);

        AssertLikelihoods(network, new KerasMusicnn(_weights));
    }

    [Fact]
    public void Weights_with_all_maxima_first_are_the_same_network_in_another_order()
    {
        var blocked = new Dictionary<string, (long[] Shape, float[] Values)>(_weights);
        foreach (var name in blocked.Keys.Where(key => key.StartsWith("bn_flatpool/", StringComparison.Ordinal) || key == "dense/kernel").ToList())
        {
            var (shape, values) = _weights[name];
            var (row, half) = (values.Length / 48, 24);
            var moved = new float[values.Length];
            for (var c = 0; c < half; c++)
            {
                values.AsSpan(2 * c * row, row).CopyTo(moved.AsSpan(c * row));
                values.AsSpan((2 * c + 1) * row, row).CopyTo(moved.AsSpan((half + c) * row));
            }

            blocked[name] = (shape, moved);
        }

        KerasExample.Write(Path, blocked);
        using var network = Network();

        KerasWeights.Load(network, Path, PooledOrder.MaximaFirst);

        AssertLikelihoods(network, new KerasMusicnn(_weights));
        Assert.Throws<ArgumentOutOfRangeException>(() => KerasWeights.Load(network, Path, (PooledOrder)7));
    }

    [Fact]
    public void A_file_of_keras_itself_computes_the_same()
    {
        KerasExample.WriteHdf5(Path, _weights);
        using var network = Network();

        KerasWeights.Load(network, Path);

        AssertLikelihoods(network, new KerasMusicnn(_weights));
    }

    [Fact]
    public void A_file_of_weights_alone_without_lists_of_names_computes_the_same()
    {
        KerasExample.WriteHdf5(Path, _weights, lists: false);
        using var network = Network();

        KerasWeights.Load(network, Path);

        AssertLikelihoods(network, new KerasMusicnn(_weights));
    }

    [Fact]
    public void A_weight_that_keras_holds_twice_is_refused_with_both_paths()
    {
        File.WriteAllBytes(Path, Hdf5Builder.Keras([("dense", "bias:0", [1], [1]), ("dense", "bias_1:0", [1], [1])]));
        using var network = Network();

        var message = Assert.Throws<InvalidDataException>(() => KerasWeights.Load(network, Path)).Message;

        Assert.EndsWith("the weight 'dense/bias' twice, as 'model_weights/dense/dense/bias:0' and as 'model_weights/dense/dense/bias_1:0'.", message);
    }

    [Fact]
    public void Every_weight_and_statistic_of_the_network_is_filled_once()
    {
        using var network = new MusicnnModel(MusicnnOptions.Musicnn);
        var table = KerasTables.Musicnn(PooledOrder.Interleaved);

        var keys = network.state_dict().Keys.Where(key => !key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(keys, table.Select(weight => weight.Key).Order(StringComparer.Ordinal));
        Assert.Equal(64, table.Select(weight => weight.Name).Distinct().Count());
    }

    [Fact]
    public void Everything_that_differs_is_named_and_nothing_is_copied()
    {
        _weights.Remove("dense/bias");
        _weights["conv2d_9/bias"] = ([2], [0, 0]);
        _weights["conv2d/kernel"] = ([4, 7, 1, 3], _weights["conv2d/kernel"].Values);

        var message = Refused();

        Assert.Contains(" Missing: dense/bias Float32 [5].", message);
        Assert.Contains(" Unknown: conv2d_9/bias Float32 [2].", message);
        Assert.Contains(" Different: conv2d/kernel is Float32 [4, 7, 1, 3] instead of Float32 [7, 4, 1, 3].", message);
    }

    [Theory]
    [InlineData("dense_1/kernel", float.NaN, "not finite numbers. Weights: dense_1/kernel.")]
    [InlineData("bn_dense/gamma", float.PositiveInfinity, "not finite numbers. Weights: bn_dense/gamma.")]
    [InlineData("bn_dense/moving_variance", -0.25f, "variances below 0. Weights: bn_dense/moving_variance.")]
    public void Weights_that_no_training_leaves_are_refused_by_name(string name, float value, string named)
    {
        _weights[name].Values[1] = value;

        Assert.EndsWith(named, Refused());
    }

    [Fact]
    public void A_network_of_other_sizes_is_refused_with_both_shapes()
    {
        KerasExample.Write(Path, _weights);
        using var network = new MusicnnModel(KerasExample.Small with { Classes = 5 });

        var message = Assert.Throws<InvalidDataException>(() => KerasWeights.Load(network, Path)).Message;

        Assert.Contains("dense_1/kernel is Float32 [5, 4] instead of Float32 [5, 5].", message);
        Assert.Contains("5 classes", message);
    }

    private static MusicnnModel Network()
    {
        var network = new MusicnnModel(KerasExample.Small);
        network.to(ScalarType.Float64);
        network.eval();
        return network;
    }

    private static void AssertLikelihoods(MusicnnModel network, KerasMusicnn expected)
    {
        var image = new double[15, 11];
        var values = TestSignals.Noise(image.Length, seed: 6);
        Buffer.BlockCopy(values, 0, image, 0, sizeof(double) * image.Length);
        using var scope = NewDisposeScope();
        var input = tensor(values, [1, 1, 15, 11]).transpose(2, 3);

        TensorAssert.CloseToPeak(expected.Likelihoods(image), network.call(input).sigmoid(), Tolerance.Float64);
    }

    private string Refused()
    {
        KerasExample.Write(Path, _weights);
        using var network = Network();
        using var scope = NewDisposeScope();
        var before = network.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone());

        var error = Assert.Throws<InvalidDataException>(() => KerasWeights.Load(network, Path));

        Assert.StartsWith($"Cannot load '{Path}'. ", error.Message);
        foreach (var (key, tensor) in network.state_dict())
            TensorAssert.Close(before[key], tensor, tolerance: 0);
        return error.Message;
    }
}
