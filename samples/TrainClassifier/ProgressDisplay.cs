using System.Globalization;
using MusicCnn.Training;
using Spectre.Console;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Shows progress: a bar on a terminal, a line every quarter elsewhere.</summary>
internal static class ProgressDisplay
{
    private static readonly Lock Gate = new();

    public static void Run(string title, Action<IProgress<TrainingProgress>> work) => Run(title, progress =>
    {
        work(progress);
        return true;
    });

    public static T Run<T>(string title, Func<IProgress<TrainingProgress>, T> work)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
            return work(new Lines(title));
        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Bar(context.AddTask(title), title)));
    }

    private static string Describe(string title, TrainingProgress value) => value.Loss is { } loss
        ? string.Create(CultureInfo.InvariantCulture, $"{title}, epoch {value.Epoch}: loss {loss:0.00}, accuracy {value.Accuracy:0.00}")
        : title;

    private sealed class Bar(ProgressTask task, string title) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            lock (Gate)
            {
                task.MaxValue = value.Total;
                task.Value = Math.Max(task.Value, value.Done);
                task.Description = Markup.Escape(Describe(title, value));
            }
        }
    }

    private sealed class Lines(string title) : IProgress<TrainingProgress>
    {
        private int _quarters;

        public void Report(TrainingProgress value)
        {
            lock (Gate)
            {
                var quarters = 4 * value.Done / value.Total;
                if (quarters <= _quarters)
                    return;
                _quarters = quarters;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Describe(title, value)} ({25 * quarters} %)"));
            }
        }
    }
}
