using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Weights;

public sealed class KerasVggTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, (long[] Shape, float[] Values)> _weights = KerasExample.Vgg(KerasExample.SmallVgg, seed: 9);

    private string Path => _folder.File("weights");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Loaded_weights_compute_what_they_do_in_keras_layout(bool hdf5)
    {
        if (hdf5)
            KerasExample.WriteHdf5(Path, _weights);
        else
            KerasExample.Write(Path, _weights);
        using var network = new VggModel(KerasExample.SmallVgg);
        network.to(ScalarType.Float64);
        network.eval();

        KerasWeights.Load(network, Path);

        var image = new double[37, 35];
        var values = TestSignals.Noise(image.Length, seed: 6);
        Buffer.BlockCopy(values, 0, image, 0, sizeof(double) * image.Length);
        using var scope = NewDisposeScope();
        var input = tensor(values, [1, 1, 37, 35]).transpose(2, 3);
        TensorAssert.CloseToPeak(new KerasVgg(_weights).Likelihoods(image), network.call(input).sigmoid(), Tolerance.Float64);
    }

    [Fact]
    public void Every_weight_and_statistic_of_the_network_is_filled_once()
    {
        using var network = new VggModel(VggOptions.Musicnn);
        var table = KerasTables.Vgg(5);

        var keys = network.state_dict().Keys.Where(key => !key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(keys, table.Select(weight => weight.Key).Order(StringComparer.Ordinal));
        Assert.Equal(36, table.Select(weight => weight.Name).Distinct().Count());
    }

    [Fact]
    public void Weights_of_a_musicnn_are_refused_with_both_lists()
    {
        KerasExample.Write(Path, KerasExample.Draw(seed: 8));
        using var network = new VggModel(KerasExample.SmallVgg);

        var message = Assert.Throws<InvalidDataException>(() => KerasWeights.Load(network, Path)).Message;

        Assert.StartsWith($"Cannot load '{Path}'. Its weights are not those of the network, VggModel(35 bins × 37 frames -> 4 classes", message);
        Assert.Contains(" Missing: 1CNN/bias Float32 [3], 1CNN/kernel Float32 [3, 3, 1, 3], ", message);
        Assert.Contains(" Unknown: batch_normalization/beta Float32 [1], ", message);
    }
}
