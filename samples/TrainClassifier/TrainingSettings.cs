using System.CommandLine;
using MusicCnn.Augmentation;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>How a training goes, as the command line says it.</summary>
internal static class TrainingSettings
{
    /// <summary>Gets the options that say it.</summary>
    public static IEnumerable<Option> All => [.. LearningOptions.All, .. ScheduleOptions.All, .. ExampleOptions.All, .. RunOptions.All];

    /// <summary>Returns the settings of one training.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="run">What tells this training from others of the same command: names its folders.</param>
    /// <param name="augmentation">What changes training images, or null.</param>
    public static TrainerOptions Of(ParseResult parsed, string run, AugmentationLayer? augmentation)
    {
        var given = new Given(parsed, Protocol: false);
        var settings = new TrainerOptions { Seed = parsed.GetValue(SharedOptions.Seed), Augmentation = augmentation };
        settings = LearningOptions.Apply(settings, given);
        settings = ScheduleOptions.Apply(settings, given);
        settings = ExampleOptions.Apply(settings, given);
        if (settings.Momentum > 0 && settings.Optimizer != OptimizerKind.Sgd)
            throw new ArgumentException($"--momentum is for sgd, but the optimizer is {settings.Optimizer.ToString().ToLowerInvariant()}. Add --optimizer sgd, or leave it out.");
        return RunOptions.Apply(settings, parsed, run);
    }
}
