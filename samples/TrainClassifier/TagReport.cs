using MusicCnn.Training;
using Spectre.Console;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Prints how well tags were found: each tag of the first network, then a row for each network.</summary>
internal static class TagReport
{
    public static void Write(IReadOnlyList<Outcome> outcomes, string tested, TimeSpan total)
    {
        var main = outcomes[0].Tags!.Songs;
        Console.WriteLine($"Tags, as {outcomes[0].Name} finds them:");
        AnsiConsole.Write(Tags(main.Tags));
        Console.WriteLine();
        Console.WriteLine($"Means over tags, on {tested}:");
        AnsiConsole.Write(Report.Table(outcomes, ["ROC-AUC", "PR-AUC", "macro F1", "micro F1"], one =>
            [Figure(one.Tags!.Songs.MacroRocAuc), Figure(one.Tags.Songs.MacroPrAuc), Figure(one.Tags.Songs.MacroF1), Figure(one.Tags.Songs.MicroF1)]));
        if (main.Undefined.Count > 0)
            Console.WriteLine($"Undefined, and not in the means of both areas, since all of these recordings have the tag or none: {string.Join(", ", main.Undefined)}.");
        Console.WriteLine(Report.Text($"ROC-AUC: {string.Join(", ", outcomes.Select(one => $"{one.Name} {Figure(one.Figure)}"))}; chance 0.500. {total.TotalSeconds:0} s in all."));
    }

    private static Table Tags(IEnumerable<TagMetric> tags)
    {
        var table = new Table().Border(Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded).AddColumn("tag");
        foreach (var title in (string[])["recordings with it", "ROC-AUC", "PR-AUC", "precision", "recall", "F1"])
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var tag in tags)
            table.AddRow(Markup.Escape(tag.Label), $"{tag.Positives}", Figure(tag.RocAuc), Figure(tag.PrAuc), Figure(tag.Precision), Figure(tag.Recall), Figure(tag.F1));
        return table;
    }

    private static string Figure(double value) => double.IsNaN(value) ? "undefined" : Report.Text($"{value:0.000}");
}
