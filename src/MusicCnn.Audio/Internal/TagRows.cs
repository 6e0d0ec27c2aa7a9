namespace MusicCnn.Audio.Internal;

/// <summary>Reads the two forms of tables of tags.</summary>
internal static class TagRows
{
    private static readonly string[] PathTitles = ["mp3_path", "path", "file", "filename"];
    private static readonly string[] Ignored = ["clip_id"];

    /// <summary>Returns the tags and the lines.</summary>
    /// <exception cref="InvalidDataException">The table has neither form, or a line does not fit.</exception>
    public static (IReadOnlyList<string> Tags, IReadOnlyList<TagRow> Rows) Read(string path)
    {
        var lines = DelimitedText.Read(path).ToList();
        if (lines.Count == 0)
            throw new InvalidDataException("It is empty.");
        var titles = lines[0].Values;
        var ofPath = Array.FindIndex(titles, title => PathTitles.Contains(title, StringComparer.OrdinalIgnoreCase));
        var (tags, rows) = titles.Length == 2 && (ofPath < 0 || string.Equals(titles[1 - ofPath], "tags", StringComparison.OrdinalIgnoreCase))
            ? Listed(lines.Skip(ofPath < 0 ? 0 : 1), Math.Max(ofPath, 0))
            : Columns(titles, ofPath, lines.Skip(1));
        if (rows.CountBy(row => row.Path, StringComparer.Ordinal).FirstOrDefault(same => same.Value > 1) is { Key: { } twice })
            throw new InvalidDataException($"The file '{twice}' is in two lines.");
        return (tags, rows);
    }

    private static (IReadOnlyList<string> Tags, IReadOnlyList<TagRow> Rows) Columns(string[] titles, int ofPath, IEnumerable<(int Line, string[] Values)> lines)
    {
        if (ofPath < 0)
            throw new InvalidDataException($"Its first line must have a column {string.Join(", ", PathTitles)} and one for each tag, or it must have two columns, path and tags, but has {titles.Length}: {string.Join(", ", titles.Take(5))}…");
        int[] ofTags = [.. Enumerable.Range(0, titles.Length).Where(column => column != ofPath && !Ignored.Contains(titles[column], StringComparer.OrdinalIgnoreCase))];
        if (ofTags.CountBy(column => titles[column], StringComparer.Ordinal).FirstOrDefault(same => same.Value > 1) is { Key: { } twice })
            throw new InvalidDataException($"Two columns are called '{twice}'.");
        return ([.. ofTags.Select(column => titles[column])], [.. lines.Select(Row)]);

        TagRow Row((int Line, string[] Values) line)
        {
            if (line.Values.Length != titles.Length)
                throw new InvalidDataException($"Line {line.Line} has {line.Values.Length} columns instead of {titles.Length}.");
            if (ofTags.Cast<int?>().FirstOrDefault(column => line.Values[column!.Value] is not ("0" or "1")) is { } wrong)
                throw new InvalidDataException($"Line {line.Line} has '{line.Values[wrong]}' for '{titles[wrong]}', which must be 0 or 1.");
            return new(Required(line.Values[ofPath], line.Line), [.. ofTags.Index().Where(tag => line.Values[tag.Item] == "1").Select(tag => tag.Index)]);
        }
    }

    private static (IReadOnlyList<string> Tags, IReadOnlyList<TagRow> Rows) Listed(IEnumerable<(int Line, string[] Values)> lines, int ofPath)
    {
        var rows = new List<(string Path, string[] Tags)>();
        foreach (var (line, values) in lines)
        {
            if (values.Length != 2)
                throw new InvalidDataException($"Line {line} has {values.Length} columns instead of a path and tags between semicolons.");
            rows.Add((Required(values[ofPath], line), [.. values[1 - ofPath].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)]));
        }

        string[] tags = [.. rows.SelectMany(row => row.Tags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return (tags, [.. rows.Select(row => new TagRow(row.Path, [.. row.Tags.Select(tag => Array.BinarySearch(tags, tag, StringComparer.Ordinal)).Order()]))]);
    }

    private static string Required(string path, int line) => path.Length > 0 ? path : throw new InvalidDataException($"Line {line} has no path.");
}
