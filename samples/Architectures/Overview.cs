using System.Globalization;
using MusicCnn.Insight;

namespace MusicCnn.Samples.Architectures;

/// <summary>Prints networks in a line each: what their first filters are and see, and what the whole network costs.</summary>
internal static class Overview
{
    private const int ShapesInFull = 3;
    private static readonly string[] Head = ["network", "weights", "multiply-adds/s", "first filters see", "first filters"];

    /// <summary>Returns the lines of networks with their tables, the head first.</summary>
    public static IEnumerable<string> Of(IEnumerable<(string Name, ModelSummary Table)> networks)
    {
        string[][] cells = [Head, .. networks.Select(one => Line(one.Name, one.Table))];
        var widths = Head.Select((_, column) => cells.Max(row => row[column].Length)).ToArray();
        return cells.Select(row => string.Join("  ", row.Select((cell, column) => column is 1 or 2 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>Returns the filters of the first convolution, such as <c>32 of 1×60, 32 of 32×1</c>.</summary>
    public static string FirstFilters(ModelSummary table) => Shapes([.. First(table).Select(Filters)]);

    private static string[] Line(string name, ModelSummary table)
    {
        var first = First(table);
        return
        [
            name,
            table.TrainableWeights.ToString("N0", CultureInfo.InvariantCulture),
            (table.MultiplyAddsPerSecond / 1e6).ToString("#,0.00 M", CultureInfo.InvariantCulture),
            Sees([.. first.Select(row => row.Sees!)]),
            FirstFilters(table),
        ];
    }

    /// <summary>Returns the rows of the first convolution: the groups of a layer of mixed shapes with those of layers beside it, or the one that comes first.</summary>
    private static SummaryRow[] First(ModelSummary table)
    {
        var rows = table.Rows;
        var at = rows.TakeWhile(row => !IsConvolution(row)).Count();
        if (at == rows.Count)
            return [];
        if (!IsGroup(rows[at]))
            return [rows[at]];
        var depth = rows[at].Depth;
        var end = at + rows.Skip(at).TakeWhile(row => row.Depth >= depth).Count();
        return [.. rows.Where((row, i) => i >= at && row.Depth == depth && IsGroup(row) && (i < end || IsOnImage(row, rows[i + 1])))];
    }

    /// <summary>Returns whether the convolution of a group sees of the image what its filters are high and wide, so that nothing comes before it.</summary>
    private static bool IsOnImage(SummaryRow group, SummaryRow convolution) =>
        convolution.Sees is { } sees && group.Kind.Split(' ')[2] == $"{sees.Bins}×{sees.Frames}";

    private static bool IsGroup(SummaryRow row) => row.Kind.Contains(" of ", StringComparison.Ordinal);

    private static bool IsConvolution(SummaryRow row) => row.Sees is not null && (IsGroup(row) || row.Kind.StartsWith("Conv", StringComparison.Ordinal) && row.Kind.Contains(' '));

    private static string Filters(SummaryRow row) => IsGroup(row) ? row.Kind : $"{row.OutputShape![1]} of {row.Kind.Split(' ')[1]}";

    private static string Shapes(string[] filters) => filters.Length > ShapesInFull
        ? $"{filters.Length} shapes, {filters[0]} to {filters[^1]}"
        : string.Join(", ", filters);

    private static string Sees(Sight[] sights)
    {
        if (sights.Length == 0)
            return string.Empty;
        var times = Range(sights.Min(one => one.Seconds), sights.Max(one => one.Seconds));
        var beats = sights[0].Beats is null ? string.Empty : $", {Range(sights.Min(one => one.Beats!.Value), sights.Max(one => one.Beats!.Value))} beats";
        var octaves = sights[0].Octaves is null ? string.Empty : $", {Range(sights.Min(one => one.Octaves!.Value), sights.Max(one => one.Octaves!.Value))} octaves";
        var bins = Range(sights.Min(one => one.Bins), sights.Max(one => one.Bins), "0");
        var milliseconds = Range(1000 * sights.Min(one => one.Seconds), 1000 * sights.Max(one => one.Seconds));
        return $"{(sights.Max(one => one.Seconds) < 0.01 ? $"{milliseconds} ms" : $"{times} s")}{beats}, {bins} {(bins == "1" ? "bin" : "bins")}{octaves}";
    }

    private static string Range(double least, double most, string format = "0.00")
    {
        var (low, high) = (least.ToString(format, CultureInfo.InvariantCulture), most.ToString(format, CultureInfo.InvariantCulture));
        return low == high ? low : $"{low}-{high}";
    }
}
