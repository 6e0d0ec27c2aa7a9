using MusicCnn.Audio;
using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;

namespace MusicCnn.Samples.Spectrograms;

/// <summary>The music that is analyzed: a file, or a synthetic arpeggio with drums.</summary>
internal static class Recording
{
    private const int SyntheticRate = 22_050;
    private const double Tempo = 120;

    /// <summary>Returns the sample rate of a file, in hertz, or of the synthetic music.</summary>
    public static int SampleRate(string? path) => path is null ? SyntheticRate : AudioFile.ReadInfo(path).SampleRate;

    /// <summary>Returns a file's music, or the synthetic one, with one channel and at a sample rate in hertz.</summary>
    public static AudioClip Load(string? path, int sampleRate, TimeSpan? longest)
    {
        if (path is null)
            return Arpeggio(sampleRate, longest ?? TimeSpan.FromSeconds(4));
        var clip = AudioFile.Load(path, new() { TargetSampleRate = sampleRate, Mono = true, Length = longest });
        return clip.Length > 0 ? clip : throw new InvalidDataException($"'{path}' has no samples.");
    }

    /// <summary>Returns two bars of a broken chord, A minor and F major, over a rock beat.</summary>
    public static AudioClip Arpeggio(int sampleRate, TimeSpan duration)
    {
        int[] notes = [57, 60, 64, 69, 72, 69, 64, 60, 53, 57, 60, 65, 69, 65, 60, 57];
        var tones = SyntheticMusic.Arpeggio([.. notes.Select(note => Pitch.FromMidi(note).Frequency)], TimeSpan.FromSeconds(30 / Tempo), Timbre.Pluck, sampleRate);
        var beat = new DrumPattern(
            stepsPerBeat: 4,
            (Drum.Kick, "X... .... X.x. ...."),
            (Drum.Snare, ".... X... .... X..."),
            (Drum.ClosedHat, "x.o. x.o. x.o. x.o."));
        var drums = SyntheticMusic.Render(beat, new() { BeatsPerMinute = Tempo, Duration = duration, SampleRate = sampleRate, Peak = 0.4 }).ToMono();

        var mixture = drums.Channel(0).ToArray();
        var melody = tones.Channel(0);
        for (var i = 0; i < mixture.Length; i++)
            mixture[i] += 0.6f * melody[i % melody.Length];
        return new(mixture, sampleRate);
    }
}
