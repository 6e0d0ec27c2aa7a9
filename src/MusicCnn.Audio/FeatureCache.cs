using MusicCnn.Audio.Internal;
using MusicCnn.Training;

namespace MusicCnn.Audio;

/// <summary>Represents a folder that keeps what front-ends make of clips, so that the next run, and the next epoch of songs that memory does not hold, need neither decode nor transform.</summary>
/// <remarks>
/// <para>An entry is found by the content of the audio file, the settings of loading, the front-end with its settings and weights, the precision, the kind of processor, the number of threads
/// and the very builds of the library and of what decodes for it. Names and dates of files play no part: a copy of a file is found too, and a file that was changed in place is not taken for what it was.</para>
/// <para>Entries appear whole or not at all, and a checksum covers every byte: a broken one counts as <see cref="FeatureCacheStatistics.Rebuilt"/>, is computed again and replaced.
/// They are not forced to the disk one by one, because what a power failure leaves of them is found by the same checksum.</para>
/// <para>A cache never stops a run: where the disk is full or cannot be written, the run goes on without it, and <see cref="Statistics"/> says so.</para>
/// <para>Any number of threads and processes may use a folder at once. Each process counts what it writes itself and looks at the folder again after every sixteenth of
/// <see cref="FeatureCacheOptions.MaximumBytes"/>, by which each may therefore exceed the limit for a while.</para>
/// <para>Files in the folder that are not the cache's are left alone. Remove entries whenever you like.</para>
/// </remarks>
/// <example>
/// <code>
/// var cache = new FeatureCache("cache", new() { MaximumBytes = 50L &lt;&lt; 30 });
/// using var clips = PreparedClips.Prepare(model, songs, new() { Cache = cache });
/// Console.WriteLine(cache.Statistics);   // 2000 hits, 0 misses, ...
/// </code>
/// </example>
public sealed class FeatureCache : IFeatureCache
{
    private readonly EntryFolder _entries;
    private long _hits;
    private long _misses;
    private long _rebuilt;
    private long _unwritten;
    private long _read;
    private long _written;
    private string? _problem;

    /// <summary>Initializes a new instance of the <see cref="FeatureCache"/> class: makes the folder if there is none, and removes what processes that were killed left unfinished more than an hour ago.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">The limit; <see langword="null"/> for the default.</param>
    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made or read.</exception>
    public FeatureCache(string folder, FeatureCacheOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Options = options ?? new FeatureCacheOptions();
        Folder = Path.GetFullPath(folder);
        _entries = new EntryFolder(Folder, Options.MaximumBytes);
    }

    /// <summary>Gets the folder's full path.</summary>
    public string Folder { get; }

    /// <summary>Gets the settings.</summary>
    public FeatureCacheOptions Options { get; }

    /// <summary>Gets what the cache did so far.</summary>
    public FeatureCacheStatistics Statistics => new()
    {
        Hits = Interlocked.Read(ref _hits),
        Misses = Interlocked.Read(ref _misses),
        Rebuilt = Interlocked.Read(ref _rebuilt),
        Evicted = _entries.Evicted,
        Unwritten = Interlocked.Read(ref _unwritten),
        BytesRead = Interlocked.Read(ref _read),
        BytesWritten = Interlocked.Read(ref _written),
        Problem = Volatile.Read(ref _problem),
    };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="key"/> is no key.</exception>
    public ClipFeatures? Find(string key)
    {
        var path = _entries.PathOf(key);
        try
        {
            var features = FeatureEntry.Read(path, key);
            Interlocked.Increment(ref _hits);
            Interlocked.Add(ref _read, FeatureEntry.SizeOf(features));
            EntryFolder.NoteUse(path);
            return features;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            Interlocked.Increment(ref _misses);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref _rebuilt);
        }

        return null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="key"/> is no key.</exception>
    public void Store(string key, ClipFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var path = _entries.PathOf(key);
        var size = FeatureEntry.SizeOf(features);
        if (size > Options.MaximumBytes)
            return;
        try
        {
            _entries.MakeRoom(size);
            FeatureEntry.Write(path, key, features);
            Interlocked.Add(ref _written, size);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref _unwritten);
            Volatile.Write(ref _problem, e.Message);
        }
    }
}
