using System.Security.Cryptography;
using System.Text;
using MusicCnn.Models;
using MusicCnn.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Training.Checkpoints;

/// <summary>Represents all that continuing a training takes, while it lives.</summary>
internal sealed record Checkpoint
{
    public const string ModelPrefix = "model.";
    public const string BestPrefix = "best.";
    public const string OptimizerKey = "optimizer";
    public const string RandomKey = "random";

    public required AudioClassifier Model { get; init; }

    public required OptimizerHelper Optimizer { get; init; }

    public required int Step { get; init; }

    public required (double Factor, double Lowest, int Since) Rate { get; init; }

    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    public required BestWeights? Best { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string path, TrainingIdentity identity)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var tensors = ModelState.Changing(Model).ToDictionary(entry => ModelPrefix + entry.Key, entry => entry.Value, StringComparer.Ordinal);
        foreach (var (name, weight) in Best?.State ?? [])
            tensors.Add(BestPrefix + name, weight);
        tensors.Add(OptimizerKey, tensor(OptimizerBytes()));
        tensors.Add(RandomKey, get_rng_state());
        var progress = new CheckpointProgress
        {
            Step = Step,
            RateFactor = Rate.Factor,
            LowestLoss = double.IsFinite(Rate.Lowest) ? Rate.Lowest : null,
            EpochsSince = Rate.Since,
            Epochs = Epochs,
            BestEpoch = Best?.Epoch,
            BestFigure = Best?.Figure,
        };
        var metadata = CheckpointMetadata.Write(identity, progress);
        metadata[CheckpointMetadata.Checksum] = Checksum(tensors, metadata);
        SafeTensors.Write(path, tensors, metadata);
    }

    /// <summary>Returns a checksum of tensors, their names, and all metadata but the checksum itself: disks turn bits, and safetensors files have none of their own.</summary>
    public static string Checksum(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, value) in metadata.Where(entry => entry.Key != CheckpointMetadata.Checksum).OrderBy(entry => entry.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{key}\0{value}\0"));
        foreach (var (name, tensor) in tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            using var scope = NewDisposeScope();
            hash.AppendData(tensor.detach().cpu().contiguous().bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private byte[] OptimizerBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
            Optimizer.save_state_dict(writer);
        return stream.ToArray();
    }
}
