using System.Globalization;
using MusicCnn.Audio.Tagging;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Writes taggrams as one table of comma-separated values (RFC 4180).</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly StreamWriter _writer;

    public CsvTable(string path, IReadOnlyList<string> labels)
    {
        _writer = new StreamWriter(path) { NewLine = "\r\n" };
        Row(["file", "patch", "start_s", "end_s", .. labels]);
    }

    public void Add(string file, Taggram taggram)
    {
        for (var patch = 0; patch < taggram.Patches.Count; patch++)
        {
            var time = taggram.Patches[patch];
            Row([
                file, Number(patch), Number(time.Start.TotalSeconds), Number(time.End.TotalSeconds),
                .. Enumerable.Range(0, taggram.Labels.Count).Select(tag => Number(taggram[patch, tag])),
            ]);
        }

        Row([
            file, "mean", Number(taggram.Patches[0].Start.TotalSeconds), Number(taggram.Patches[^1].End.TotalSeconds),
            .. taggram.Likelihoods.OrderBy(tag => tag.Index).Select(tag => Number(tag.Likelihood)),
        ]);
    }

    public void Dispose() => _writer.Dispose();

    private void Row(IEnumerable<string> cells) => _writer.WriteLine(string.Join(',', cells.Select(Quoted)));

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
