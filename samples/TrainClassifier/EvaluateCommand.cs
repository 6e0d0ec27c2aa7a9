using System.CommandLine;
using MusicCnn.Models;
using MusicCnn.Training;
using MusicCnn.Weights;
using TorchSharp;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The command that tests a saved classifier.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "The file of the classifier." };

    private static readonly Option<bool> All = CommandOption.Flag("--all", "Tests on all recordings, such as those of a folder that was not trained on, not only on those that the training held out.");

    private static readonly Option<int?> Seed = new("--seed")
    {
        Description = "The seed that divides the recordings where the file does not say which were held out. [default: that of the training, which the file says; 0 where it does not]",
    };

    public static Command Create()
    {
        var command = new Command("evaluate", "Tests a saved classifier on the recordings that were held out when it was trained; a tagger with --table. Give the same recordings: --data, --table, --quick and --skip-unreadable.") { Model, All };
        foreach (var option in (Option[])[.. DataOptions.All, .. FeatureOptions.All, SharedOptions.Vote, Seed, SharedOptions.Threads, SharedOptions.Device])
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), cancellationToken));
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
        SharedOptions.CheckVote(parsed, model.Options.Output);
        var known = HeldOut.In(path);
        var seed = SeedOf(parsed, known, path);
        model.to(device);

        var recordings = Recordings.Open(parsed, most: null, tags ? model.Labels : null, cancellationToken).Source;
        var clips = seed is { } division ? Tested(recordings, division, known, path) : null;
        using var prepared = FeatureOptions.Prepare(parsed, model, recordings, clips, cancellationToken);
        var outcome = Outcome.Of("saved", model, prepared, prepared.Clips, SharedOptions.Rule(parsed), training: null, cancellationToken);
        Report.Write([outcome], $"{prepared.Clips.Count} recordings{(clips is null ? ", all there are" : " that were held out")}", watch.Elapsed);
        return 0;
    }

    /// <summary>Returns the seed that divides the recordings, or null to test on all of them; refuses one that is not that of the training, whose recordings it would test on.</summary>
    private static int? SeedOf(ParseResult parsed, HeldOut? known, string path)
    {
        var given = parsed.GetValue(Seed);
        if (parsed.GetValue(All))
            return given is null ? null : throw new ArgumentException("--seed divides the recordings, but --all tests on all of them. Leave one out.");
        if (known is null)
        {
            Console.WriteLine($"'{path}' does not say which recordings were held out from it; the seed {given ?? 0} divides them.");
            return given ?? 0;
        }

        return given is null || given == known.Seed
            ? known.Seed
            : throw new ArgumentException($"--seed {given} divides the recordings otherwise than the training of '{path}', so that it would be tested on some that it was trained on. Leave --seed out, which takes that of the training ({known.Seed}), or test on all recordings by --all.");
    }

    /// <summary>Returns the recordings that were held out, and refuses others than those of the training.</summary>
    private static IReadOnlyList<int> Tested(IClips recordings, int seed, HeldOut? known, string path)
    {
        var test = Division.Of(recordings, folds: null, validation: 0, seed)[0].Test;
        if (known is not null && known != HeldOut.Of(seed, recordings, test))
            throw new ArgumentException($"These are not the recordings of the training of '{path}', so that some that are held out now may have been trained on. Give the same --data, --table, --quick and --skip-unreadable, or test on all recordings by --all.");
        return test;
    }
}
