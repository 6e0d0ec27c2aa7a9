using System.CommandLine;
using MusicCnn.Models;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The option of the command line that takes all of a training from a paper, and what follows from it.</summary>
internal static class ProtocolOptions
{
    public static Option<string?> Protocol { get; } = new Option<string?>("--protocol")
    {
        Description = $"Trains and tests as a paper did: {string.Join(", ", TrainingProtocols.All.Select(one => one.Name))}. It sets what is not given of training, validation, folds, vote and seed; --folds 1 tests once and saves the classifier. [default: none]",
        HelpName = "name",
    }.AcceptOnlyFromAmong([.. TrainingProtocols.All.Select(one => one.Name)]);

    /// <summary>Returns the protocol, or null, and refuses one that does not fit what recordings have.</summary>
    public static TrainingProtocol? Of(ParseResult parsed, ClassOutput output)
    {
        var protocol = parsed.GetValue(Protocol) is { } name ? TrainingProtocols.Named(name) : null;
        if (protocol?.Training.BestBy is ValidationFigure.PatchAccuracy or ValidationFigure.SongAccuracy && output == ClassOutput.AnyOf)
            throw new ArgumentException($"--protocol {protocol!.Name} chooses the epoch of the highest accuracy, but recordings with tags are not right or wrong. Take {TrainingProtocols.Eusipco2017Tagging.Name} or {TrainingProtocols.Musicnn.Name}.");
        return protocol;
    }

    /// <summary>Returns the number of folds, or null for one test with a part of the recordings.</summary>
    public static int? Folds(ParseResult parsed, TrainingProtocol? protocol)
    {
        var folds = parsed.GetValue(TaskOptions.Folds) ?? (protocol?.Division == ProtocolDivision.FoldsBySong ? protocol.Folds : null);
        return folds == 1 ? null : folds;
    }

    public static int Seed(ParseResult parsed, TrainingProtocol? protocol) =>
        protocol is null || parsed.IsGiven(SharedOptions.Seed) ? parsed.GetValue(SharedOptions.Seed) : protocol.Training.Seed;

    public static VoteRule Vote(ParseResult parsed, TrainingProtocol? protocol) =>
        protocol is null || parsed.IsGiven(SharedOptions.Vote) ? SharedOptions.Rule(parsed) : protocol.Vote;

    /// <summary>Returns the share of recordings to validate with.</summary>
    public static double Validation(ParseResult parsed, TrainingProtocol? protocol) =>
        new Given(parsed, protocol is not null).Value(ScheduleOptions.Validation, protocol?.ValidationShare ?? 0);
}
