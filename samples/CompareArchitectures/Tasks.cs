using MusicCnn.Audio;
using MusicCnn.Audio.Synthesis;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Makes the tasks of the comparison.</summary>
internal static class Tasks
{
    public const string Rhythm = "rhythm";
    public const string Timbre = "timbre";
    public const string Mixed = "mixed";
    public const string Chords = "chords";

    /// <summary>Keys as far apart as three can be.</summary>
    private static readonly int[] Keys = [0, 4, 8];

    /// <summary>Long enough for the widest filters.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5.2);

    /// <summary>Enough for sounds that do not change; networks of longer patches hear them repeated.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2.6);

    public static IReadOnlyList<string> Names { get; } = [Rhythm, Timbre, Chords, Mixed];

    /// <summary>Returns the synthetic tasks.</summary>
    /// <param name="clips">The number of clips of each, about; the same number of each class.</param>
    public static IReadOnlyList<ComparedTask> Synthetic(int clips) =>
    [
        Of(Rhythm, "eight rhythms in varied sounds", new RhythmSetOptions(), Long, RhythmSet.Revision, clips / 8, options => new RhythmSet(options)),
        Of(Timbre, "six instruments in varied rhythms and keys", new TimbreSetOptions(), Short, TimbreSet.Revision, clips / 6, options => new TimbreSet(options)),
        Of(Chords, "six kinds of chord, learned in one key and tested in two others", new ChordSetOptions { Keys = Keys }, Short, ChordSet.Revision, clips / 6, options => new ChordSet(options)) with
        {
            Folds = (source, folds, _) => ((ChordSet)source).FoldsByKey(folds),
            IsAboutPitch = true,
        },
        Of(Mixed, "four rhythms on each of three instruments", new RhythmTimbreSetOptions(), Long, RhythmTimbreSet.Revision, clips / 12, options => new RhythmTimbreSet(options)),
    ];

    /// <summary>Returns the task of a folder with a sub-folder for each class.</summary>
    public static ComparedTask Folder(string path)
    {
        var folder = AudioFolder.Open(path);
        return new("data", path, _ => folder)
        {
            Describe = source => string.Join(", ", Enumerable.Range(0, source.Count).Select(clip => Stamp(path, source.Name(clip)))),
        };
    }

    private static ComparedTask Of<T>(string name, string summary, T options, TimeSpan duration, int revision, int clipsPerClass, Func<T, SyntheticSet> create)
        where T : SyntheticSetOptions
    {
        var sized = options with { ClipsPerClass = Math.Max(3, clipsPerClass), ShortestClip = duration, LongestClip = duration };
        return new(name, summary, seed => create((T)(sized with { Seed = seed })))
        {
            Describe = source => FormattableString.Invariant($"{source.Count} clips, revision {revision}, {sized}"),
        };
    }

    private static string Stamp(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        return FormattableString.Invariant($"{name} ({(file.Exists ? file.Length : 0)} bytes)");
    }
}
