using System.Globalization;
using MusicCnn.Training;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Tells how far the comparison is: a line for each training that is done, and on a terminal how far the one is that is not.</summary>
/// <param name="folder">Where other processes leave what they have computed.</param>
/// <param name="processes">How many work on it.</param>
internal sealed class ComparisonProgress(RowFolder folder, int processes)
{
    private IReadOnlyList<PlannedRow> _rows = [];
    private RemainingTime _remaining = new();

    public void Begin(IReadOnlyList<PlannedRow> rows) => (_rows, _remaining) = (rows, new());

    /// <summary>Tells that a fold of a row has been tested.</summary>
    public void Done(Row row, TimeSpan took)
    {
        _remaining.Note(row, took);
        var rows = _rows.Select(planned => folder.Find(planned.Row)).ToArray();
        var (done, count) = (rows.Sum(one => one.Folds.Count), rows.Sum(one => one.FoldCount));
        var left = _remaining.Left(rows) / processes;
        var about = done == count ? "" : left.TotalMinutes < 1 ? "; less than a minute left" : Text($"; about {left.TotalMinutes:0} min left");
        Show(string.Empty);
        Console.WriteLine(Text($"[{done}/{count}] {row}, fold {row.Folds.Count} of {row.FoldCount}: {row.Folds[^1].Accuracy:0.000} in {took.TotalSeconds:0.0} s{about}"));
    }

    /// <summary>Tells that another process has what is left.</summary>
    public static void Waiting(Row row) => Console.WriteLine($"Waiting for another process, which computes {row}");

    /// <summary>Returns what a training tells its progress.</summary>
    public static IProgress<TrainingProgress>? Of(Row row, Fold fold) => Console.IsErrorRedirected ? null : new Line(row, fold);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a line that the next one overwrites, on a terminal only.</summary>
    private static void Show(string text)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{text,-100}\r");
    }

    private sealed class Line(Row row, Fold fold) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Show(Text($"{row}, fold {fold.Number}: {100 * value.Done / value.Total} %, loss {value.Loss:0.00}"));
    }
}
