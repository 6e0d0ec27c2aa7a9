using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;

namespace MusicCnn.PublicApi.Tests.Docs;

/// <summary>The code blocks of docs/synthetic-sets.md, each a region of its own; <see cref="SyntheticSetsPageTests"/> holds the two together.</summary>
internal static class SyntheticSetsCode
{
    public static AudioClip Timbres()
    {
        #region timbres
        var timbres = new TimbreSet(new()
        {
            ClipsPerClass = 40,
            ShortestClip = TimeSpan.FromSeconds(2.5),
            LongestClip = TimeSpan.FromSeconds(2.5),
            SampleRate = 22_050,
            Seed = 1,
        });
        AudioClip clip = timbres.Load(7);                            // Composed now; the same bits every time.
        Console.WriteLine($"{timbres.Name(7)} is {timbres.Labels[timbres.Label(7)]}");
        #endregion
        return clip;
    }

    public static int Chords()
    {
        #region chords
        var chords = new ChordSet(new() { Keys = [0, 3, 6, 9], ClipsPerClass = 48, SampleRate = 22_050 });
        foreach (var fold in chords.FoldsByKey(3))
            Console.WriteLine($"{fold.Number}: learned in {chords.KeyOf(fold.Train[0])}, tested with {fold.Test.Count} clips in other keys");
        #endregion
        return chords.FoldsByKey(3)[0].Test.Count;
    }
}
