using MusicCnn.Audio.Tagging;
using Spectre.Console;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Shows a bar over the files on a terminal; nothing elsewhere. It goes to the error stream, so that results can be redirected.</summary>
internal static class ProgressDisplay
{
    /// <summary>Gets a value that indicates whether there is a bar, during which nothing else may be printed.</summary>
    public static bool HasBar => !Console.IsErrorRedirected && !Console.IsOutputRedirected;

    public static async Task RunAsync(Func<IProgress<TaggingProgress>?, Task> work)
    {
        if (!HasBar)
        {
            await work(null);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bar(context.AddTask("Tagging"))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<TaggingProgress>
    {
        public void Report(TaggingProgress value)
        {
            // A file counts by how far it is; one whose header does not tell its length counts when it is done.
            var within = value.Duration is { Ticks: > 0 } duration ? Math.Min(0.99, value.Position / duration) : 0;
            task.MaxValue = value.FileCount ?? 1;
            task.Value = Math.Max(task.Value, value.FilesDone + (value.FilesDone < value.FileCount ? within : 0));
            task.Description = Markup.Escape($"{Path.GetFileName(value.Path)} ({value.FilesDone} of {value.FileCount})");
        }
    }
}
