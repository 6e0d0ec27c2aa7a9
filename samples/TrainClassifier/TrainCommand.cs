using System.CommandLine;
using MusicCnn.Models;
using MusicCnn.Training;
using MusicCnn.Weights;
using TorchSharp;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The command that trains a classifier on a part of the recordings and tests it on the rest.</summary>
internal static class TrainCommand
{
    private static readonly Option<string?> Config = CommandOption.Text(
        "--config", "A JSON file with any of these options, such as {\"epochs\": 20, \"mixup\": true}; the command line goes first.");

    public static Command Create()
    {
        var command = new Command("train", "Trains a classifier on a folder of recordings, one sub-folder a class, or a tagger on a table of recordings, and tests it on a quarter of them, held out.");
        foreach (var option in (Option[])
            [
                .. DataOptions.All, .. TaskOptions.All, .. ModelOptions.All, .. TrainingSettings.All, .. FeatureOptions.All,
                SharedOptions.Vote, SharedOptions.Seed, SharedOptions.Threads, SharedOptions.Device, Config,
            ])
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), cancellationToken));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        SharedOptions.UseThreads(parsed);

        // What contradicts itself should not wait for the images, nor must minutes of training end at a folder that is not there.
        var output = TaskOptions.Output(parsed);
        var protocol = ProtocolOptions.Of(parsed, output);
        var seed = ProtocolOptions.Seed(parsed, protocol);
        var (folding, validation) = (ProtocolOptions.Folds(parsed, protocol), ProtocolOptions.Validation(parsed, protocol));
        var networks = ModelOptions.Networks(parsed);
        using var blueprint = new Blueprint(parsed, networks, output, seed);
        using var augmentation = ExampleOptions.Layer(parsed, blueprint, seed);
        RunOptions.Check(parsed);
        FeatureOptions.Check(parsed);
        var settings = TrainingSettings.Of(parsed, protocol, networks[0].Name, augmentation);
        ScheduleOptions.CheckFigure(settings, parsed, output);
        // Only a table may turn out to bring recordings to validate with.
        ScheduleOptions.CheckValidation(settings, parsed, output == ClassOutput.AnyOf || validation > 0);
        var place = parsed.GetRequiredValue(ModelOptions.Out);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(place))!);

        // 1. The recordings, and which of them are kept for the test.
        var recordings = Recordings.Open(parsed, parsed.GetValue(TaskOptions.Tags), tags: null, cancellationToken).Source;
        if (folding is null)
            ScheduleOptions.CheckShare(parsed, Division.HasFolders(recordings));
        var folds = Division.Of(recordings, folding, validation, seed);
        ScheduleOptions.CheckValidation(settings, parsed, folds.All(fold => fold.Validation.Count > 0));

        // 2. Their images, once for all networks.
        using var model = blueprint.Create(networks[0], recordings.Labels);
        using var clips = FeatureOptions.Prepare(parsed, model, recordings, clips: null, cancellationToken);

        // 3. The network, and the one that it is compared with.
        if (folding is not null)
        {
            var validated = new CrossValidated(folds);
            foreach (var network in networks)
            {
                validated.Run(network.Name, (run, fold, title) =>
                {
                    using var classifier = blueprint.Create(network, recordings.Labels);
                    return Trial(network.Name, classifier, run, fold, title);
                });
            }

            validated.Write();
            return 0;
        }

        var outcomes = new List<Outcome> { Trial(networks[0].Name, model, networks[0].Name, folds[0], $"Training {networks[0].Name}") };
        ModelFile.Save(place, model.to(DeviceType.CPU), notes: HeldOut.Of(seed, recordings, folds[0].Test).Notes);
        foreach (var network in networks.Skip(1))
        {
            using var baseline = blueprint.Create(network, recordings.Labels);
            outcomes.Add(Trial(network.Name, baseline, network.Name, folds[0], $"Training {network.Name}"));
        }

        // 4. What came of it.
        Report.Write(outcomes, $"{folds[0].Test.Count} recordings that were held out", watch.Elapsed);
        var unheard = folds[0].Test[Math.Abs(seed % folds[0].Test.Count)];
        Console.WriteLine($"A recording that it never heard, {recordings.Name(unheard)}: {model.Predict(recordings.Load(unheard))}");
        Console.WriteLine($"Saved to {place}");
        return 0;

        Outcome Trial(string name, AudioClassifier classifier, string run, Fold fold, string title)
        {
            var trainer = new Trainer(TrainingSettings.Of(parsed, protocol, run, augmentation));
            var result = ProgressDisplay.Run(title, progress =>
                trainer.Fit(classifier, clips, fold.Train, fold.Validation.Count == 0 ? null : fold.Validation, progress, cancellationToken));
            return Outcome.Of(name, classifier, clips, fold.Test, ProtocolOptions.Vote(parsed, protocol), result.Duration, cancellationToken);
        }
    }
}
