using System.Diagnostics;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Provides the test of a tagger on songs that it was not trained on.</summary>
/// <remarks>Each song's image is cut into patches one behind the other; its likelihoods are the means of theirs, as in EUSIPCO 2017 and musicnn.</remarks>
public static class TagEvaluator
{
    /// <summary>Tests a tagger on prepared clips.</summary>
    /// <param name="model">The model, whose output is <see cref="ClassOutput.AnyOf"/>; it is in evaluation mode afterwards.</param>
    /// <param name="prepared">The prepared clips of an <see cref="ITagSource"/>.</param>
    /// <param name="clips">Which of them, as positions in their source.</param>
    /// <param name="threshold">The likelihood from which a song is given a tag, for precision, recall and F1.</param>
    /// <param name="progress">Told after every clip; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    /// <returns>The figures; their share of the time of the preparation counts.</returns>
    /// <exception cref="ArgumentException">There are no clips, they have classes instead of tags, or they were prepared for another front-end.</exception>
    /// <exception cref="InvalidDataException">A clip that is not kept in memory cannot be loaded again; the message names it.</exception>
    /// <exception cref="ArithmeticException">The network gives NaN: it has diverged.</exception>
    /// <exception cref="OperationCanceledException">The test was cancelled.</exception>
    public static TagEvaluation Evaluate(
        AudioClassifier model,
        PreparedClips prepared,
        IReadOnlyList<int> clips,
        double threshold = 0.5,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) => Evaluate(model, prepared, clips, threshold, hop: null, progress, cancellationToken);

    /// <summary>Tests a tagger on prepared clips, by patches that may overlap.</summary>
    internal static TagEvaluation Evaluate(
        AudioClassifier model, PreparedClips prepared, IReadOnlyList<int> clips, double threshold, int? hop, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prepared);
        PreparedFor.Require(model, prepared);
        PreparedFor.RequireOutput(model, ClassOutput.AnyOf, nameof(model));
        ClipChoice.RequirePrepared(prepared, clips, nameof(clips));

        var watch = Stopwatch.StartNew();
        var (scores, truth) = (new float[clips.Count, model.Labels.Count], new bool[clips.Count, model.Labels.Count]);
        var (loss, decisions) = (0.0, 0L);
        model.eval();
        using var noGradient = no_grad();
        using var sequence = prepared.InOrder(clips, cancellationToken);
        for (var i = 0; i < clips.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var tag in prepared.Targets(clips[i]))
                truth[i, tag] = true;
            var (logits, likelihoods) = PatchProbabilities.WithLogits(model, prepared, clips[i], sequence, hop);
            PatchProbabilities.RequireNumbers(logits, _ => prepared.Name(clips[i]));
            var patches = likelihoods.GetLength(0);
            for (var tag = 0; tag < model.Labels.Count; tag++)
            {
                var sum = 0.0;
                for (var patch = 0; patch < patches; patch++)
                {
                    sum += likelihoods[patch, tag];
                    loss += Cost(logits[patch, tag], truth[i, tag]);
                }

                scores[i, tag] = (float)(sum / patches);
            }

            decisions += (long)patches * model.Labels.Count;
            progress?.Report(new TrainingProgress(TrainingStage.Evaluating, i + 1, clips.Count));
        }

        var audio = PatchProbabilities.Audio(prepared, clips);
        return new TagEvaluation
        {
            Songs = TagMetrics.Of(model.Labels, scores, truth, threshold),
            Loss = loss / decisions,
            Audio = audio,
            Time = watch.Elapsed + prepared.Time * (audio / PatchProbabilities.Audio(prepared, prepared.Clips)),
        };
    }

    /// <summary>Returns −ln of the likelihood that a tag is there, or is not: ln(1 + e^x), x the logit turned against the truth. Likelihoods themselves are 1 from a logit of 17 on.</summary>
    private static double Cost(double logit, bool isThere)
    {
        var wrong = isThere ? -logit : logit;
        return Math.Max(wrong, 0) + Math.Log(1 + Math.Exp(-Math.Abs(wrong)));
    }
}
