using System.CommandLine;
using MusicCnn.Models;
using MusicCnn.Training;
using MusicCnn.Weights;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The command that trains a classifier on a part of the recordings and tests it on the rest.</summary>
internal static class TrainCommand
{
    private static readonly Option<string> FrontEnd = new Option<string>("--frontend")
    {
        Description = "The spectrogram that the network sees.",
        DefaultValueFactory = _ => "mel",
    }.AcceptOnlyFromAmong(FrontEnds.Names);

    private static readonly Option<string> Architecture = new Option<string>("--architecture")
    {
        Description = "The shapes of the filters in the first layer.",
        DefaultValueFactory = _ => "mixed",
    }.AcceptOnlyFromAmong(Architectures.Names);

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The file to save the classifier to.",
        DefaultValueFactory = _ => "model.safetensors",
    };

    private static readonly Option<int?> Folds = new("--folds")
    {
        Description = "Tests every recording once, by as many trainings as folds, each without the recordings it is tested with. No classifier is saved.",
    };

    private static readonly Option<string?> Config = new("--config")
    {
        Description = "A JSON file with any of these options, such as {\"epochs\": 20, \"mixup\": true}; the command line goes first.",
    };

    private static readonly Option<bool> NoBaseline = new("--no-baseline")
    {
        Description = "Do not train a first layer of frequency filters for comparison.",
    };

    public static Command Create()
    {
        var command = new Command("train", "Trains a classifier on a folder of recordings, one sub-folder a class, and tests it on a quarter of them, held out.")
        {
            SharedOptions.Data, FrontEnd, Architecture, Out, SharedOptions.Seed, Folds, NoBaseline, SharedOptions.Quick, SharedOptions.Cache, Config,
        };
        foreach (var option in TrainingSettings.All)
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var (seed, quick) = (parsed.GetValue(SharedOptions.Seed), parsed.GetValue(SharedOptions.Quick));
        var folds = parsed.GetValue(Folds);
        var architecture = parsed.GetRequiredValue(Architecture);

        // What contradicts itself should not wait for the images, nor must minutes of training end at a folder that is not there.
        _ = TrainingSettings.Of(parsed, architecture);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(parsed.GetRequiredValue(Out)))!);

        // 1. The recordings, and which of them are kept for the test.
        var recordings = Recordings.Open(parsed.GetValue(SharedOptions.Data), parsed.GetRequiredValue(SharedOptions.Cache), quick, cancellationToken);
        var split = Recordings.Split(recordings, seed);

        // 2. Their images, once for all networks.
        using var model = Create(architecture);
        using var clips = ProgressDisplay.Run("Computing images", progress =>
            PreparedClips.Prepare(model, recordings, progress: progress, cancellationToken: cancellationToken));

        // 3. The network, and the one that it is compared with.
        string[] names = architecture == Architectures.Baseline || parsed.GetValue(NoBaseline) ? [architecture] : [architecture, Architectures.Baseline];
        if (folds is { } count)
        {
            var validated = new CrossValidated(CrossValidation.ByClip(recordings, count, seed), clips);
            foreach (var name in names)
                validated.Run(name, () => Create(name), run => TrainingSettings.Of(parsed, run), cancellationToken);
            validated.Write();
            return 0;
        }

        var report = new Report(split.Test.Count);
        var evaluation = Train(architecture, model);
        ModelFile.Save(parsed.GetRequiredValue(Out), model);
        foreach (var name in names.Skip(1))
        {
            using var baseline = Create(name);
            Train(name, baseline);
        }

        // 4. What came of it.
        report.Write(evaluation, watch.Elapsed);
        var unheard = split.Test[Math.Abs(seed % split.Test.Count)];
        Console.WriteLine($"A recording that it never heard, {recordings.Name(unheard)}: {model.Predict(recordings.Load(unheard))}");
        Console.WriteLine($"Saved to {parsed.GetRequiredValue(Out)}");
        return 0;

        AudioClassifier Create(string name) => Architectures.Create(name, FrontEnds.Create(parsed.GetRequiredValue(FrontEnd)), recordings.Labels, seed);

        Evaluation Train(string name, AudioClassifier classifier)
        {
            var result = ProgressDisplay.Run($"Training {name}", progress =>
                new Trainer(TrainingSettings.Of(parsed, name)).Fit(classifier, clips, split.Train, progress: progress, cancellationToken: cancellationToken));
            var evaluation = Evaluator.Evaluate(classifier, clips, split.Test, cancellationToken: cancellationToken);
            report.Add(name, classifier, evaluation, result.Duration);
            return evaluation;
        }
    }
}
