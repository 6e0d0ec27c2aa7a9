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
    public static float[,] Of(AudioClassifier model, PreparedClips prepared, int clip, ClipSequence sequence, int? hop = null) =>
        WithLogits(model, prepared, clip, sequence, hop).Probabilities;

    /// <summary>Returns the probabilities of patches, and the logits that they are of, which tell how sure a network is where probabilities have no digits left.</summary>
    /// <param name="model">The model, in evaluation mode.</param>
    /// <param name="prepared">The clips.</param>
    /// <param name="clip">The clip, as a position in its source.</param>
    /// <param name="sequence">Hands out the clip next.</param>
    /// <param name="hop">The number of frames from one patch to the next; <see langword="null"/> for patches without overlap.</param>
    /// <exception cref="ArithmeticException">They are not numbers.</exception>
    public static (float[,] Logits, float[,] Probabilities) WithLogits(AudioClassifier model, PreparedClips prepared, int clip, ClipSequence sequence, int? hop)
    {
        using var scope = NewDisposeScope();
        var data = sequence.Next();
        if (model.parameters().FirstOrDefault() is { } weight)
            data = data.to(weight.dtype, weight.device);
        var answers = model.PatchAnswers(model.Patches(prepared.HoldsWaveforms ? model.Image(data) : data, hop));
        RequireNumbers(answers.Probabilities, _ => prepared.Name(clip));
        return answers;
    }

    /// <summary>Throws where the network has diverged: of NaN no class is the most probable, and no loss is the lowest.</summary>
    /// <param name="answers">Probabilities, or logits that must be finite: patches × classes.</param>
    /// <param name="nameOf">Returns the name of the clip that a patch is of.</param>
    public static void RequireNumbers(float[,] answers, Func<int, string> nameOf)
    {
        for (var patch = 0; patch < answers.GetLength(0); patch++)
        {
            for (var label = 0; label < answers.GetLength(1); label++)
            {
                if (!float.IsFinite(answers[patch, label]))
                    throw new ArithmeticException($"What the network says of '{nameOf(patch)}' is not a finite number: it has diverged, or the clip holds samples that are none. Lower the learning rate, or look at the clip.");
            }
        }
    }

    /// <summary>Returns the duration of clips.</summary>
    public static TimeSpan Audio(PreparedClips prepared, IReadOnlyList<int> clips) =>
        TimeSpan.FromSeconds(clips.Sum(clip => prepared.Audio(clip).TotalSeconds));
}
