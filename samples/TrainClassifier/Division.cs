using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Divides recordings into those to train on, to validate and to test with.</summary>
internal static class Division
{
    /// <summary>The share of each class's recordings that is tested with.</summary>
    private const double TestShare = 0.25;

    /// <summary>Returns the divisions: one, or as many as folds.</summary>
    /// <param name="source">The recordings.</param>
    /// <param name="folds">The number of folds, or null for one test with a quarter of the recordings.</param>
    /// <param name="validation">The share of the others to validate with; 0 for none.</param>
    /// <param name="seed">The seed.</param>
    public static IReadOnlyList<Fold> Of(IClips source, int? folds, double validation, int seed)
    {
        if (folds is null && HasFolders(source))
            return [MagnaTagATune.Divide(source)];
        var songs = source as IClipSource ?? new OneClass(source);
        if (folds is { } count)
            return CrossValidation.ByClip(songs, count, seed, validation);
        if (validation == 0)
        {
            var halves = ClipSplit.ByClip(songs, TestShare, seed);
            return [new(1, halves.Train, [], halves.Test)];
        }

        RequireThree(songs);
        var split = ClipSplit.ByClip(songs, TestShare, seed);
        var rest = ClipSplit.ByClip((IClipSource)ClipSubset.Of(songs, split.Train), validation, seed);
        return [new(1, [.. rest.Train.Select(clip => split.Train[clip])], [.. rest.Test.Select(clip => split.Train[clip])], split.Test)];
    }

    /// <summary>Returns whether recordings have tags and lie in MagnaTagATune's folders, which divide them: all do, and each part of the division has some.</summary>
    public static bool HasFolders(IClips clips)
    {
        var names = Enumerable.Range(0, clips.Count).Select(clips.Name).ToList();
        return clips is ITagSource
            && names.All(name => name.Length > 1 && name[1] == '/' && char.IsAsciiHexDigitLower(name[0]))
            && names.Select(name => name[0] switch { <= 'b' => 0, 'c' => 1, _ => 2 }).Distinct().Count() == 3;
    }

    private static void RequireThree(IClipSource songs)
    {
        var counts = Enumerable.Range(0, songs.Count).CountBy(songs.Label).ToDictionary();
        for (var label = 0; label < songs.Labels.Count; label++)
        {
            if (counts.GetValueOrDefault(label) is var count && count < 3)
                throw new ArgumentException($"Each class needs at least 3 recordings, to train on, to validate and to test with, but '{songs.Labels[label]}' has {count}. Add some, leave the class out, or leave --validation out.");
        }
    }

    /// <summary>Recordings with tags as recordings of one class, which are divided without regard to tags.</summary>
    private sealed class OneClass(IClips source) : IClipSource
    {
        public IReadOnlyList<string> Labels => ["recordings"];

        public int Count => source.Count;

        public string Name(int index) => source.Name(index);

        public int Label(int index) => 0;

        public AudioClip Load(int index) => source.Load(index);
    }
}
