using MusicCnn.Internal;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Opens and fills networks with weights that were trained in Keras, such as the released ones of musicnn and its vgg baseline.</summary>
/// <remarks>
/// <para>Files: HDF5 as Keras saves it (<see cref="Hdf5File"/>), or safetensors with the names <c>layer/gamma</c>, <c>beta</c>, <c>moving_mean</c>,
/// <c>moving_variance</c>, <c>kernel</c>, <c>bias</c>; told apart by their first bytes. Single precision, in Keras's layout: convolutions
/// [time, frequency, channels, filters], dense layers [inputs, outputs].</para>
/// <para>Every weight of the file is used once and every weight of the network filled once. What is missing, unknown, of another shape or type, no
/// finite number, or a variance below 0 is refused by name, and then the network is as it was.</para>
/// <para>Source: the layer names of musicnn_keras (Quinton, 2020), a conversion of musicnn's released checkpoints (Pons and Serra, 2019). Verified against:
/// a plain evaluation in double precision in Keras's own layout, 2e-5 of the likelihoods on the four released files; the tags that the original prints for a
/// clip. No file of <see cref="MusicnnOptions.Big"/> was at hand: its sizes are those that the authors state.</para>
/// </remarks>
/// <example>
/// <code>
/// using var network = KerasWeights.Open("MTT_musicnn.h5");
/// using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { RoundToHalf = true });
/// using var image = mel.call(waveform);                        // [N, 1, 96, T] of 16 kHz; three seconds are 187 frames
/// using var likelihoods = network.call(image).sigmoid();       // [N, 50]
/// </code>
/// </example>
public static class KerasWeights
{
    /// <summary>Builds the network that a file has the weights of, and fills it: musicnn, its larger variant, or the vgg baseline.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="pooledOrder">How the weights of a musicnn number pooled values. The default value is the released weights' order.</param>
    /// <returns>A <see cref="MusicnnModel"/> or a <see cref="VggModel"/>, on the CPU and in evaluation mode; the caller disposes it. Its numbers of filters, units and
    /// classes are those of the file, the rest of its settings those of <see cref="MusicnnOptions.Musicnn"/> or <see cref="VggOptions.Musicnn"/>: images of 96 bins.
    /// For other images, build the network and <see cref="Load(MusicnnModel, string, PooledOrder)"/>.</returns>
    /// <exception cref="InvalidDataException">The file is broken or its weights are of another network; the message lists what differs from the one that it is most like.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pooledOrder"/> is undefined.</exception>
    public static nn.Module<Tensor, Tensor> Open(string path, PooledOrder pooledOrder = PooledOrder.Interleaved)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Require.Defined(pooledOrder);
        using var file = KerasFile.Open(path);
        nn.Module<Tensor, Tensor>? network = null;
        try
        {
            network = KerasNetworks.Build(file.Forms);
            Fill(network, file, network is VggModel vgg ? KerasTables.Vgg(vgg.Options.Blocks) : KerasTables.Musicnn(pooledOrder));
            network.eval();
            return network;
        }
        catch (Exception e)
        {
            network?.Dispose();
            if (e is InvalidDataException)
                throw new InvalidDataException($"Cannot load '{path}'. {e.Message}", e);
            throw;
        }
    }

    /// <summary>Fills a musicnn with weights trained in Keras.</summary>
    /// <param name="network">The network, on any device; its settings must be those of the weights. It stays in its mode: call <c>eval()</c> to run it.
    /// Counts of batches seen stay as they are, since Keras holds none.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="pooledOrder">How the weights number pooled values. The default value is the released weights' order.</param>
    /// <exception cref="InvalidDataException">The file is broken or its weights are not those of the network; the message lists what differs.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pooledOrder"/> is undefined.</exception>
    public static void Load(MusicnnModel network, string path, PooledOrder pooledOrder = PooledOrder.Interleaved)
    {
        ArgumentNullException.ThrowIfNull(network);
        Fill(network, path, KerasTables.Musicnn(Require.Defined(pooledOrder)));
    }

    /// <summary>Fills a vgg baseline with weights trained in Keras.</summary>
    /// <param name="network">The network, as for <see cref="Load(MusicnnModel, string, PooledOrder)"/>.</param>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidDataException">The file is broken or its weights are not those of the network; the message lists what differs.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(VggModel network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        Fill(network, path, KerasTables.Vgg(network.Options.Blocks));
    }

    private static void Fill(nn.Module network, string path, IReadOnlyList<KerasWeight> table)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = KerasFile.Open(path);
        try
        {
            Fill(network, file, table);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"Cannot load '{path}'. {e.Message}", e);
        }
    }

    private static void Fill(nn.Module network, KerasFile file, IReadOnlyList<KerasWeight> table)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var targets = ModelState.Stored(network);
        var expected = table.ToDictionary(
            weight => weight.Name, weight => new TensorForm(ScalarType.Float32, weight.Layout.KerasShape(targets[weight.Key].shape)), StringComparer.Ordinal);
        if (Differences.Between(expected, file.Forms) is { Length: > 0 } differences)
            throw new InvalidDataException($"Its weights are not those of the network, {network}.{differences}");

        // All are checked before the first is copied, so that a refused file changes nothing.
        var loaded = table.ToDictionary(weight => weight.Name, weight => file.Load(weight.Name), StringComparer.Ordinal);
        if (ModelState.NotFinite(loaded) is { Count: > 0 } broken)
            throw new InvalidDataException($"It has weights that are not finite numbers.{Differences.List("Weights", broken)}");
        var negative = table.Where(weight => weight.IsVariance && loaded[weight.Name].min().item<float>() < 0).Select(weight => weight.Name).ToList();
        if (negative.Count > 0)
            throw new InvalidDataException($"It has variances below 0.{Differences.List("Weights", negative)}");
        foreach (var weight in table)
            targets[weight.Key].copy_(weight.Layout.Arrange(loaded[weight.Name]));
    }
}
