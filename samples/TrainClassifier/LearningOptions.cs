using System.CommandLine;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options of the command line that say how gradients change the weights, and how often.</summary>
internal static class LearningOptions
{
    private const int QuickEpochs = 2;

    public static Option<int> Epochs { get; } = CommandOption.Of("--epochs", 40, "How often the training recordings are gone through.").AtLeast(1);

    public static Option<double> Momentum { get; } = CommandOption.Of("--momentum", 0.0, "The momentum of sgd, Nesterov's; 0 is none.");

    public static Option<OptimizerKind> Optimizer { get; } = CommandOption.Of("--optimizer", OptimizerKind.AdamW, "How gradients change the weights.");

    private static readonly Option<int> BatchSize = CommandOption.Of("--batch", 16, "The largest number of patches in a batch.").AtLeast(1);

    private static readonly Option<int> Accumulation = CommandOption.Of("--accumulate", 1, "How many batches are gone through for one change of the weights.").AtLeast(1);

    private static readonly Option<double> LearningRate = CommandOption.Of("--learning-rate", 0.003, "The learning rate, at its highest.");

    private static readonly Option<double> WeightDecay = CommandOption.Of("--weight-decay", 0.01, "The weight decay.");

    private static readonly Option<double?> GradientClip = CommandOption.Number<double>("--clip-gradient", "The largest norm of the gradient.");

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Option> All => [Epochs, BatchSize, Accumulation, Optimizer, Momentum, LearningRate, WeightDecay, GradientClip];

    /// <summary>Returns settings with what was given, or with all of it where nothing else sets it.</summary>
    public static TrainerOptions Apply(TrainerOptions settings, Given given)
    {
        var optimizer = given.Value(Optimizer, settings.Optimizer);
        settings = settings with
        {
            Epochs = given.Parsed.GetValue(DataOptions.Quick) && !given.Parsed.IsGiven(Epochs) ? QuickEpochs : given.Value(Epochs, settings.Epochs),
            BatchSize = given.Value(BatchSize, settings.BatchSize),
            Accumulation = given.Value(Accumulation, settings.Accumulation),
            Optimizer = optimizer,
            // A protocol's momentum goes with its optimizer.
            Momentum = given.Value(Momentum, optimizer == settings.Optimizer ? settings.Momentum : 0),
            LearningRate = given.Value(LearningRate, settings.LearningRate),
            WeightDecay = given.Value(WeightDecay, settings.WeightDecay),
            GradientClip = given.Value(GradientClip, settings.GradientClip),
        };
        return settings with { Nesterov = settings.Momentum > 0 };
    }
}
