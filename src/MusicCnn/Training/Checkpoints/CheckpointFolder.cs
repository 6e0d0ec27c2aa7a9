using System.Globalization;
using MusicCnn.Weights;

namespace MusicCnn.Training.Checkpoints;

/// <summary>Represents the folder of one training's checkpoints.</summary>
internal sealed class CheckpointFolder
{
    private const string NamePrefix = "epoch-";
    private const string NameSuffix = ".safetensors";

    private readonly CheckpointOptions _options;
    private readonly TrainingIdentity _identity;

    private CheckpointFolder(CheckpointOptions options, TrainingIdentity identity, StoredCheckpoint? newest)
    {
        (_options, _identity, Newest) = (options, identity, newest);
    }

    /// <summary>Gets the checkpoint to continue from, if there is one.</summary>
    public StoredCheckpoint? Newest { get; }

    /// <summary>Opens or creates a folder.</summary>
    /// <exception cref="ArgumentException">It has checkpoints and is not to be resumed, or they are of another training; the message names what differs.</exception>
    /// <exception cref="InvalidDataException">It has checkpoints, but none that is whole.</exception>
    public static CheckpointFolder Open(CheckpointOptions options, TrainingIdentity identity)
    {
        Directory.CreateDirectory(options.Folder);
        var files = Files(options.Folder);
        if (files.Count == 0)
            return new(options, identity, null);
        if (!options.Resume)
            throw new ArgumentException($"'{options.Folder}' holds {files.Count} checkpoints of a training. Resume it, or take another folder, or delete them.", nameof(options));
        var newest = NewestWhole(files);
        if (identity.DifferencesTo(newest.Identity) is { Length: > 0 } differences)
            throw new ArgumentException($"'{newest.Path}' is of another training, which cannot be continued with this one's data and settings.{differences}", nameof(options));
        return new(options, identity, newest);
    }

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
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var last = Files(_options.Folder) is [.., var kept] ? $"The last good one is '{kept}'." : "There is none yet.";
            throw new IOException($"The checkpoint '{path}' cannot be written: {e.Message} {last}", e);
        }

        // Later ones are broken, or training would have gone on from them; they must not take the places of those that are whole.
        foreach (var old in Files(_options.Folder).Where(file => Number(file) <= checkpoint.Epochs.Count).SkipLast(_options.Keep).Concat(Directory.EnumerateFiles(_options.Folder, $"{NamePrefix}*{AtomicFile.TemporarySuffix}")))
            File.Delete(old);
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
