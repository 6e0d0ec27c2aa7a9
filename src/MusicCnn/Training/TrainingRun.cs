using System.Diagnostics;
using MusicCnn.Augmentation;
using MusicCnn.Models;
using MusicCnn.Training.Checkpoints;
using MusicCnn.Training.Loading;
using MusicCnn.Training.Logs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCnn.Training;

/// <summary>Holds what one training needs from its first step to its last.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly AudioClassifier _model;
    private readonly PreparedClips _clips;
    private readonly TrainerOptions _options;
    private readonly IReadOnlyList<int> _train;
    private readonly IReadOnlyList<int>? _validation;
    private readonly PatchPlan _plan;
    private readonly Parameter[] _weights;
    private readonly OptimizerHelper _optimizer;
    private readonly RateSchedule _schedule;
    private readonly Mixup? _mixup;
    private readonly Tensor? _classWeights;
    private readonly CheckpointFolder? _checkpoints;
    private readonly List<EpochResult> _epochs = [];
    private BestWeights? _best;
    private int _step;
    private double _accumulated;

    public TrainingRun(AudioClassifier model, PreparedClips clips, TrainerOptions options, IReadOnlyList<int> train, IReadOnlyList<int>? validation)
    {
        (_model, _clips, _options, _train, _validation) = (model, clips, options, train, validation);
        _plan = new PatchPlan(model, clips);
        _weights = [.. model.parameters().Where(weight => weight.requires_grad)];
        if (_weights.Length == 0)
            throw new ArgumentException("The model has no weights to learn: none requires gradients.", nameof(model));
        _optimizer = Optimizers.Create(options, _weights);
        try
        {
            _schedule = new RateSchedule(options);
            _mixup = options.Mixup is { } mixup ? new Mixup(mixup) : null;
            _classWeights = options.ClassWeights == ClassWeighting.Balanced ? Balanced() : null;
            if (options.Checkpoints is { } checkpoints)
                _checkpoints = CheckpointFolder.Open(checkpoints, TrainingIdentity.Of(model, clips, options, train, validation));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public TrainingResult Complete(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        if (_checkpoints?.Newest is { } newest)
            Restore(newest);
        using var log = _options.LogFolder is { } folder ? EpochLog.Open(folder, _epochs) : null;
        while (_epochs.Count < _options.Epochs && !IsOver())
        {
            var epoch = _epochs.Count + 1;
            var result = Epoch(epoch, progress, cancellationToken);
            _epochs.Add(result);
            if (_options.Schedule == LearningRateSchedule.Plateau)
                _schedule.Note(result);
            if (_options.Patience is not null && (_best is null || result.ValidationLoss < _best.Loss))
            {
                _best?.Dispose();
                _best = new BestWeights(_model, epoch, result.ValidationLoss!.Value);
            }

            if (_checkpoints?.IsDue(epoch, last: epoch == _options.Epochs || IsOver()) == true)
                _checkpoints.Save(Snapshot());
            // Behind the checkpoint: what is logged can be continued from.
            log?.Add(result);
        }

        _best?.Restore(_model);
        return new TrainingResult { Epochs = [.. _epochs], KeptEpoch = _best?.Epoch ?? _epochs[^1].Epoch, Duration = watch.Elapsed };
    }

    public void Dispose()
    {
        _best?.Dispose();
        _classWeights?.Dispose();
        _mixup?.Dispose();
        _optimizer.Dispose();
    }

    private bool IsOver() => _options.Patience is { } patience && _best is not null && _epochs.Count - _best.Epoch >= patience;

    private EpochResult Epoch(int epoch, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        _model.train();
        var patches = _plan.Epoch(_train, _options, epoch);
        using var clips = _clips.InOrder(patches.Select(patch => patch.Clip), cancellationToken);
        var batches = (patches.Length + _options.BatchSize - 1) / _options.BatchSize;
        var (seen, loss, correct, rate) = (0, 0.0, 0.0, 0.0);
        for (var batch = 0; batch < batches; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, end) = (Start(batch), Start(batch + 1));
            var (opening, closing) = (batch - batch % _options.Accumulation, Math.Min(batch - batch % _options.Accumulation + _options.Accumulation, batches));
            if (batch == opening)
            {
                ForgetGradients();
                _accumulated = 0;
            }

            var (stepLoss, stepCorrect) = Gradients(patches.AsSpan(first, end - first), clips, epoch, alone: closing == opening + 1);
            if (!double.IsFinite(stepLoss))
                throw new ArithmeticException($"The loss is {stepLoss} in step {batch + 1} of epoch {epoch}. Lower the learning rate ({_options.LearningRate}), or look for samples that are not finite numbers.");
            if (batch + 1 == closing)
                rate = ChangeWeights(_options.Epochs * batches);

            (seen, loss, correct) = (end, loss + stepLoss * (end - first), correct + stepCorrect);
            _step++;
            progress?.Report(new TrainingProgress(TrainingStage.Training, _step, _options.Epochs * batches)
            {
                Epoch = epoch,
                Loss = loss / seen,
                Accuracy = correct / seen,
            });
        }

        return Result(epoch, loss / seen, correct / seen, cancellationToken) with { LearningRate = rate };

        int Start(int batch) => (int)((long)patches.Length * batch / batches);
    }

    private EpochResult Result(int epoch, double loss, double accuracy, CancellationToken cancellationToken)
    {
        var result = new EpochResult(epoch, loss, accuracy, ValidationLoss: null) { LearningRate = 0 };
        if (_validation is null)
            return result;
        if (_clips.HasTags)
        {
            var tags = TagEvaluator.Evaluate(_model, _clips, _validation, cancellationToken: cancellationToken);
            return result with { ValidationLoss = tags.Loss, ValidationRocAuc = double.IsNaN(tags.Songs.MacroRocAuc) ? null : tags.Songs.MacroRocAuc };
        }

        var classes = Evaluator.Evaluate(_model, _clips, _validation, cancellationToken: cancellationToken);
        return result with { ValidationLoss = classes.Loss, ValidationAccuracy = classes.SongAccuracy };
    }

    /// <summary>Adds the gradients of a batch to those that the weights have: of its mean cost where it is alone in a step, otherwise of the sum, whose weight is then counted.</summary>
    private (double Loss, double Correct) Gradients(ReadOnlySpan<Patch> patches, ClipSequence clips, int epoch, bool alone)
    {
        using var scope = NewDisposeScope();
        var cuts = new Tensor[patches.Length];
        var numbers = new long[patches.Length];
        for (var i = 0; i < patches.Length; i++)
        {
            using var clip = clips.Next();
            (cuts[i], numbers[i]) = (_plan.Cut(patches[i], clip), patches[i].Item);
        }

        var batch = stack(cuts).to(_weights[0].dtype, _weights[0].device);
        var items = new BatchItems(epoch, numbers);

        var images = _clips.HoldsWaveforms ? _model.Image(batch) : batch;
        if (_options.Augmentation is { } augmentation)
            images = augmentation.call(images, items);
        (var targets, images) = Targets(patches, images, items);
        var logits = _model.Logits(images);
        var loss = targets.Loss(logits);
        var weight = alone ? 1 : targets.Weight;
        _accumulated += weight;
        (alone ? loss : loss * weight).backward();
        return (loss.to(ScalarType.Float64).item<double>(), targets.Right(logits));
    }

    private (BatchTargets Targets, Tensor Images) Targets(ReadOnlySpan<Patch> patches, Tensor images, BatchItems items)
    {
        var labels = _model.Labels.Count;
        if (!_clips.HasTags)
        {
            var classes = new long[patches.Length];
            for (var i = 0; i < patches.Length; i++)
                classes[i] = _clips.Label(patches[i].Clip);
            return BatchTargets.Classes(classes, labels, _classWeights, images, _mixup, items);
        }

        var tags = new float[patches.Length * labels];
        for (var i = 0; i < patches.Length; i++)
        {
            foreach (var tag in _clips.Targets(patches[i].Clip))
                tags[i * labels + tag] = 1;
        }

        return BatchTargets.Tags(tags, labels, images, _mixup, items);
    }

    private void ForgetGradients()
    {
        // TorchSharp leaves a handle of each gradient behind.
        using var scope = NewDisposeScope();
        _optimizer.zero_grad();
    }

    private double ChangeWeights(int steps)
    {
        using var scope = NewDisposeScope();
        if (_accumulated != 1)
            DivideGradients(_accumulated);
        if (_options.GradientClip is { } norm)
            _ = nn.utils.clip_grad_norm_(_weights, norm);
        var rate = _schedule.Rate(_step, steps);
        foreach (var group in _optimizer.ParamGroups)
            group.LearningRate = rate;
        _optimizer.step();
        return rate;
    }

    /// <summary>Makes a mean of a sum.</summary>
    private void DivideGradients(double count)
    {
        using var noGradient = no_grad();
        foreach (var weight in _weights)
        {
            using var gradient = weight.grad;
            _ = gradient?.mul_(1 / count);
        }
    }

    /// <summary>Returns the weight of each class: clips / (classes · clips of the class); 0 for a class without clips, which no example has.</summary>
    private Tensor Balanced()
    {
        if (_clips.HasTags)
            throw new ArgumentException($"{nameof(TrainerOptions.ClassWeights)} weigh classes, of which a clip has one; these clips have tags.", nameof(TrainerOptions.ClassWeights));
        var counts = new double[_model.Labels.Count];
        foreach (var clip in _train)
            counts[_clips.Label(clip)]++;
        using var scope = NewDisposeScope();
        var weights = counts.Select(count => count == 0 ? 0 : _train.Count / (counts.Count(other => other > 0) * count)).ToArray();
        return tensor(weights, dtype: _weights[0].dtype, device: _weights[0].device).DetachFromDisposeScope();
    }

    private Checkpoint Snapshot() => new()
    {
        Model = _model,
        Optimizer = _optimizer,
        Step = _step,
        Rate = _schedule.State,
        Epochs = _epochs,
        Best = _best,
    };

    private void Restore(StoredCheckpoint stored)
    {
        _best = stored.RestoreInto(_model, _optimizer);
        (_step, _schedule.State) = (stored.Progress.Step, stored.Progress.Rate);
        _epochs.AddRange(stored.Progress.Epochs);
    }
}
