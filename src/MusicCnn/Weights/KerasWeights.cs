using MusicCnn.Internal;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Fills networks with weights that were trained in Keras, such as the released ones of musicnn.</summary>
/// <remarks>
/// <para>Files: HDF5 as Keras saves it (<see cref="Hdf5File"/>), or safetensors with the names <c>layer/gamma</c>, <c>beta</c>, <c>moving_mean</c>,
/// <c>moving_variance</c>, <c>kernel</c>, <c>bias</c>; told apart by their first bytes. Single precision, in Keras's layout: convolutions
/// [time, frequency, channels, filters], dense layers [inputs, outputs].</para>
/// <para>Every weight of the file is used once and every weight of the network filled once. What is missing, unknown, of another shape or type, no
/// finite number, or a variance below 0 is refused by name, and then the network is as it was.</para>
/// <para>Source: the layer names of musicnn_keras (Quinton, 2020), a conversion of musicnn's released checkpoints (Pons and Serra, 2019). Verified against:
/// a plain evaluation in double precision in Keras's own layout, 2e-5 of the likelihoods on released weights; the tags that the original prints for a clip.</para>
/// </remarks>
/// <example>
/// <code>
/// using var network = new MusicnnModel(MusicnnOptions.Musicnn);
/// KerasWeights.Load(network, "MTT_musicnn.h5");
/// network.eval();
/// using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn with { RoundToHalf = true });
/// using var image = mel.call(waveform);                        // [N, 1, 96, T] of 16 kHz; three seconds are 187 frames
/// using var likelihoods = network.call(image).sigmoid();       // [N, 50]
/// </code>
/// </example>
public static class KerasWeights
{
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
        ArgumentException.ThrowIfNullOrEmpty(path);
        Fill(network, path, KerasTables.Musicnn(Require.Defined(pooledOrder)));
    }

    private static void Fill(nn.Module network, string path, IReadOnlyList<KerasWeight> table)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var file = KerasFile.Open(path);
        var targets = ModelState.Stored(network);
        var expected = table.ToDictionary(
            weight => weight.Name, weight => new TensorForm(ScalarType.Float32, weight.Layout.KerasShape(targets[weight.Key].shape)), StringComparer.Ordinal);
        if (Differences.Between(expected, file.Forms) is { Length: > 0 } differences)
            throw new InvalidDataException($"Cannot load '{path}'. Its weights are not those of the network, {network}.{differences}");

        // All are checked before the first is copied, so that a refused file changes nothing.
        var loaded = table.ToDictionary(weight => weight.Name, weight => file.Load(weight.Name), StringComparer.Ordinal);
        if (ModelState.NotFinite(loaded) is { Count: > 0 } broken)
            throw new InvalidDataException($"Cannot load '{path}'. It has weights that are not finite numbers.{Differences.List("Weights", broken)}");
        var negative = table.Where(weight => weight.IsVariance && loaded[weight.Name].min().item<float>() < 0).Select(weight => weight.Name).ToList();
        if (negative.Count > 0)
            throw new InvalidDataException($"Cannot load '{path}'. It has variances below 0.{Differences.List("Weights", negative)}");
        foreach (var weight in table)
            targets[weight.Key].copy_(weight.Layout.Arrange(loaded[weight.Name]));
    }
}
