using System.CommandLine;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The options of the command line that say what a training writes while it runs.</summary>
internal static class RunOptions
{
    private static readonly Option<string?> Checkpoints = CommandOption.Text(
        "--checkpoints", "A folder in which the state of the training is kept after every epoch, so that it can be resumed. With a baseline or folds each training has a folder in it.");

    private static readonly Option<bool> Resume = CommandOption.Flag(
        "--resume", "Goes on from the newest checkpoint, to the same weights as if the training had not been interrupted. Other data or settings are refused.");

    private static readonly Option<string?> Log = CommandOption.Text("--log", "A folder for the results of every epoch, as metrics.jsonl and for TensorBoard.");

    /// <summary>Gets all of them.</summary>
    public static IEnumerable<Option> All => [Checkpoints, Resume, Log];

    public static void Check(ParseResult parsed)
    {
        if (parsed.GetValue(Resume) && parsed.GetValue(Checkpoints) is null)
            throw new ArgumentException("--resume needs the folder that the interrupted training was given by --checkpoints.");
    }

    /// <summary>Returns settings with the folders of one training.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="run">What tells this training from others of the same command: names its folders.</param>
    public static TrainerOptions Apply(TrainerOptions settings, ParseResult parsed, string run) => settings with
    {
        Checkpoints = parsed.GetValue(Checkpoints) is { } folder ? new() { Folder = Path.Combine(folder, run), Resume = parsed.GetValue(Resume) } : null,
        LogFolder = parsed.GetValue(Log) is { } log ? Path.Combine(log, run) : null,
    };
}
