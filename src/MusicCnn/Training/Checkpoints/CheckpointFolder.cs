using System.Globalization;
using MusicCnn.Weights;

namespace MusicCnn.Training.Checkpoints;

/// <summary>Represents the folder of one training's checkpoints.</summary>
internal sealed class CheckpointFolder : IDisposable
{
    private const string LockName = "lock";
    private const string NamePrefix = "epoch-";
    private const string NameSuffix = ".safetensors";

    private readonly CheckpointOptions _options;
    private readonly TrainingIdentity _identity;
    private readonly FileStream _lock;

    private CheckpointFolder(CheckpointOptions options, TrainingIdentity identity, StoredCheckpoint? newest, FileStream @lock)
    {
        (_options, _identity, Newest, _lock) = (options, identity, newest, @lock);
    }

    /// <summary>Gets the checkpoint to continue from, if there is one.</summary>
    public StoredCheckpoint? Newest { get; }

    /// <summary>Gets the time that the training took before.</summary>
    public TimeSpan Elapsed => Newest is null ? TimeSpan.Zero : ElapsedFile.Read(_options.Folder);

    /// <summary>Opens or creates a folder, which is this training's alone until it is disposed of or the process ends, however that comes.</summary>
    /// <exception cref="ArgumentException">It has checkpoints and is not to be resumed, or they are of another training; the message names what differs.</exception>
    /// <exception cref="InvalidDataException">It has checkpoints, but none that is whole.</exception>
    /// <exception cref="IOException">Another training writes to it.</exception>
    public static CheckpointFolder Open(CheckpointOptions options, TrainingIdentity identity)
    {
        Directory.CreateDirectory(options.Folder);
        var @lock = Lock(options.Folder);
        try
        {
            return new(options, identity, ToContinue(options, identity), @lock);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Returns whether a checkpoint is to be written after an epoch.</summary>
    public bool IsDue(int epoch, bool last) => last || epoch % _options.EveryEpochs == 0;

    /// <summary>Writes a checkpoint, then deletes those too many, and what a killed process left behind.</summary>
    /// <exception cref="IOException">It cannot be written, for instance because the disk is full; older ones are untouched.</exception>
    public void Save(Checkpoint checkpoint)
    {
        var path = Path.Combine(_options.Folder, FormattableString.Invariant($"{NamePrefix}{checkpoint.Epochs.Count:D6}{NameSuffix}"));
        try
        {
            checkpoint.Write(path, _identity);
            ElapsedFile.Write(_options.Folder, checkpoint.Duration);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var last = Files(_options.Folder) is [.., var kept] ? $"The last good one is '{kept}'." : "There is none yet.";
            throw new IOException($"The checkpoint '{path}' cannot be written: {e.Message} {last}", e);
        }

        // Later ones are broken, or training would have gone on from them; they must not take the places of those that are whole.
        var old = Files(_options.Folder).Where(file => Number(file) <= checkpoint.Epochs.Count).SkipLast(_options.Keep);
        foreach (var file in old.Concat(Unfinished($"{NamePrefix}*")).Concat(Unfinished($"{ElapsedFile.Name}.*")))
            File.Delete(file);

        IEnumerable<string> Unfinished(string name) => Directory.EnumerateFiles(_options.Folder, $"{name}{AtomicFile.TemporarySuffix}");
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            // The file stays: if it were deleted, a third process could make another while the second holds the one that is gone.
            return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"'{folder}' cannot be taken for the checkpoints of this training: another one, perhaps in another process, writes to it. Wait for its end, or take another folder. {e.Message}", e);
        }
    }

    private static StoredCheckpoint? ToContinue(CheckpointOptions options, TrainingIdentity identity)
    {
        var files = Files(options.Folder);
        if (files.Count == 0)
            return null;
        if (!options.Resume)
            throw new ArgumentException($"'{options.Folder}' holds {files.Count} checkpoints of a training. Resume it, or take another folder, or delete them.", nameof(options));
        var newest = NewestWhole(files);
        if (identity.DifferencesTo(newest.Identity) is { Length: > 0 } differences)
            throw new ArgumentException($"'{newest.Path}' is of another training, which cannot be continued with this one's data and settings.{differences}", nameof(options));
        return newest;
    }

    /// <summary>Returns the newest checkpoint that can be read; a broken newer one costs epochs, not bits.</summary>
    private static StoredCheckpoint NewestWhole(IReadOnlyList<string> files)
    {
        InvalidDataException? first = null;
        foreach (var file in files.Reverse())
        {
            try
            {
                return StoredCheckpoint.Open(file);
            }
            catch (InvalidDataException e)
            {
                first ??= new InvalidDataException($"'{file}' cannot be read. {e.Message}", e);
            }
        }

        throw new InvalidDataException($"None of {files.Count} checkpoints can be read. {first!.Message} Delete them to begin anew.", first);
    }

    /// <summary>Returns the checkpoints, oldest first.</summary>
    private static List<string> Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, $"{NamePrefix}*{NameSuffix}")
            .Where(file => Number(file) is not null)
            .OrderBy(Number).ThenBy(file => file, StringComparer.Ordinal),
    ];

    /// <summary>Returns the epoch in the name of a file, or <see langword="null"/> where it is none.</summary>
    private static int? Number(string file) =>
        int.TryParse(Path.GetFileName(file).AsSpan()[NamePrefix.Length..^NameSuffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
