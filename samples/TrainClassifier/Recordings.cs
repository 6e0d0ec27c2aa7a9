using System.CommandLine;
using MusicCnn.Audio;
using MusicCnn.Audio.Synthesis;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The recordings to train on or to test with: a folder or a table of the user's, or the rhythm set.</summary>
/// <param name="Source">The recordings.</param>
/// <param name="Skipped">Those that were left out because they are missing or cannot be read.</param>
internal sealed record Recordings(IClips Source, IReadOnlyList<SkippedFile> Skipped)
{
    /// <summary>Thirty to train on and ten to test with, each long enough for two patches.</summary>
    private static readonly RhythmSetOptions Full = new() { ClipsPerClass = 40, ShortestClip = TimeSpan.FromSeconds(7.2), LongestClip = TimeSpan.FromSeconds(9) };

    private static readonly RhythmSetOptions Few = new() { ClipsPerClass = 8 };

    /// <summary>Opens the recordings that the command line names, and says what there is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="most">How many tags of a table count, or null for all.</param>
    /// <param name="tags">The tags of a model, in its order, or null to take them from the table.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static Recordings Open(ParseResult parsed, int? most, IReadOnlyList<string>? tags, CancellationToken cancellationToken)
    {
        var skip = parsed.GetValue(DataOptions.SkipUnreadable);
        var (recordings, place) = parsed.GetValue(DataOptions.Table) is { } table
            ? (Table(table, new() { Folder = parsed.GetValue(DataOptions.Data), MostFrequent = most, Labels = tags, SkipMissing = skip }), table)
            : Folder(parsed, skip, cancellationToken);
        if (skip)
            recordings = ProgressDisplay.Run("Reading recordings", progress => recordings.Readable(progress, cancellationToken));
        Console.WriteLine($"{recordings.Source.Count} recordings {(recordings.Source is ITagSource ? "with" : "of")} {recordings.Source.Labels.Count} {(recordings.Source is ITagSource ? "tags" : "classes")} in {place}");
        foreach (var file in recordings.Skipped)
            Console.WriteLine($"Left out: {file.Path}: {file.Reason}");
        return recordings;
    }

    private static Recordings Table(string table, TagTableOptions options)
    {
        var clips = TagTable.Open(table, options);
        return new(clips, clips.Skipped);
    }

    private static (Recordings Recordings, string Place) Folder(ParseResult parsed, bool skip, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(DataOptions.Data) is not { } data)
        {
            var options = parsed.GetValue(DataOptions.Quick) ? Few : Full;
            data = RhythmFiles.FolderOf(parsed.GetRequiredValue(DataOptions.Cache), options);
            if (!Directory.Exists(data))
                ProgressDisplay.Run("Writing recordings", progress => RhythmFiles.Write(data, options, progress, cancellationToken));
        }

        var folder = AudioFolder.Open(data, new() { SkipUnreadable = skip }, cancellationToken: cancellationToken);
        return (new(folder, folder.Skipped), data);
    }

    /// <summary>Returns the recordings that can be decoded to their ends: headers alone do not tell.</summary>
    private Recordings Readable(IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
        var (problems, done) = (new string?[Source.Count], 0);
        Parallel.For(0, Source.Count, new ParallelOptions { CancellationToken = cancellationToken }, clip =>
        {
            try
            {
                problems[clip] = Source.Load(clip).Length == 0 ? "It has no samples." : null;
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                problems[clip] = e.Message;
            }

            progress.Report(new TrainingProgress(TrainingStage.Preparing, Interlocked.Increment(ref done), Source.Count));
        });
        if (problems.All(problem => problem is null))
            return this;
        return new(
            ClipSubset.Of(Source, [.. problems.Index().Where(clip => clip.Item is null).Select(clip => clip.Index)]),
            [.. Skipped, .. problems.Index().Where(clip => clip.Item is not null).Select(clip => new SkippedFile(Source.Name(clip.Index), clip.Item!))]);
    }
}
