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
    private readonly PatchPlan _plan;
    private readonly Patch[]? _patches;
    private readonly EpochValidation _validation;
    private readonly ValidationFigure? _figure;
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
    private TimeSpan _earlier;

    public TrainingRun(AudioClassifier model, PreparedClips clips, TrainerOptions options, IReadOnlyList<int> train, IReadOnlyList<int>? validation)
    {
        (_model, _clips, _options, _train, _figure) = (model, clips, options, train, ValidationFigures.ChosenBy(options));
        _plan = new PatchPlan(model, clips, options.PatchHop);
        Patch[]? held = null;
        if (options.LeakingValidation is { } share)
            (_patches, held) = _plan.DivideLeaking(train, share, options.Seed);
        _validation = new EpochValidation(model, clips, options, _plan) { Songs = validation, LeakingPatches = held };
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
        if (_checkpoints is { Newest: { } newest })
        {
            Restore(newest);
            _earlier = _checkpoints.Elapsed;
        }

        using var log = _options.LogFolder is { } folder ? EpochLog.Open(folder, _epochs) : null;
        while (_epochs.Count < _options.Epochs && !IsOver())
        {
            var epoch = _epochs.Count + 1;
            var result = Epoch(epoch, progress, cancellationToken);
            _epochs.Add(result);
            if (_options.Schedule == LearningRateSchedule.Plateau)
                _schedule.Note(result);
            NoteBest(result);
            if (_checkpoints?.IsDue(epoch, last: epoch == _options.Epochs || IsOver()) == true)
                _checkpoints.Save(Snapshot(_earlier + watch.Elapsed));
            // Behind the checkpoint: what is logged can be continued from.
            log?.Add(result);
        }

        _best?.Restore(_model);
        return new TrainingResult { Epochs = [.. _epochs], KeptEpoch = _best?.Epoch ?? _epochs[^1].Epoch, Duration = _earlier + watch.Elapsed };
    }

    public void Dispose()
    {
        _checkpoints?.Dispose();
        _best?.Dispose();
        _classWeights?.Dispose();
        _mixup?.Dispose();
        _optimizer.Dispose();
    }

    /// <summary>Returns whether training stops early; it follows from what checkpoints hold, so that a training which has stopped does not go on when it is resumed.</summary>
    private bool IsOver() =>
        (_options.Patience is { } patience && _best is not null && _epochs.Count - _best.Epoch >= patience)
        || (_options.TrainingPatience is { } most && _epochs.Count > 0 && _epochs.Count - _epochs.MinBy(epoch => epoch.Loss)!.Epoch >= most)
        || _schedule.IsOver;

    private void NoteBest(EpochResult result)
    {
        if (_figure is not { } figure)
            return;
        var value = ValidationFigures.Of(result, figure);
        if (_best is not null && !ValidationFigures.IsBetter(value, _best.Figure, figure))
            return;
        _best?.Dispose();
        _best = new BestWeights(_model, result.Epoch, value);
    }

    private EpochResult Epoch(int epoch, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        _model.train();
        var patches = _patches is null ? _plan.Epoch(_train, _options, epoch) : PatchPlan.Shuffled(_patches, _options.Seed, epoch);
        var division = new EpochBatches(patches.Length, _options.BatchSize, _options.DropLast);
        var batches = division.Count;
        if (batches == 0)
            throw new ArgumentException($"An epoch has {patches.Length} patches, fewer than a batch of {_options.BatchSize}, and {nameof(TrainerOptions.DropLast)} leaves out what fills none. Make batches smaller, or train on more.");
        using var clips = _clips.InOrder(patches[..division.Start(batches)].Select(patch => patch.Clip), cancellationToken);
        var (seen, loss, correct, rate) = (0, 0.0, 0.0, 0.0);
        for (var batch = 0; batch < batches; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, end) = (division.Start(batch), division.Start(batch + 1));
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
            {
                // Counted in changes, so that accumulated batches have the rates of large ones.
                var changes = (batches + _options.Accumulation - 1) / _options.Accumulation;
                rate = ChangeWeights(_schedule.Rate((epoch - 1) * changes + batch / _options.Accumulation, _options.Epochs * changes));
            }

            (seen, loss, correct) = (end, loss + stepLoss * (end - first), correct + stepCorrect);
            _step++;
            progress?.Report(new TrainingProgress(TrainingStage.Training, _step, _options.Epochs * batches)
            {
                Epoch = epoch,
                Loss = loss / seen,
                Accuracy = correct / seen,
            });
        }

        return _validation.Complete(new EpochResult(epoch, loss / seen, correct / seen, ValidationLoss: null) { LearningRate = rate }, cancellationToken);
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

    private double ChangeWeights(double rate)
    {
        using var scope = NewDisposeScope();
        if (_accumulated != 1)
            DivideGradients(_accumulated);
        if (_options.KernelPenalty > 0)
            PenalizeKernels();
        if (_options.GradientClip is { } norm)
            _ = nn.utils.clip_grad_norm_(_weights, norm);
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

    /// <summary>Adds the gradient of λ/2·Σw² over the weights of two and more dimensions.</summary>
    private void PenalizeKernels()
    {
        using var noGradient = no_grad();
        foreach (var weight in _weights.Where(weight => weight.dim() >= 2))
        {
            using var gradient = weight.grad;
            _ = gradient?.add_(weight, _options.KernelPenalty);
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

    private Checkpoint Snapshot(TimeSpan duration) => new()
    {
        Duration = duration,
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
