using System.Globalization;
using MusicCnn.Training;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>The table as text: Markdown, aligned so that it reads on a terminal, too, or CSV.</summary>
internal static class ComparisonTable
{
    private static readonly (string Name, bool IsNumber)[] Columns =
    [
        ("task", false), ("architecture", false), ("front-end", false), ("first layer", false), ("parameters", true), ("multiply-adds/s", true), ("accuracy", false), ("chance", true), ("epochs", true), ("training", true), ("real-time factor", true),
    ];

    /// <summary>Returns a line for each task and system; rows of several seeds are one line, over all their folds.</summary>
    public static IEnumerable<string> Markdown(IReadOnlyList<Row> rows)
    {
        string[][] cells = [[.. Columns.Select(column => column.Name)], .. Groups(rows).Select(Cells)];
        var widths = Columns.Select((_, column) => cells.Max(line => line[column].Length)).ToArray();
        yield return Line(cells[0], widths);
        yield return $"| {string.Join(" | ", Columns.Select((column, i) => column.IsNumber ? new string('-', widths[i] - 1) + ":" : new string('-', widths[i])))} |";
        foreach (var line in cells.Skip(1))
            yield return Line(line, widths);
    }

    /// <summary>Returns a line for each fold, with all digits.</summary>
    public static IEnumerable<string> Csv(IReadOnlyList<Row> rows)
    {
        yield return "task,architecture,front_end,seed,fold,first_layer,parameters,multiply_adds_per_second,accuracy,chance,epochs,training_seconds,real_time_factor";
        foreach (var row in rows)
        {
            foreach (var fold in row.Folds)
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{row.Task},{row.Architecture},{row.FrontEnd},{row.Seed},{fold.Fold},\"{row.FirstLayer}\",{row.Parameters},{row.MultiplyAdds:R},{fold.Accuracy:R},{fold.Chance:R},{row.Epochs},{fold.TrainingSeconds:R},{fold.RealTimeFactor:R}");
        }
    }

    private static IEnumerable<Row[]> Groups(IReadOnlyList<Row> rows) =>
        rows.Where(row => row.Folds.Count > 0).GroupBy(row => (row.Task, row.Architecture, row.FrontEnd)).Select(group => group.ToArray());

    private static string[] Cells(Row[] seeds)
    {
        var row = seeds[0];
        var folds = seeds.SelectMany(seed => seed.Folds).ToArray();
        return
        [
            row.Task, row.Architecture, row.FrontEnd, row.FirstLayer, Text($"{row.Parameters:N0}"), Text($"{row.MultiplyAdds / 1e6:#,0.0} M"),
            MeanAndDeviation.Of(folds.Select(fold => fold.Accuracy)).ToString(), Text($"{folds.Average(fold => fold.Chance):0.000}"), row.Epochs == 0 ? "-" : Text($"{row.Epochs}"),
            Text($"{folds.Average(fold => fold.TrainingSeconds):0.0} s"), Text($"{folds.Average(fold => fold.RealTimeFactor):0.0000}"),
        ];
    }

    private static string Line(string[] cells, int[] widths) =>
        $"| {string.Join(" | ", cells.Select((cell, i) => Columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])))} |";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
