using MusicCnn.Audio;
using MusicCnn.Audio.Synthesis;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Writes the rhythm set to a cache folder, once.</summary>
internal static class RhythmFiles
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public static string DefaultCache
    {
        get
        {
            var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.Combine(local.Length > 0 ? local : Path.GetTempPath(), "MusicCnn");
        }
    }

    /// <summary>Returns the folder of a set. Its name tells the settings, so that other settings never find it.</summary>
    public static string FolderOf(string cache, RhythmSetOptions options) =>
        Path.Combine(cache, FormattableString.Invariant($"rhythms-{RhythmSet.Revision}-{options.ClipsPerClass}-{options.ShortestClip.TotalSeconds}-{options.LongestClip.TotalSeconds}-{options.Seed}"));

    /// <summary>Writes a set, unless another run does so at this moment, which is waited for.</summary>
    public static void Write(string folder, RhythmSetOptions options, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        using var turn = Turn(folder, cancellationToken);
        if (Directory.Exists(folder))
            return;
        DeleteUnfinished(folder);

        // All in a folder of its own that is renamed at the end: a set that was not finished is never taken for one.
        var unfinished = $"{folder}.{Guid.NewGuid():N}";
        try
        {
            var set = new RhythmSet(options);
            foreach (var label in set.Labels)
                Directory.CreateDirectory(Path.Combine(unfinished, label));
            var done = 0;
            Parallel.For(0, set.Count, new ParallelOptions { CancellationToken = cancellationToken }, clip =>
            {
                AudioFile.Save(Path.Combine(unfinished, set.Name(clip)), set.Load(clip));
                progress.Report(new TrainingProgress(TrainingStage.Preparing, Interlocked.Increment(ref done), set.Count));
            });
            Directory.Move(unfinished, folder);
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
    }

    /// <summary>Waits until no other run writes the set, and keeps others waiting until it is disposed of, or the process has ended in whatever way.</summary>
    private static FileStream Turn(string folder, CancellationToken cancellationToken)
    {
        var file = $"{folder}.lock";
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(file))
            {
                cancellationToken.WaitHandle.WaitOne(Glance);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Deletes what runs that were killed have left; none is writing now.</summary>
    private static void DeleteUnfinished(string folder)
    {
        var prefix = $"{Path.GetFileName(folder)}.";
        foreach (var other in Directory.GetDirectories(Path.GetDirectoryName(folder)!, $"{prefix}*"))
        {
            if (Guid.TryParseExact(Path.GetFileName(other)[prefix.Length..], "N", out _))
                Directory.Delete(other, recursive: true);
        }
    }
}
