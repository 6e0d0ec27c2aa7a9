using MusicCnn.Models;
using TorchSharp;

namespace MusicCnn.Training;

/// <summary>Represents a way of training classifiers: cross-entropy over patches of songs, by the optimizer, schedule and augmentation set.</summary>
/// <remarks>
/// <para>The same seed, data and initial weights give the same bits on the same machine with the same number of threads. Training sets
/// the seed of the whole process, on which dropout draws: what draws on another thread meanwhile changes the bits, though not the quality.</para>
/// <para>A <see cref="AudioClassifier.Standardize"/> that is not fitted yet is fitted first, to the images of the clips that are trained on and to no
/// others; one that is fitted is left as it is, because the weights depend on it. With a front-end that learns, the images are those before the training.</para>
/// <para>With <see cref="TrainerOptions.Checkpoints"/> a training that was killed goes on where it was, to the same bits as if it had not been.</para>
/// <para>Only the weights that require gradients are changed. Afterwards, also when it was cancelled or failed, the model is in evaluation mode.</para>
/// </remarks>
/// <example>
/// <code>
/// var split = ClipSplit.ByClip(songs, testFraction: 0.2, seed: 1);
/// using var clips = PreparedClips.Prepare(model, songs);
/// new Trainer(new() { Epochs = 40 }).Fit(model, clips, split.Train);
/// Console.WriteLine(Evaluator.Evaluate(model, clips, split.Test).Songs);
/// </code>
/// </example>
public sealed class Trainer
{
    /// <summary>Initializes a new instance of the <see cref="Trainer"/> class.</summary>
    /// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
    public Trainer(TrainerOptions? options = null)
    {
        Options = options ?? new TrainerOptions();
    }

    /// <summary>Gets the settings.</summary>
    public TrainerOptions Options { get; }

    /// <summary>Prepares the training clips of a source and trains a model on them.</summary>
    /// <param name="model">The model; its labels are those of the source.</param>
    /// <param name="source">The clips.</param>
    /// <param name="split">Which clips to train on; its test clips are not touched.</param>
    /// <param name="progress">Told after every step; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the training after the step it is in; the model keeps what it has learned by then.</param>
    /// <returns>The losses and accuracies of the epochs.</returns>
    /// <exception cref="ArgumentException">There are no clips, or all are of one class, or the labels differ.</exception>
    /// <exception cref="InvalidDataException">A clip cannot be used; the message names it.</exception>
    /// <exception cref="ArithmeticException">The loss is no longer a finite number, or the network gives NaN for a clip to validate with.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainingResult Fit(
        AudioClassifier model,
        IClips source,
        ClipSplit split,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        using var clips = PreparedClips.Prepare(model, source, new() { Clips = split.Train }, progress, cancellationToken);
        return Fit(model, clips, split.Train, validation: null, progress, cancellationToken);
    }

    /// <summary>Trains a model on prepared clips.</summary>
    /// <param name="model">The model; its front-end and labels are those that the clips were prepared for.</param>
    /// <param name="clips">The prepared clips.</param>
    /// <param name="train">The clips to train on, as positions in their source; at least two classes.</param>
    /// <param name="validation">The clips whose loss is taken after each epoch; <see langword="null"/> for none. They belong neither to those trained on nor to those tested with.</param>
    /// <param name="progress">Told after every step; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the training after the step it is in; the model keeps what it has learned by then.</param>
    /// <returns>The losses and accuracies of the epochs.</returns>
    /// <exception cref="ArgumentException">There are no clips, all are of one class, a clip is listed twice or in both lists, settings contradict each other or need validation that there is none, the device is not there, the clips were prepared for another front-end,
    /// or the folder of checkpoints holds those of a training that is not to be resumed or that had other data or settings.</exception>
    /// <exception cref="InvalidDataException">There are checkpoints, but none can be read, or a clip that is not kept in memory cannot be loaded again; the message names it.</exception>
    /// <exception cref="IOException">A checkpoint or a log cannot be written, in which case checkpoints written before are whole; or another training writes to the folder of checkpoints.</exception>
    /// <exception cref="ArithmeticException">The loss is no longer a finite number, or the network gives NaN for a clip to validate with.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainingResult Fit(
        AudioClassifier model,
        PreparedClips clips,
        IReadOnlyList<int> train,
        IReadOnlyList<int>? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(clips);
        PreparedFor.Require(model, clips);
        ClipChoice.RequirePrepared(clips, train, nameof(train));
        ClipChoice.RequireDistinct(train, nameof(train));
        ClipChoice.RequireClasses(clips, train, nameof(train));
        if (validation is not null)
        {
            ClipChoice.RequirePrepared(clips, validation, nameof(validation));
            ClipChoice.RequireDistinct(validation, nameof(validation));
            if (train.Intersect(validation).Cast<int?>().FirstOrDefault() is { } both)
                throw new ArgumentException($"Clip {both} is both trained on and validated with.", nameof(validation));
        }

        TrainerChecks.Require(Options, clips.HasTags, validates: validation is not null);
        if (Options.Device is { } device)
            TrainerChecks.Move(model, device);
        StandardizeFit.Complete(model, clips, train, cancellationToken);
        torch.manual_seed(Options.Seed);
        try
        {
            using var run = new TrainingRun(model, clips, Options, train, validation);
            return run.Complete(progress, cancellationToken);
        }
        finally
        {
            model.eval();
        }
    }
}
