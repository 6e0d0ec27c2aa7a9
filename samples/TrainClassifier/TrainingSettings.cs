using System.CommandLine;
using MusicCnn.Augmentation;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>How a training goes, as the command line says it, and a protocol where one is named.</summary>
internal static class TrainingSettings
{
    /// <summary>Gets the options that say it.</summary>
    public static IEnumerable<Option> All => [ProtocolOptions.Protocol, .. LearningOptions.All, .. ScheduleOptions.All, .. ExampleOptions.All, .. RunOptions.All];

    /// <summary>Returns the settings of one training.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="protocol">The protocol, or null.</param>
    /// <param name="run">What tells this training from others of the same command: names its folders.</param>
    /// <param name="augmentation">What changes training images, or null.</param>
    public static TrainerOptions Of(ParseResult parsed, TrainingProtocol? protocol, string run, AugmentationLayer? augmentation)
    {
        var given = new Given(parsed, protocol is not null);
        var settings = (protocol?.Training ?? new()) with { Seed = ProtocolOptions.Seed(parsed, protocol), Augmentation = augmentation };
        settings = LearningOptions.Apply(settings, given);
        settings = ScheduleOptions.Apply(settings, given);
        settings = ExampleOptions.Apply(settings, given);
        if (settings.Momentum > 0 && settings.Optimizer != OptimizerKind.Sgd)
            throw new ArgumentException($"--momentum is for sgd, but the optimizer is {settings.Optimizer.ToString().ToLowerInvariant()}. Add --optimizer sgd, or leave it out.");
        return RunOptions.Apply(settings, parsed, run);
    }
}
