using System.Globalization;
using MusicCnn.Models;
using MusicCnn.Training;
using Spectre.Console;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The closing table: one row for each network.</summary>
internal sealed class Report(int songs)
{
    private readonly List<(string Name, Evaluation Evaluation)> _rows = [];

    private readonly Table _table = new Table()
        .Border(Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded)
        .AddColumn("first layer")
        .AddColumn("filters (bands × frames)")
        .AddColumn(new TableColumn("weights").RightAligned())
        .AddColumn(new TableColumn("songs").RightAligned())
        .AddColumn(new TableColumn("patches").RightAligned())
        .AddColumn(new TableColumn("chance").RightAligned())
        .AddColumn(new TableColumn("training").RightAligned())
        .AddColumn(new TableColumn("real-time factor").RightAligned());

    public void Add(string name, AudioClassifier classifier, Evaluation evaluation, TimeSpan? training)
    {
        _rows.Add((name, evaluation));
        _table.AddRow(
            Markup.Escape(name),
            Markup.Escape(classifier.Network is MixedShapeClassifier network ? string.Join(", ", network.FirstLayer.Groups) : "?"),
            Text($"{classifier.parameters().Sum(weight => weight.numel())}"),
            Text($"{evaluation.SongAccuracy:0.000}"),
            Text($"{evaluation.PatchAccuracy:0.000}"),
            Text($"{evaluation.Chance:0.000}"),
            training is { } time ? Text($"{time.TotalSeconds:0} s") : "-",
            Text($"{evaluation.RealTimeFactor:0.0000}"));
    }

    public void Write(Evaluation main, TimeSpan total)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        Console.WriteLine();
        Console.WriteLine(main.Songs.ToString());
        Console.WriteLine();
        Console.WriteLine(Text($"Accuracy on {songs} recordings that were held out, by vote of their patches, and on the patches themselves:"));
        AnsiConsole.Write(_table);
        var summary = _rows.Select(row => Text($"{row.Name} {100 * row.Evaluation.SongAccuracy:0.0} %"));
        Console.WriteLine(Text($"Songs right: {string.Join(", ", summary)}; chance {100 * main.Chance:0.0} %. {total.TotalSeconds:0} s in all."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
