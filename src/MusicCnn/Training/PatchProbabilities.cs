using MusicCnn.Models;
using MusicCnn.Training.Loading;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Computes what a model says of the patches of a prepared clip, one behind the other.</summary>
internal static class PatchProbabilities
{
    /// <summary>Returns patches × classes: softmax or sigmoid, as the model's output is meant.</summary>
    /// <param name="model">The model, in evaluation mode.</param>
    /// <param name="prepared">The clips.</param>
    /// <param name="clip">The clip, as a position in its source.</param>
    /// <param name="sequence">Hands out the clip next.</param>
    /// <param name="hop">The number of frames from one patch to the next; <see langword="null"/> for patches without overlap.</param>
    /// <exception cref="ArithmeticException">They are not numbers.</exception>
    public static float[,] Of(AudioClassifier model, PreparedClips prepared, int clip, ClipSequence sequence, int? hop = null)
    {
        using var scope = NewDisposeScope();
        var data = sequence.Next();
        if (model.parameters().FirstOrDefault() is { } weight)
            data = data.to(weight.dtype, weight.device);
        var probabilities = model.PatchProbabilities(model.Patches(prepared.HoldsWaveforms ? model.Image(data) : data, hop));
        RequireNumbers(probabilities, prepared.Name(clip));
        return probabilities;
    }

    /// <summary>Throws where the network has diverged: of NaN no class is the most probable, and no loss is the lowest.</summary>
    public static void RequireNumbers(float[,] probabilities, string name)
    {
        foreach (var probability in probabilities)
        {
            if (float.IsNaN(probability))
                throw new ArithmeticException($"What the network says of '{name}' is not a number: it has diverged, or the clip holds samples that are none. Lower the learning rate, or look at the clip.");
        }
    }

    /// <summary>Returns the duration of clips.</summary>
    public static TimeSpan Audio(PreparedClips prepared, IReadOnlyList<int> clips) =>
        TimeSpan.FromSeconds(clips.Sum(clip => prepared.Audio(clip).TotalSeconds));
}
