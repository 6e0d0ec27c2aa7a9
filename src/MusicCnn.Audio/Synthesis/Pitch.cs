using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Provides the frequencies of notes in twelve-tone equal temperament, A4 = 440 Hz.</summary>
public static class Pitch
{
    /// <summary>Returns the frequency of a MIDI note: 69 is A4, a step is a semitone.</summary>
    /// <param name="note">The note number, 0 (8.18 Hz) to 135 (19.9 kHz); fractions are microtones.</param>
    /// <returns>The frequency, in hertz.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="note"/> is outside 0 to 135.</exception>
    public static double FromMidi(double note)
    {
        Require.Within(note, 0, 135, "semitones (MIDI note number)", nameof(note));
        return 440 * Math.Pow(2, (note - 69) / 12);
    }

    /// <summary>Returns the frequencies of a chord.</summary>
    /// <param name="root">The MIDI note number of the root.</param>
    /// <param name="semitones">The notes, in semitones above the root: 0, 4, 7 is a major triad.</param>
    /// <returns>The frequencies, in hertz, in the order of <paramref name="semitones"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A note is outside 0 to 135.</exception>
    public static IReadOnlyList<double> Chord(double root, params ReadOnlySpan<int> semitones)
    {
        var frequencies = new double[Require.Positive(semitones.Length, "notes", nameof(semitones))];
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] = FromMidi(root + semitones[i]);
        return frequencies;
    }
}
