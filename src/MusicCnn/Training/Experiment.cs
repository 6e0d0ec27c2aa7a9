using MusicCnn.Internal;
using MusicCnn.Models;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Provides a paper's experiment in one call: a network trained anew on each fold of a protocol, and tested with the songs that it never heard.</summary>
/// <remarks>The same seed, songs and network give the same figures. Each fold's initial weights are drawn from the seed of the protocol's training and the number of the fold, so that it does not matter whether the
/// folds before were trained in this process or an earlier one.</remarks>
/// <example>
/// <code>
/// var result = Experiment.Run(TrainingProtocols.Cbmi2016, songs, () => Create(songs.Labels), new() { CheckpointFolder = "runs/time" });
/// Console.WriteLine(result);          // cbmi2016, 10 folds: accuracy 0.818 ± 0.047
/// Console.WriteLine(result.Songs);    // who was taken for whom
/// </code>
/// </example>
public static class Experiment
{
    /// <summary>Prepares songs and runs an experiment on them.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="source">The songs.</param>
    /// <param name="create">Makes the classifier with new weights, always with the same settings; it is called once more than there are folds.</param>
    /// <param name="options">Where checkpoints are kept, and the folds if they are not the protocol's; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told after every step; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the experiment after the step it is in; with checkpoints it can be gone on with.</param>
    /// <returns>The figures of the folds.</returns>
    /// <exception cref="ArgumentException">The songs cannot be divided as the protocol wants it, a song is in two lists of a fold or twice in one, two folds have one number, the protocol's training has folders of its own,
    /// the model does not fit the songs, or checkpoints are of another experiment.</exception>
    /// <exception cref="InvalidDataException">A clip or a checkpoint cannot be used; the message names it.</exception>
    /// <exception cref="IOException">A checkpoint or a log cannot be written.</exception>
    /// <exception cref="ArithmeticException">A network has diverged.</exception>
    /// <exception cref="OperationCanceledException">The experiment was cancelled.</exception>
    public static ExperimentResult Run(
        TrainingProtocol protocol,
        IClips source,
        Func<AudioClassifier> create,
        ExperimentOptions? options = null,
        IProgress<ExperimentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(create);

        // What cannot be divided should not wait for the images.
        options = (options ?? new()) with { Folds = options?.Folds ?? protocol.Divide(source) };
        ExperimentChecks.Require(protocol, options.Folds);
        using var first = create();
        using var clips = PreparedClips.Prepare(first, source, progress: Told(progress, fold: 0, folds: options.Folds.Count), cancellationToken: cancellationToken);
        return Run(protocol, clips, create, options, progress, cancellationToken);
    }

    /// <summary>Runs an experiment on songs that are prepared already, as several networks behind one front-end want it.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="clips">The prepared songs.</param>
    /// <param name="create">Makes the classifier with new weights, always with the same settings; called once for each fold.</param>
    /// <param name="options">Where checkpoints are kept, and the folds if they are not the protocol's; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told after every step; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the experiment after the step it is in; with checkpoints it can be gone on with.</param>
    /// <returns>The figures of the folds.</returns>
    /// <exception cref="ArgumentException">The songs cannot be divided as the protocol wants it, a song is in two lists of a fold or twice in one, two folds have one number, the protocol's training has folders of its own,
    /// the model does not fit the songs, or checkpoints are of another experiment.</exception>
    /// <exception cref="InvalidDataException">A checkpoint cannot be used; the message names it.</exception>
    /// <exception cref="IOException">A checkpoint or a log cannot be written.</exception>
    /// <exception cref="ArithmeticException">A network has diverged.</exception>
    /// <exception cref="OperationCanceledException">The experiment was cancelled.</exception>
    public static ExperimentResult Run(
        TrainingProtocol protocol,
        PreparedClips clips,
        Func<AudioClassifier> create,
        ExperimentOptions? options = null,
        IProgress<ExperimentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(create);
        options ??= new();
        var folds = options.Folds ?? protocol.Divide(clips.Source);
        ExperimentChecks.Require(protocol, folds);
        ExperimentChecks.RequirePrepared(clips, folds);
        var results = new List<FoldResult>(folds.Count);
        foreach (var fold in folds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            manual_seed(new SeededRandom(protocol.Training.Seed, fold.Number).Below(int.MaxValue));
            using var model = create();
            results.Add(RunFold(protocol, clips, fold, model, options, Told(progress, fold.Number, folds.Count), cancellationToken));
        }

        return new() { Protocol = protocol, Folds = results };
    }

    private static FoldResult RunFold(
        TrainingProtocol protocol, PreparedClips clips, Fold fold, AudioClassifier model, ExperimentOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var name = FormattableString.Invariant($"fold-{fold.Number:D2}");
        var settings = protocol.Training with
        {
            Checkpoints = options.CheckpointFolder is { } folder ? new() { Folder = Path.Combine(folder, name), Resume = true } : null,
            LogFolder = options.LogFolder is { } log ? Path.Combine(log, name) : null,
        };
        var training = new Trainer(settings).Fit(model, clips, fold.Train, fold.Validation.Count == 0 ? null : fold.Validation, progress, cancellationToken);
        var result = new FoldResult { Fold = fold, Training = training };
        return clips.HasTags
            ? result with { Tags = TagEvaluator.Evaluate(model, clips, fold.Test, threshold: 0.5, settings.PatchHop, progress, cancellationToken) }
            : result with { Classes = Evaluator.Evaluate(model, clips, fold.Test, protocol.Vote, settings.PatchHop, progress, cancellationToken) };
    }

    private static FoldTold? Told(IProgress<ExperimentProgress>? progress, int fold, int folds) => progress is null ? null : new(progress, fold, folds);

    private sealed class FoldTold(IProgress<ExperimentProgress> progress, int fold, int folds) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(new(fold, folds, value));
    }
}
