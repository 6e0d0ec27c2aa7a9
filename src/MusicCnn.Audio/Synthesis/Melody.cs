using MusicCnn.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Draws melodies: a few pitches of a key, one at a time.</summary>
internal static class Melody
{
    private const double SlowestTempo = 96;

    private const double FastestTempo = 144;

    /// <summary>The lowest key-note, C3; keys reach to the B above it.</summary>
    private const int LowestKey = 48;

    private const int Pitches = 3;

    /// <summary>The major scale without its half-tone steps, in semitones above the key-note.</summary>
    private static readonly int[] Scale = [0, 2, 4, 7, 9, 12];

    public static NoteScore Draw(DrumPattern rhythm, IReadOnlyList<double> harmonics, SeededRandom random)
    {
        var key = LowestKey + random.Below(12);
        var pitches = Enumerable.Range(0, Pitches).Select(_ => Pitch.FromMidi(key + random.Pick(Scale)).Chord(0));
        return new(rhythm, SlowestTempo, FastestTempo, harmonics, [.. pitches]);
    }
}
