using System.Diagnostics;
using MusicCnn.Augmentation;
using MusicCnn.Models;
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
    private readonly Parameter _weight;
    private readonly AdamW _optimizer;
    private BestWeights? _best;
    private int _step;

    public TrainingRun(AudioClassifier model, PreparedClips clips, TrainerOptions options, IReadOnlyList<int> train, IReadOnlyList<int>? validation)
    {
        (_model, _clips, _options, _train, _validation) = (model, clips, options, train, validation);
        _plan = new PatchPlan(model, clips);
        var weights = model.parameters().Where(weight => weight.requires_grad).ToArray();
        _weight = weights.FirstOrDefault() ?? throw new ArgumentException("The model has no weights to learn: none requires gradients.", nameof(model));
        _optimizer = optim.AdamW(weights, options.LearningRate, weight_decay: options.WeightDecay);
    }

    public TrainingResult Complete(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var epochs = new List<EpochResult>();
        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            var (loss, accuracy) = Epoch(epoch, progress, cancellationToken);
            double? validationLoss = _validation is null ? null : Evaluator.Evaluate(_model, _clips, _validation, cancellationToken: cancellationToken).Loss;
            epochs.Add(new EpochResult(epoch, loss, accuracy, validationLoss));
            if (_options.Patience is not { } patience)
                continue;
            if (_best is null || validationLoss < _best.Loss)
            {
                _best?.Dispose();
                _best = new BestWeights(_model, epoch, validationLoss!.Value);
            }
            else if (epoch - _best.Epoch >= patience)
            {
                break;
            }
        }

        _best?.Restore(_model);
        return new TrainingResult { Epochs = epochs, KeptEpoch = _best?.Epoch ?? epochs[^1].Epoch, Duration = watch.Elapsed };
    }

    public void Dispose()
    {
        _best?.Dispose();
        _optimizer.Dispose();
    }

    private (double Loss, double Accuracy) Epoch(int epoch, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        _model.train();
        var patches = _plan.Epoch(_train, _options, epoch);
        var batches = (patches.Length + _options.BatchSize - 1) / _options.BatchSize;
        var (seen, loss, correct) = (0, 0.0, 0L);
        for (var batch = 0; batch < batches; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, end) = (patches.Length * batch / batches, patches.Length * (batch + 1) / batches);
            SetLearningRate(_options.Epochs * batches);
            var (stepLoss, stepCorrect) = Step(patches.AsSpan(first, end - first), epoch);
            if (!double.IsFinite(stepLoss))
                throw new ArithmeticException($"The loss is {stepLoss} in step {batch + 1} of epoch {epoch}. Lower the learning rate ({_options.LearningRate}), or look for samples that are not finite numbers.");

            (seen, loss, correct) = (end, loss + stepLoss * (end - first), correct + stepCorrect);
            progress?.Report(new TrainingProgress(TrainingStage.Training, ++_step, _options.Epochs * batches)
            {
                Epoch = epoch,
                Loss = loss / seen,
                Accuracy = (double)correct / seen,
            });
        }

        return (loss / seen, (double)correct / seen);
    }

    private (double Loss, long Correct) Step(ReadOnlySpan<Patch> patches, int epoch)
    {
        using var scope = NewDisposeScope();
        var cuts = new Tensor[patches.Length];
        var classes = new long[patches.Length];
        var items = new long[patches.Length];
        for (var i = 0; i < patches.Length; i++)
            (cuts[i], classes[i], items[i]) = (_plan.Cut(patches[i]), _clips.Label(patches[i].Clip), patches[i].Item);
        var batch = stack(cuts).to(_weight.dtype, _weight.device);
        var labels = tensor(classes, device: _weight.device);

        var images = _clips.HoldsWaveforms ? _model.Image(batch) : batch;
        if (_options.Augmentation is { } augmentation)
            images = augmentation.call(images, new BatchItems(epoch, items));
        var logits = _model.Logits(images);
        var loss = nn.functional.cross_entropy(logits, labels);
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
        return (loss.to(ScalarType.Float64).item<double>(), logits.argmax(1).eq(labels).sum().item<long>());
    }

    private void SetLearningRate(int steps)
    {
        if (_options.Schedule != LearningRateSchedule.Cosine)
            return;
        var rise = Math.Min(1, (_step + 1) / Math.Max(1, steps / 20.0));
        var rate = _options.LearningRate * rise * 0.5 * (1 + Math.Cos(Math.PI * _step / steps));
        foreach (var group in _optimizer.ParamGroups)
            group.LearningRate = rate;
    }
}
