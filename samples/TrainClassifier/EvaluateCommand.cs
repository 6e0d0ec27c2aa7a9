using System.CommandLine;
using MusicCnn.Models;
using MusicCnn.Weights;
using TorchSharp;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The command that tests a saved classifier.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "The file of the classifier." };

    private static readonly Option<bool> All = CommandOption.Flag("--all", "Tests on all recordings, not only on those that training with the same seed held out.");

    public static Command Create()
    {
        var command = new Command("evaluate", "Tests a saved classifier on the recordings that were held out when it was trained; a tagger with --table. Give the same --seed and --skip-unreadable.") { Model, All };
        foreach (var option in (Option[])[.. DataOptions.All, .. FeatureOptions.All, SharedOptions.Vote, SharedOptions.Seed, SharedOptions.Threads, SharedOptions.Device])
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        SharedOptions.UseThreads(parsed);
        FeatureOptions.Check(parsed);
        var device = ComputeDevice.Of(parsed.GetRequiredValue(SharedOptions.Device));
        var path = parsed.GetRequiredValue(Model);
        using var model = ModelFile.Load(path);
        var (tags, table) = (model.Options.Output == ClassOutput.AnyOf, parsed.GetValue(DataOptions.Table) is not null);
        if (tags && !table)
            throw new ArgumentException($"'{path}' finds tags. Name a table of recordings and their tags by --table.");
        if (!tags && table)
            throw new ArgumentException($"'{path}' tells classes apart, but --table has tags. Name a folder of classes by --data instead.");
        model.to(device);

        var recordings = Recordings.Open(parsed, most: null, tags ? model.Labels : null, cancellationToken).Source;
        var clips = parsed.GetValue(All) ? null : Division.Of(recordings, folds: null, validation: 0, parsed.GetValue(SharedOptions.Seed))[0].Test;
        using var prepared = FeatureOptions.Prepare(parsed, model, recordings, clips, cancellationToken);
        var outcome = Outcome.Of("saved", model, prepared, prepared.Clips, SharedOptions.Rule(parsed), training: null, cancellationToken);
        Report.Write([outcome], prepared.Clips.Count, watch.Elapsed);
        return 0;
    }
}
