using System.CommandLine;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options of the command line that say how weights are learned.</summary>
internal static class TrainingSettings
{
    private const int QuickEpochs = 2;

    private static readonly Option<int> Epochs = CommandLine.Positive(new("--epochs")
    {
        Description = "How often the training recordings are gone through.",
        DefaultValueFactory = _ => 40,
    });

    private static readonly Option<int> BatchSize = CommandLine.Positive(new("--batch")
    {
        Description = "The largest number of patches in a batch.",
        DefaultValueFactory = _ => 16,
    });

    private static readonly Option<int> Accumulation = CommandLine.Positive(new("--accumulate")
    {
        Description = "How many batches are gone through for one change of the weights.",
        DefaultValueFactory = _ => 1,
    });

    private static readonly Option<OptimizerKind> Optimizer = new("--optimizer")
    {
        Description = "How gradients change the weights.",
        DefaultValueFactory = _ => OptimizerKind.AdamW,
    };

    private static readonly Option<double> Momentum = new("--momentum")
    {
        Description = "The momentum of sgd, Nesterov's; 0 is none.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<double> LearningRate = new("--learning-rate")
    {
        Description = "The learning rate, at its highest.",
        DefaultValueFactory = _ => 0.003,
    };

    private static readonly Option<LearningRateSchedule> Schedule = new("--schedule")
    {
        Description = "How the learning rate changes: plateau halves it after 20 epochs in a row without a lower training loss, as in CBMI 2016.",
        DefaultValueFactory = _ => LearningRateSchedule.Cosine,
    };

    private static readonly Option<double> WeightDecay = new("--weight-decay")
    {
        Description = "The weight decay.",
        DefaultValueFactory = _ => 0.01,
    };

    private static readonly Option<double?> GradientClip = new("--clip-gradient") { Description = "The largest norm of the gradient; none without it." };

    private static readonly Option<bool> Balanced = new("--balanced") { Description = "Rare classes count as much as frequent ones." };

    private static readonly Option<bool> Mixup = new("--mixup") { Description = "Trains on mixtures of two patches." };

    private static readonly Option<string?> Checkpoints = new("--checkpoints")
    {
        Description = "A folder in which the state of the training is kept after every epoch, so that it can be resumed. With a baseline each network has a folder in it.",
    };

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Goes on from the newest checkpoint, to the same weights as if the training had not been interrupted. Other data or settings are refused.",
    };

    private static readonly Option<string?> Log = new("--log") { Description = "A folder for the results of every epoch, as metrics.jsonl and for TensorBoard." };

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Option> All { get; } =
    [
        Epochs, BatchSize, Accumulation, Optimizer, Momentum, LearningRate, Schedule, WeightDecay, GradientClip, Balanced, Mixup, Checkpoints, Resume, Log,
    ];

    /// <summary>Returns the settings for one network.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="run">What tells this training from others of the same command: names its folders.</param>
    public static TrainerOptions Of(ParseResult parsed, string run)
    {
        if (parsed.GetValue(Resume) && parsed.GetValue(Checkpoints) is null)
            throw new ArgumentException("--resume needs the folder that the interrupted training was given by --checkpoints.");
        var momentum = parsed.GetValue(Momentum);
        return new()
        {
            Epochs = parsed.GetValue(SharedOptions.Quick) ? QuickEpochs : parsed.GetValue(Epochs),
            BatchSize = parsed.GetValue(BatchSize),
            Accumulation = parsed.GetValue(Accumulation),
            Optimizer = parsed.GetValue(Optimizer),
            Momentum = momentum,
            Nesterov = momentum > 0,
            LearningRate = parsed.GetValue(LearningRate),
            Schedule = parsed.GetValue(Schedule),
            WeightDecay = parsed.GetValue(WeightDecay),
            GradientClip = parsed.GetValue(GradientClip),
            ClassWeights = parsed.GetValue(Balanced) ? ClassWeighting.Balanced : ClassWeighting.None,
            Mixup = parsed.GetValue(Mixup) ? new() : null,
            PatchesPerClip = 2,
            Seed = parsed.GetValue(SharedOptions.Seed),
            Checkpoints = parsed.GetValue(Checkpoints) is { } folder ? new() { Folder = Path.Combine(folder, run), Resume = parsed.GetValue(Resume) } : null,
            LogFolder = parsed.GetValue(Log) is { } log ? Path.Combine(log, run) : null,
        };
    }
}
