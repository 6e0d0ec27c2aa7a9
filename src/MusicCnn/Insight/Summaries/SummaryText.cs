using System.Globalization;
using System.Text;
using MusicCnn.Internal;

namespace MusicCnn.Insight.Summaries;

/// <summary>Writes a <see cref="ModelSummary"/> as a table for a font of one width.</summary>
internal static class SummaryText
{
    private const string Gap = "  ";

    public static string Of(ModelSummary summary)
    {
        string[] head = ["layer", "output", "weights", "not trained", "multiply-adds/s", "sees time", "sees frequency"];
        // A name goes on from that of the row that it is part of.
        var path = new List<string>();
        string[][] cells = [head, .. summary.Rows.Select(row =>
        {
            var parent = path.Take(row.Depth).LastOrDefault(name => name.Length > 0 && row.Name.StartsWith($"{name}.", StringComparison.Ordinal));
            path = [.. path.Take(row.Depth), row.Name];
            return Cells(row, parent is null ? row.Name : row.Name[(parent.Length + 1)..]);
        })];
        var widths = head.Select((_, column) => cells.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"image {ShapeGuard.Print(summary.ImageShape.ToArray())} of {summary.Seconds:0.00} s");
        foreach (var row in cells)
            text.AppendLine(string.Join(Gap, row.Select((cell, column) => column is >= 2 and <= 4 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        return text.ToString().TrimEnd();
    }

    private static string[] Cells(SummaryRow row, string name) =>
    [
        $"{new string(' ', 2 * row.Depth)}{(name.Length == 0 ? string.Empty : $"{name}: ")}{row.Kind}",
        row.OutputShape is { } shape ? ShapeGuard.Print(shape.ToArray()) : "not called",
        Count(row.TrainableWeights),
        Count(row.OtherWeights),
        row.OutputShape is null ? string.Empty : row.MultiplyAddsPerSecond is { } cost ? Rounded(cost) : "?",
        row.Sees is { } time ? Time(time) : string.Empty,
        row.Sees is { } frequency ? Frequency(frequency) : string.Empty,
    ];

    private static string Count(long count) => count == 0 ? "-" : count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Rounded(double cost) => cost switch
    {
        0 => "-",
        >= 1e9 => FormattableString.Invariant($"{cost / 1e9:0.00} G"),
        >= 1e6 => FormattableString.Invariant($"{cost / 1e6:0.00} M"),
        >= 1e3 => FormattableString.Invariant($"{cost / 1e3:0.00} k"),
        _ => FormattableString.Invariant($"{cost:0.00}"),
    };

    private static string Time(Sight sight)
    {
        var beats = sight.Beats is { } number ? FormattableString.Invariant($", {number:0.##} beats") : string.Empty;
        // A few samples of a waveform are microseconds.
        var time = sight.Seconds < 0.01 ? FormattableString.Invariant($"{1000 * sight.Seconds:0.00} ms") : FormattableString.Invariant($"{sight.Seconds:0.000} s");
        return FormattableString.Invariant($"{time}{beats} ({(sight.AllFrames ? "all" : sight.Frames)})");
    }

    private static string Frequency(Sight sight)
    {
        var bins = FormattableString.Invariant($"({(sight.AllBins ? "all" : sight.Bins)})");
        if (sight.Octaves is { } octaves)
            return FormattableString.Invariant($"{octaves:0.##} octaves {bins}");
        if (sight is not { NarrowestHertz: { } narrow, WidestHertz: { } wide })
            return sight is { AllBins: true, Bins: 1 } ? "-" : $"{(sight.AllBins ? "all" : sight.Bins)} rows";
        // On a linear axis both are the same but for rounding.
        return wide - narrow < 0.5
            ? FormattableString.Invariant($"{wide:0} Hz {bins}")
            : FormattableString.Invariant($"{narrow:0}-{wide:0} Hz {bins}");
    }
}
