using System.Text.Json;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Keeps rows in a folder, a file each, so that a comparison that was ended goes on where it was.</summary>
/// <param name="path">The folder.</param>
/// <param name="replace">Whether rows of other settings are computed again; otherwise they are refused.</param>
internal sealed class RowFolder(string path, bool replace)
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Returns a row as far as it was computed, or as it was given.</summary>
    /// <exception cref="InvalidDataException">It was computed with other settings, or its file cannot be read.</exception>
    public Row Find(Row row)
    {
        if (!File.Exists(FileOf(row)))
            return row;
        var found = Read(FileOf(row));
        if (Difference(row.Settings, found.Settings) is not { } difference)
            return found;
        return replace ? row : throw new InvalidDataException(
            $"The row of {row} in '{path}' was computed with other settings: {difference}. Take another --folder, the same settings, or --replace to compute it again.");
    }

    /// <summary>Claims a row for this process.</summary>
    /// <returns>What ends the claim, as the end of the process does, too; or null where another process has it.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public IDisposable? Claim(Row row)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new FileStream(Path.ChangeExtension(FileOf(row), ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && IsInUse(e))
        {
            return null;
        }
    }

    /// <summary>Writes a row; a reader sees the old file or the new one, never a part.</summary>
    public void Save(Row row)
    {
        Directory.CreateDirectory(path);
        var file = FileOf(row);
        var unfinished = $"{file}.{Guid.NewGuid():N}.part";
        using (var stream = new FileStream(unfinished, FileMode.CreateNew))
        {
            JsonSerializer.Serialize(stream, row, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>Returns whether a file could not be opened because another process has it: a full disk says otherwise.</summary>
    private static bool IsInUse(IOException e) => e.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockOnMac;

    private string FileOf(Row row) => Path.Combine(path, FormattableString.Invariant($"{row.Task}.{row.Architecture}.{row.FrontEnd}.seed-{row.Seed}.json"));

    private static Row Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Row>(File.ReadAllBytes(file), Json) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{file}' is no row of a comparison: {e.Message} Delete it to compute the row again.", e);
        }
    }

    private static string? Difference(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> found) => wanted.Keys.Union(found.Keys)
        .Where(name => wanted.GetValueOrDefault(name) != found.GetValueOrDefault(name))
        .Select(name => $"{name} was {found.GetValueOrDefault(name) ?? "not known"} and is {wanted.GetValueOrDefault(name) ?? "not known"}")
        .FirstOrDefault();
}
