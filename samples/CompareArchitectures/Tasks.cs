using MusicCnn.Audio;
using MusicCnn.Audio.Synthesis;
using MusicCnn.Training;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Makes the tasks of the comparison.</summary>
internal static class Tasks
{
    public const string Rhythm = "rhythm";
    public const string Timbre = "timbre";
    public const string Mixed = "mixed";
    public const string Chords = "chords";

    /// <summary>The control of <see cref="Chords"/>: how well chords are told apart where nothing need be carried over.</summary>
    public const string LearnedKey = "chords-learned-key";

    /// <summary>Keys none of which is four semitones from another: an augmented triad is the same chord there, and what was learned would be tested.</summary>
    private static readonly int[] Keys = [0, 3, 6];

    /// <summary>Long enough for the widest filters.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5.2);

    /// <summary>Enough for sounds that do not change; networks of longer patches hear them repeated.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2.6);

    public static IReadOnlyList<string> Names { get; } = [Rhythm, Timbre, Chords, LearnedKey, Mixed];

    /// <summary>Returns the synthetic tasks.</summary>
    /// <param name="clips">The number of clips of each, about; the same number of each class.</param>
    public static IReadOnlyList<ComparedTask> Synthetic(int clips) =>
    [
        Of(Rhythm, "eight rhythms in varied sounds", new RhythmSetOptions(), Long, RhythmSet.Revision, clips / 8, options => new RhythmSet(options)),
        Of(Timbre, "six instruments in varied rhythms and keys", new TimbreSetOptions(), Short, TimbreSet.Revision, clips / 6, options => new TimbreSet(options)),
        OfChords(Chords, "six kinds of chord, learned in one key and tested in two others", clips) with
        {
            Folds = (source, folds, _) => ByKey(source, folds),
        },
        OfChords(LearnedKey, "the same chords, learned in one key and tested in that key: what the front-end tells of chords at all", clips) with
        {
            Folds = (source, folds, _) => [.. ByKey(source, folds).Select(fold => WithinKey(source, fold))],
            IsOnlyForPitch = true,
        },
        Of(Mixed, "four rhythms on each of three instruments", new RhythmTimbreSetOptions(), Long, RhythmTimbreSet.Revision, clips / 12, options => new RhythmTimbreSet(options)),
    ];

    /// <summary>Returns the task of a folder with a sub-folder for each class.</summary>
    public static ComparedTask Folder(string path)
    {
        var folder = AudioFolder.Open(path);
        return new("data", path, _ => folder)
        {
            Describe = source => string.Join(", ", Enumerable.Range(0, source.Count).Select(clip => $"{source.Name(clip)} ({folder.Fingerprint(clip)})")),
        };
    }

    /// <summary>Twice as many clips as elsewhere, since a third of them is learned from where two thirds are.</summary>
    private static ComparedTask OfChords(string name, string summary, int clips) =>
        Of(name, summary, new ChordSetOptions { Keys = Keys }, Short, ChordSet.Revision, 2 * clips / 6, options => new ChordSet(options)) with { IsAboutPitch = true };

    private static IReadOnlyList<Fold> ByKey(IClipSource source, int folds) => folds <= Keys.Length
        ? ((ChordSet)source).FoldsByKey(folds)
        : throw new ArgumentException($"The chords are in {Keys.Length} keys, each learned once, so that --folds can be {Keys.Length} at most there, but is {folds}. Leave them out by --tasks, or take fewer folds.");

    /// <summary>Returns the division of the clips that another one learns from: every third of each class is tested with. No two clips are alike, so that their order is no choice.</summary>
    private static Fold WithinKey(IClipSource source, Fold fold)
    {
        var sides = fold.Train.GroupBy(source.Label).SelectMany(clips => clips.Index()).ToLookup(clip => clip.Index % 3 == 2, clip => clip.Item);
        return new(fold.Number, [.. sides[false].Order()], [], [.. sides[true].Order()]);
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
}
