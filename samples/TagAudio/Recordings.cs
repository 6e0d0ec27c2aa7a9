using MusicCnn.Audio;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Finds the recordings that folders and patterns stand for.</summary>
internal static class Recordings
{
    /// <summary>Returns the files in the order of the command line, those of a folder or pattern by name.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> arguments)
    {
        string[] files = [.. arguments.SelectMany(Find)];
        return files.Length > 0 ? files : throw new FileNotFoundException(
            arguments.Count == 0 ? "No recording was given. See --help." : $"There is no recording in {string.Join(", ", arguments)}; they end in {string.Join(", ", AudioFolder.Extensions)}.");
    }

    private static IEnumerable<string> Find(string argument)
    {
        if (Directory.Exists(argument))
            return Directory.EnumerateFiles(argument, "*", SearchOption.AllDirectories).Where(IsAudio).Order(StringComparer.Ordinal);

        // A file that is not there stays in the list, so that its error is told.
        var pattern = Path.GetFileName(argument);
        var folder = Path.GetDirectoryName(argument) is { Length: > 0 } named ? named : ".";
        return File.Exists(argument) || !pattern.AsSpan().ContainsAny('*', '?') || !Directory.Exists(folder)
            ? [argument]
            : Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal);
    }

    private static bool IsAudio(string path) => AudioFolder.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
