using System.Buffers;
using System.IO.Enumeration;
using System.Security.Cryptography;
using MusicCnn.Weights;

namespace MusicCnn.Audio.Internal;

/// <summary>Keeps the files of a cache within a number of bytes.</summary>
/// <remarks>The time of last use of an entry is the time of its last change: file systems seldom note when a file was read.</remarks>
internal sealed class EntryFolder
{
    private const string Suffix = ".features";

    /// <summary>How much of the limit is made free at once, and written before what other processes wrote is looked at: one over this.</summary>
    private const int Share = 16;

    /// <summary>No process takes so long to write one entry.</summary>
    private static readonly TimeSpan LongAgo = TimeSpan.FromHours(1);

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly long _limit;
    private long _bytes;
    private long _written;
    private long _evicted;

    public EntryFolder(string folder, long limit)
    {
        (_folder, _limit) = (folder, limit);
        Directory.CreateDirectory(folder);
        lock (_gate)
            Tidy(room: 0);
    }

    /// <summary>Gets the number of entries that were removed.</summary>
    public long Evicted => Interlocked.Read(ref _evicted);

    /// <summary>Returns the path of an entry.</summary>
    public string PathOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!IsKey(key))
            throw new ArgumentException($"A key is {2 * SHA256.HashSizeInBytes} hexadecimal digits in lower case, but this is '{key}'.", nameof(key));
        return Path.Combine(_folder, key + Suffix);
    }

    /// <summary>Notes that an entry was used now.</summary>
    public static void NoteUse(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Removed meanwhile, or in a folder that may only be read: it is the less recently used then.
        }
    }

    /// <summary>Makes room for a file, if need be by removing those that were not used for the longest time.</summary>
    public void MakeRoom(long bytes)
    {
        lock (_gate)
        {
            _bytes += bytes;
            _written += bytes;
            if (_bytes > _limit || _written > _limit / Share)
                Tidy(bytes);
        }
    }

    private static bool IsKey(ReadOnlySpan<char> name) => name.Length == 2 * SHA256.HashSizeInBytes && !name.ContainsAnyExcept(Digits);

    /// <summary>Returns whether a name is that of an entry, or of one that is being written.</summary>
    private static bool IsOurs(ReadOnlySpan<char> name) =>
        name.Length >= 2 * SHA256.HashSizeInBytes && IsKey(name[..(2 * SHA256.HashSizeInBytes)])
        && name[(2 * SHA256.HashSizeInBytes)..] is var rest && (rest is Suffix || (rest.StartsWith(Suffix) && rest.EndsWith(AtomicFile.TemporarySuffix)));

    /// <summary>Looks at the folder, removes what killed processes left, and entries beyond the limit.</summary>
    private void Tidy(long room)
    {
        var now = DateTime.UtcNow;
        var files = new FileSystemEnumerable<(string Path, long Length, DateTime Used)>(
            _folder, (ref FileSystemEntry entry) => (entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc.UtcDateTime))
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsOurs(entry.FileName),
        }.ToList();

        var total = files.Sum(file => file.Length) + room;
        var aim = total > _limit ? _limit - (_limit / Share) : _limit;
        foreach (var (path, length, used) in files.OrderBy(file => file.Used))
        {
            var isEntry = path.EndsWith(Suffix, StringComparison.Ordinal);
            if (isEntry ? total <= aim : now - used < LongAgo)
                continue;
            if (!TryDelete(path))
                continue;
            total -= length;
            if (isEntry)
                Interlocked.Increment(ref _evicted);
        }

        (_bytes, _written) = (total, 0);
    }

    private static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
