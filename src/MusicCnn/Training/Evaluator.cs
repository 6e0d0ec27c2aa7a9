using System.Diagnostics;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Provides the test of a classifier on songs that it was not trained on.</summary>
/// <remarks>Each song's image is cut into patches one behind the other, as <see cref="AudioClassifier.Predict"/> does it.</remarks>
public static class Evaluator
{
    /// <summary>Prepares clips of a source and tests a model on them.</summary>
    /// <param name="model">The model; it is in evaluation mode afterwards.</param>
    /// <param name="source">The clips.</param>
    /// <param name="clips">Which of them, as positions in <paramref name="source"/>; <see langword="null"/> for all.</param>
    /// <param name="rule">How the patches of a song agree.</param>
    /// <param name="progress">Told after every few clips; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    /// <returns>The decisions and their accuracy.</returns>
    /// <exception cref="ArgumentException">There are no clips, or the labels differ.</exception>
    /// <exception cref="InvalidDataException">A clip cannot be used; the message names it.</exception>
    /// <exception cref="ArithmeticException">The network gives NaN: it has diverged.</exception>
    /// <exception cref="OperationCanceledException">The test was cancelled.</exception>
    public static Evaluation Evaluate(
        AudioClassifier model,
        IClipSource source,
        IReadOnlyList<int>? clips = null,
        VoteRule rule = VoteRule.Majority,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var prepared = PreparedClips.Prepare(model, source, new() { Clips = clips }, progress, cancellationToken);
        return Evaluate(model, prepared, prepared.Clips, rule, progress, cancellationToken);
    }

    /// <summary>Tests a model on prepared clips.</summary>
    /// <param name="model">The model; it is in evaluation mode afterwards.</param>
    /// <param name="prepared">The prepared clips.</param>
    /// <param name="clips">Which of them, as positions in their source.</param>
    /// <param name="rule">How the patches of a song agree.</param>
    /// <param name="progress">Told after every clip; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    /// <returns>The decisions and their accuracy; their share of the time of the preparation counts.</returns>
    /// <exception cref="ArgumentException">There are no clips, or they were prepared for another front-end.</exception>
    /// <exception cref="InvalidDataException">A clip that is not kept in memory cannot be loaded again; the message names it.</exception>
    /// <exception cref="ArithmeticException">The network gives NaN: it has diverged.</exception>
    /// <exception cref="OperationCanceledException">The test was cancelled.</exception>
    public static Evaluation Evaluate(
        AudioClassifier model,
        PreparedClips prepared,
        IReadOnlyList<int> clips,
        VoteRule rule = VoteRule.Majority,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) => Evaluate(model, prepared, clips, rule, hop: null, progress, cancellationToken);

    /// <summary>Tests a model on prepared clips, by patches that may overlap.</summary>
    internal static Evaluation Evaluate(
        AudioClassifier model, PreparedClips prepared, IReadOnlyList<int> clips, VoteRule rule, int? hop, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prepared);
        Internal.Require.Defined(rule, nameof(rule));
        PreparedFor.Require(model, prepared);
        PreparedFor.RequireOutput(model, ClassOutput.OneOf, nameof(model));
        ClipChoice.RequirePrepared(prepared, clips, nameof(clips));

        var watch = Stopwatch.StartNew();
        var (songs, patches) = (new List<(int, int)>(), new List<(int, int)>());
        var loss = 0.0;
        model.eval();
        using var noGradient = no_grad();
        using var sequence = prepared.InOrder(clips, cancellationToken);
        for (var i = 0; i < clips.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var label = prepared.Label(clips[i]);
            var probabilities = PatchProbabilities.Of(model, prepared, clips[i], sequence, hop);
            songs.Add((label, Votes.Song(probabilities, rule)));
            foreach (var (patch, decision) in Votes.Patches(probabilities).Index())
            {
                patches.Add((label, decision));
                loss -= Math.Log(Math.Max(probabilities[patch, label], float.Epsilon));
            }

            progress?.Report(new TrainingProgress(TrainingStage.Evaluating, i + 1, clips.Count));
        }

        var audio = PatchProbabilities.Audio(prepared, clips);
        return new Evaluation
        {
            Songs = ConfusionMatrix.Count(prepared.Labels, songs),
            Patches = ConfusionMatrix.Count(prepared.Labels, patches),
            Rule = rule,
            Loss = loss / patches.Count,
            Audio = audio,
            Time = watch.Elapsed + prepared.Time * (audio / PatchProbabilities.Audio(prepared, prepared.Clips)),
        };
    }
}
