namespace MusicCnn.Weights;

/// <summary>Writes files that appear whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>The ending of files that are not complete yet; one that is left tells of a process that was killed.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Writes beside the target under another name, then takes the target's name in one step.</summary>
    /// <param name="path">The target.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="toDisk">Whether the content is on the disk before it has the name, so that a power failure does not leave the name without it.</param>
    public static void Write(string path, Action<Stream> write, bool toDisk = true)
    {
        var target = Path.GetFullPath(path);
        var temporary = $"{target}.{Path.GetRandomFileName()}{TemporarySuffix}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(toDisk);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
