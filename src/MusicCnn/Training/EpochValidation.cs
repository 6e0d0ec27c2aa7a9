using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Adds the figures of the validation to the results of an epoch.</summary>
internal sealed class EpochValidation(AudioClassifier model, PreparedClips clips, TrainerOptions options, PatchPlan plan)
{
    /// <summary>Patches that are cut at once; bounds memory.</summary>
    private const int PatchBatch = 64;

    /// <summary>Gets the songs to validate with, if there are any.</summary>
    public IReadOnlyList<int>? Songs { get; init; }

    /// <summary>Gets the patches of songs trained on that are validated with instead, if there are any.</summary>
    public IReadOnlyList<Patch>? LeakingPatches { get; init; }

    /// <summary>Returns the results with the figures of the weights as they are now; the same results without anything to validate with.</summary>
    public EpochResult Complete(EpochResult result, CancellationToken cancellationToken)
    {
        if (LeakingPatches is not null)
            return OfPatches(result, LeakingPatches, cancellationToken);
        if (Songs is null)
            return result;
        if (clips.HasTags)
        {
            var tags = TagEvaluator.Evaluate(model, clips, Songs, threshold: 0.5, options.PatchHop, progress: null, cancellationToken);
            return result with { ValidationLoss = tags.Loss, ValidationRocAuc = Defined(tags.Songs.MacroRocAuc), ValidationPrAuc = Defined(tags.Songs.MacroPrAuc) };
        }

        var classes = Evaluator.Evaluate(model, clips, Songs, VoteRule.Majority, options.PatchHop, progress: null, cancellationToken);
        return result with { ValidationLoss = classes.Loss, ValidationAccuracy = classes.SongAccuracy, ValidationPatchAccuracy = classes.PatchAccuracy };
    }

    private static double? Defined(double figure) => double.IsNaN(figure) ? null : figure;

    private EpochResult OfPatches(EpochResult result, IReadOnlyList<Patch> patches, CancellationToken cancellationToken)
    {
        model.eval();
        using var noGradient = no_grad();
        var (loss, right) = (0.0, 0);
        using var sequence = clips.InOrder(patches.Select(patch => patch.Clip), cancellationToken);
        foreach (var block in patches.Chunk(PatchBatch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var data = stack([.. block.Select(patch =>
            {
                using var song = sequence.Next();
                return plan.Cut(patch, song);
            })]);
            if (model.parameters().FirstOrDefault() is { } weight)
                data = data.to(weight.dtype, weight.device);
            var probabilities = model.PatchProbabilities(clips.HoldsWaveforms ? model.Image(data) : data);
            PatchProbabilities.RequireNumbers(probabilities, patch => clips.Name(block[patch].Clip));
            foreach (var (i, decision) in Votes.Patches(probabilities).Index())
            {
                var label = clips.Label(block[i].Clip);
                right += decision == label ? 1 : 0;
                loss -= Math.Log(Math.Max(probabilities[i, label], float.Epsilon));
            }
        }

        return result with { ValidationLoss = loss / patches.Count, ValidationPatchAccuracy = (double)right / patches.Count };
    }
}
