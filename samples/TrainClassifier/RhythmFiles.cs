using MusicCnn.Audio;
using MusicCnn.Audio.Synthesis;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Writes the rhythm set to a cache folder, once.</summary>
internal static class RhythmFiles
{
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

    public static void Write(string folder, RhythmSetOptions options, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
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
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another run has finished the same set in the meantime.
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
    }
}
