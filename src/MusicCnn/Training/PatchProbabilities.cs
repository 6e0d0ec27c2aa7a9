using System.Runtime.InteropServices;
using MusicCnn.Models;
using MusicCnn.Training.Loading;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Computes what a model says of the patches of a prepared clip, one behind the other.</summary>
internal static class PatchProbabilities
{
    /// <summary>Patches that go through the network at once; bounds memory whatever the length of a song.</summary>
    private const int PatchBatch = 16;

    /// <summary>Returns patches × classes: softmax or sigmoid, as the model's output is meant.</summary>
    /// <exception cref="ArithmeticException">They are not numbers.</exception>
    /// <param name="model">The model.</param>
    /// <param name="prepared">The prepared clips.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="sequence">Hands out the clip next.</param>
    public static float[,] Of(AudioClassifier model, PreparedClips prepared, int clip, ClipSequence sequence)
    {
        using var scope = NewDisposeScope();
        var data = sequence.Next();
        if (model.parameters().FirstOrDefault() is { } weight)
            data = data.to(weight.dtype, weight.device);
        var patches = model.Patches(prepared.HoldsWaveforms ? model.Image(data) : data);
        var count = (int)patches.shape[0];
        var probabilities = new float[count, model.Labels.Count];
        for (var start = 0; start < count; start += PatchBatch)
        {
            using var batchScope = NewDisposeScope();
            var logits = model.Logits(patches.narrow(0, start, Math.Min(PatchBatch, count - start)));
            var batch = (model.Options.Output == ClassOutput.AnyOf ? logits.sigmoid() : logits.softmax(dim: 1)).to(ScalarType.Float32).cpu().contiguous();
            // Of NaN no class is the most probable, and no loss is the lowest.
            if (!batch.eq(batch).all().item<bool>())
                throw new ArithmeticException($"What the network says of '{prepared.Name(clip)}' is not a number: it has diverged, or the clip holds samples that are none. Lower the learning rate, or look at the clip.");
            batch.bytes.CopyTo(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref probabilities[start, 0], (int)batch.numel())));
        }

        return probabilities;
    }

    /// <summary>Returns the duration of clips.</summary>
    public static TimeSpan Audio(PreparedClips prepared, IReadOnlyList<int> clips) =>
        TimeSpan.FromSeconds(clips.Sum(clip => prepared.Audio(clip).TotalSeconds));
}
