using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Checks that a model and clips belong together.</summary>
internal static class PreparedFor
{
    /// <summary>Returns whether a model's front-end has weights to learn.</summary>
    public static bool Learns(AudioClassifier model) => ((nn.Module)model.FrontEnd).parameters().Any(weight => weight.requires_grad);

    public static void RequireLabels(AudioClassifier model, IReadOnlyList<string> labels)
    {
        if (!model.Labels.SequenceEqual(labels, StringComparer.Ordinal))
            throw new ArgumentException($"The model tells apart {string.Join(", ", model.Labels)}, but the clips are of {string.Join(", ", labels)}. Both need the same labels in the same order.", nameof(model));
    }

    /// <summary>Throws unless the logits of a model are meant as the caller takes them.</summary>
    public static void RequireOutput(AudioClassifier model, ClassOutput output, string name)
    {
        if (model.Options.Output != output)
        {
            throw new ArgumentException(output == ClassOutput.AnyOf
                ? $"The model decides for one of its classes, but this tests tags. Use {nameof(Evaluator)}."
                : $"The model gives any number of tags, but this tests decisions for one class. Use {nameof(TagEvaluator)}.", name);
        }
    }

    /// <summary>Throws unless clips prepared for one model fit another.</summary>
    public static void Require(AudioClassifier model, PreparedClips clips)
    {
        RequireLabels(model, clips.Labels);
        if (model.Options.Output == ClassOutput.AnyOf != clips.HasTags)
        {
            throw new ArgumentException(clips.HasTags
                ? $"The clips have tags, any number each, but the model decides for one of its classes. Set {nameof(AudioClassifierOptions.Output)} to {nameof(ClassOutput.AnyOf)}."
                : $"The clips have one class each, but the model gives any number of tags. Set {nameof(AudioClassifierOptions.Output)} to {nameof(ClassOutput.OneOf)}.", nameof(model));
        }

        if (Learns(model) != clips.HoldsWaveforms)
        {
            throw new ArgumentException(clips.HoldsWaveforms
                ? "The clips were prepared as waveforms, for a front-end that learns, but this model's does not. Prepare them for this model."
                : "The clips were prepared as images, by a front-end that does not learn, but this model's does. Prepare them for this model.", nameof(clips));
        }

        if (ReferenceEquals(model.FrontEnd, clips.FrontEnd) || (clips.HoldsWaveforms ? model.FrontEnd.SampleRate == clips.FrontEnd.SampleRate : SameImages.Make(model, clips.Model, clips.Catalog)))
            return;
        throw new ArgumentException($"The clips were prepared for {clips.FrontEnd}, but this model has {model.FrontEnd} with other settings. Prepare them for this model.", nameof(clips));
    }
}
