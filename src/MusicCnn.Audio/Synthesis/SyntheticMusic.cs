using MusicCnn.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Provides music whose every property is known, for tests, examples and experiments: clicks, notes, chords, drums.</summary>
/// <remarks>
/// <para>Units: amplitude within [-1, 1], never clipped. Pitched sounds and clicks have one channel, drums have two.</para>
/// <para>The same arguments and seed give the same music on every machine, and the same bits on the same machine.</para>
/// </remarks>
/// <example>
/// <code>
/// var metronome = SyntheticMusic.Clicks(120, TimeSpan.FromSeconds(4));
/// var chord = SyntheticMusic.Chord(Pitch.Parse("C4").Chord(0, 4, 7), TimeSpan.FromSeconds(2), Timbre.Organ);
/// </code>
/// </example>
public static class SyntheticMusic
{
    /// <summary>The sample rate where none is given, in hertz.</summary>
    public const int DefaultSampleRate = 44_100;

    private const double ClickFrequency = 1_500;
    private const double ClickDecay = 0.004;
    private const double ClickLength = 0.03;
    private const double Level = 0.8;

    /// <summary>Returns a metronome: clicks at a tempo, the first at the first sample.</summary>
    /// <remarks>Click k begins at the sample nearest to k · 60 / tempo seconds, so that a long clip keeps its tempo. It starts at its peak.</remarks>
    /// <param name="beatsPerMinute">The tempo, in beats per minute, 1 to 1,000.</param>
    /// <param name="duration">The duration of the clip, above zero.</param>
    /// <param name="sampleRate">The sample rate, in hertz.</param>
    /// <returns>The clip, with one channel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static AudioClip Clicks(double beatsPerMinute, TimeSpan duration, int sampleRate = DefaultSampleRate)
    {
        Require.Within(beatsPerMinute, 1, 1_000, "beats per minute", nameof(beatsPerMinute));
        var samples = new float[Samples(duration, sampleRate, nameof(duration))];
        var interval = 60.0 * sampleRate / beatsPerMinute;
        var length = (int)(ClickLength * sampleRate);
        for (var beat = 0; beat * interval < samples.Length; beat++)
        {
            var start = (int)Math.Round(beat * interval);
            for (var i = 0; i <= length && start + i < samples.Length; i++)
            {
                var time = (double)i / sampleRate;
                samples[start + i] = (float)(Level * Math.Exp(-time / ClickDecay) * Math.Cos(2 * Math.PI * ClickFrequency * time));
            }
        }

        return new AudioClip(samples, sampleRate);
    }

    /// <summary>Returns a note.</summary>
    /// <param name="frequency">The frequency of the fundamental, in hertz, above zero; harmonics above half the sample rate are left out.</param>
    /// <param name="duration">The duration of the note and of the clip, above zero.</param>
    /// <param name="timbre">The instrument.</param>
    /// <param name="sampleRate">The sample rate, in hertz.</param>
    /// <returns>The clip, with one channel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static AudioClip Note(double frequency, TimeSpan duration, Timbre timbre, int sampleRate = DefaultSampleRate) =>
        Chord([frequency], duration, timbre, sampleRate);

    /// <summary>Returns notes that sound together.</summary>
    /// <param name="frequencies">The frequencies, in hertz, as <see cref="Pitch.Chord"/> gives them; at least one.</param>
    /// <param name="duration">The duration of the chord and of the clip, above zero.</param>
    /// <param name="timbre">The instrument.</param>
    /// <param name="sampleRate">The sample rate, in hertz.</param>
    /// <returns>The clip, with one channel; the more notes, the softer each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or there is no note.</exception>
    public static AudioClip Chord(IReadOnlyList<double> frequencies, TimeSpan duration, Timbre timbre, int sampleRate = DefaultSampleRate)
    {
        CheckNotes(frequencies, timbre);
        var samples = new float[Samples(duration, sampleRate, nameof(duration))];
        ToneVoice.Add(samples, frequencies, timbre, sampleRate, Level);
        return new AudioClip(samples, sampleRate);
    }

    /// <summary>Returns notes one after the other.</summary>
    /// <param name="frequencies">The frequencies, in hertz, in the order in which they are played; at least one.</param>
    /// <param name="noteDuration">The duration of each note, above zero; the clip is as long as all together.</param>
    /// <param name="timbre">The instrument.</param>
    /// <param name="sampleRate">The sample rate, in hertz.</param>
    /// <returns>The clip, with one channel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or there is no note.</exception>
    public static AudioClip Arpeggio(IReadOnlyList<double> frequencies, TimeSpan noteDuration, Timbre timbre, int sampleRate = DefaultSampleRate)
    {
        CheckNotes(frequencies, timbre);
        var length = Samples(noteDuration, sampleRate, nameof(noteDuration));
        var samples = new float[checked(length * frequencies.Count)];
        for (var note = 0; note < frequencies.Count; note++)
            ToneVoice.Add(samples.AsSpan(note * length, length), [frequencies[note]], timbre, sampleRate, Level);
        return new AudioClip(samples, sampleRate);
    }

    /// <summary>Returns a drum pattern, repeated until the clip is full.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="options">The tempo, the kit and how it is played.</param>
    /// <returns>The clip, with two channels, scaled to <see cref="DrumTrackOptions.Peak"/>; all zero where no stroke falls into it.</returns>
    /// <exception cref="ArgumentException">The kit lacks a drum of the pattern.</exception>
    public static AudioClip Render(DrumPattern pattern, DrumTrackOptions options)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(options);
        var mix = new StereoMix(Samples(options.Duration, options.SampleRate, nameof(options)), options.SampleRate);
        DrumTrack.Add(mix, pattern, options);
        return mix.ToClip(options.Peak);
    }

    /// <summary>Returns a duration as a number of samples, at least 1.</summary>
    internal static int Samples(TimeSpan duration, int sampleRate, string name)
    {
        Require.Positive(sampleRate, "hertz", nameof(sampleRate));
        Require.Positive(duration.TotalSeconds, "seconds", name);
        var samples = Math.Round(duration.TotalSeconds * sampleRate);
        return (int)Require.Within(Math.Max(1, samples), 1, Array.MaxLength, "samples", name);
    }

    private static void CheckNotes(IReadOnlyList<double> frequencies, Timbre timbre)
    {
        ArgumentNullException.ThrowIfNull(frequencies);
        ArgumentNullException.ThrowIfNull(timbre);
        Require.Positive(frequencies.Count, "notes", nameof(frequencies));
        foreach (var frequency in frequencies)
            Require.Positive(frequency, "hertz", nameof(frequencies));
    }
}
