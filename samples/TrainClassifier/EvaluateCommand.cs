using System.CommandLine;
using MusicCnn.Training;
using MusicCnn.Weights;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The command that tests a saved classifier.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "The file of the classifier." };

    private static readonly Option<bool> All = new("--all")
    {
        Description = "Test on all recordings, not only on those that training with the same seed held out.",
    };

    public static Command Create()
    {
        var command = new Command("evaluate", "Tests a saved classifier on the recordings that were held out when it was trained.")
        {
            Model, SharedOptions.Data, All, SharedOptions.Seed, SharedOptions.Quick, SharedOptions.Cache,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var model = ModelFile.Load(parsed.GetRequiredValue(Model));
        var recordings = Recordings.Open(
            parsed.GetValue(SharedOptions.Data), parsed.GetRequiredValue(SharedOptions.Cache), parsed.GetValue(SharedOptions.Quick), cancellationToken);
        var clips = parsed.GetValue(All) ? null : Recordings.Split(recordings, parsed.GetValue(SharedOptions.Seed)).Test;
        using var prepared = ProgressDisplay.Run("Computing images", progress =>
            PreparedClips.Prepare(model, recordings, new() { Clips = clips }, progress, cancellationToken));
        var evaluation = Evaluator.Evaluate(model, prepared, prepared.Clips, cancellationToken: cancellationToken);

        var report = new Report(prepared.Clips.Count);
        report.Add("saved", model, evaluation, training: null);
        report.Write(evaluation, watch.Elapsed);
        return 0;
    }
}
