using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MusicCnn.Internal;

namespace MusicCnn.Signals;

/// <summary>Represents a pitch of equal temperament at A4 = 440 Hz, in semitones: by note name, by MIDI number or by frequency.</summary>
/// <remarks>
/// <para>frequency = 440·2^((n − 69)/12) hertz, n the MIDI number: A4 is 69, C4 60, C1 24 (32.703 Hz), C-1 0. Numbers between the whole
/// ones are pitches between the keys.</para>
/// <para>A pitch converts to its frequency by itself, so it stands wherever a front-end wants hertz.</para>
/// </remarks>
/// <example>
/// <code>
/// using var cqt = new ConstantQ(new() { SampleRate = 22_050, MinFrequency = Pitch.Parse("C1") });
/// var chord = Pitch.Parse("C4").Chord(0, 4, 7);
/// </code>
/// </example>
public readonly record struct Pitch
{
    /// <summary>The farthest pitches from C-1, in semitones: a hundred octaves.</summary>
    private const double Farthest = 1_200;

    private const string Naturals = "C D EF G A B";
    private static readonly string[] Names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];

    private Pitch(double midiNumber)
    {
        MidiNumber = midiNumber;
    }

    /// <summary>Gets the MIDI number, in semitones; not necessarily whole.</summary>
    public double MidiNumber { get; }

    /// <summary>Gets the frequency, in hertz.</summary>
    public double Frequency => 440 * Math.Pow(2, (MidiNumber - 69) / 12);

    /// <summary>Returns the frequency of a pitch, in hertz.</summary>
    /// <param name="pitch">The pitch.</param>
    public static implicit operator double(Pitch pitch) => pitch.Frequency;

    /// <summary>Returns the pitch of a MIDI number.</summary>
    /// <param name="number">The number, in semitones, from -1,200 to 1,200; 69 is A4, fractions are microtones.</param>
    /// <returns>The pitch.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is outside that range.</exception>
    public static Pitch FromMidi(double number) =>
        new(Require.Within(number, -Farthest, Farthest, "semitones (MIDI number)", nameof(number)));

    /// <summary>Returns the pitch of a frequency.</summary>
    /// <param name="frequency">The frequency, in hertz, above 0.</param>
    /// <returns>The pitch.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frequency"/> is not above 0.</exception>
    public static Pitch FromFrequency(double frequency) =>
        new(69 + (12 * Math.Log2(Require.Positive(frequency, "hertz", nameof(frequency)) / 440)));

    /// <summary>Returns the pitch of a note name: a letter, sharps (<c>#</c> or ♯) or flats (<c>b</c> or ♭), and the octave.</summary>
    /// <param name="name">The name, such as <c>A4</c>, <c>c#3</c>, <c>Bb-1</c> or <c>F♯♯2</c>; the octave begins at C.</param>
    /// <returns>The pitch.</returns>
    /// <exception cref="FormatException"><paramref name="name"/> is not a note name.</exception>
    public static Pitch Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryParse(name, out var pitch) ? pitch : throw new FormatException(
            $"'{name}' is not a note name. Write a letter from A to G, sharps (#) or flats (b) if any, and the octave, such as A4, C#3 or Bb-1.");
    }

    /// <summary>Reads a note name, as <see cref="Parse"/> does.</summary>
    /// <param name="name">The name.</param>
    /// <param name="pitch">The pitch, if the name is one.</param>
    /// <returns>Whether the name is a note name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out Pitch pitch)
    {
        pitch = default;
        var text = name.AsSpan().Trim();
        var semitone = text.IsEmpty || text[0] == ' ' ? -1 : Naturals.IndexOf(char.ToUpperInvariant(text[0]), StringComparison.Ordinal);
        if (semitone < 0)
            return false;

        var position = 1;
        for (; position < text.Length && text[position] is '#' or '♯' or 'b' or '♭'; position++)
            semitone += text[position] is '#' or '♯' ? 1 : -1;
        if (!int.TryParse(text[position..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var octave))
            return false;

        var number = (12.0 * octave) + 12 + semitone;
        if (Math.Abs(number) > Farthest)
            return false;
        pitch = new Pitch(number);
        return true;
    }

    /// <summary>Returns the frequencies of a chord on this pitch.</summary>
    /// <param name="semitones">The notes, in semitones above this one: 0, 4, 7 is a major triad.</param>
    /// <returns>The frequencies, in hertz, in the order of <paramref name="semitones"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no note.</exception>
    public IReadOnlyList<double> Chord(params ReadOnlySpan<int> semitones)
    {
        var frequencies = new double[Require.Positive(semitones.Length, "notes", nameof(semitones))];
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] = new Pitch(MidiNumber + semitones[i]).Frequency;
        return Array.AsReadOnly(frequencies);
    }

    /// <summary>Returns the name of the nearest note, and the distance in cents where there is one.</summary>
    /// <returns>The name, such as <c>C#3</c> or <c>A4+15</c>.</returns>
    public override string ToString()
    {
        var nearest = Math.Floor(MidiNumber + 0.5);
        var cents = (int)Math.Round(100 * (MidiNumber - nearest));
        var octave = Math.Floor(nearest / 12) - 1;
        var name = Names[(int)(nearest - (12 * (octave + 1)))];
        return FormattableString.Invariant($"{name}{octave}") + (cents == 0 ? "" : cents.ToString("+0;-0", CultureInfo.InvariantCulture));
    }
}
