using System.Globalization;
using Spectre.Console;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Prints the closing table: one row for each network, of which the first is the one asked for.</summary>
internal static class Report
{
    /// <summary>Prints it.</summary>
    /// <param name="outcomes">How the networks did.</param>
    /// <param name="tested">Which recordings they were tested on, in words.</param>
    /// <param name="total">How long all took.</param>
    public static void Write(IReadOnlyList<Outcome> outcomes, string tested, TimeSpan total)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        Console.WriteLine();
        if (outcomes[0].Tags is not null)
            TagReport.Write(outcomes, tested, total);
        else
            WriteClasses(outcomes, tested, total);
    }

    /// <summary>Returns a table with the columns that all networks have, around those of what was tested.</summary>
    public static Table Table(IEnumerable<Outcome> outcomes, string[] figures, Func<Outcome, string[]> values)
    {
        var table = new Table().Border(Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded).AddColumn("network").AddColumn("filters (bands × frames)");
        foreach (var title in (string[])["weights", .. figures, "training", "real-time factor"])
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var one in outcomes)
        {
            string[] cells = [one.Name, one.Filters, Text($"{one.Weights}"), .. values(one), one.Training is { } time ? Text($"{time.TotalSeconds:0} s") : "-", Text($"{one.RealTimeFactor:0.0000}")];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void WriteClasses(IReadOnlyList<Outcome> outcomes, string tested, TimeSpan total)
    {
        Console.WriteLine(outcomes[0].Classes!.Songs.ToString());
        Console.WriteLine();
        Console.WriteLine(Text($"Accuracy on {tested}, by vote of their patches, and on the patches themselves:"));
        AnsiConsole.Write(Table(outcomes, ["songs", "patches", "chance"], one =>
            [Text($"{one.Classes!.SongAccuracy:0.000}"), Text($"{one.Classes.PatchAccuracy:0.000}"), Text($"{one.Classes.Chance:0.000}")]));
        var summary = outcomes.Select(one => Text($"{one.Name} {100 * one.Classes!.SongAccuracy:0.0} %"));
        Console.WriteLine(Text($"Songs right: {string.Join(", ", summary)}; chance {100 * outcomes[0].Classes!.Chance:0.0} %. {total.TotalSeconds:0} s in all."));
    }
}
