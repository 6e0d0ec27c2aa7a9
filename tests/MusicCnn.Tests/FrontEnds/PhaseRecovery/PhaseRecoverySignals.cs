using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds.PhaseRecovery;

/// <summary>Makes the music from whose magnitudes signals are recovered.</summary>
internal static class PhaseRecoverySignals
{
    /// <summary>The sample rate, in hertz.</summary>
    public const int Rate = 22_050;

    /// <summary>Returns two bars of a broken chord, A minor and F major, over a rock beat: what samples/Spectrograms plays.</summary>
    public static AudioClip Arpeggio(TimeSpan duration)
    {
        int[] notes = [57, 60, 64, 69, 72, 69, 64, 60, 53, 57, 60, 65, 69, 65, 60, 57];
        var tones = SyntheticMusic.Arpeggio([.. notes.Select(note => Pitch.FromMidi(note).Frequency)], TimeSpan.FromSeconds(0.25), Timbre.Pluck, Rate).Channel(0);
        var mixture = Drums(duration).Channel(0).ToArray();
        for (var i = 0; i < mixture.Length; i++)
            mixture[i] += 0.6f * tones[i % tones.Length];
        return new(mixture, Rate);
    }

    /// <summary>Returns a rock beat at 120 beats per minute.</summary>
    public static AudioClip Drums(TimeSpan duration)
    {
        var beat = new DrumPattern(
            stepsPerBeat: 4,
            (Drum.Kick, "X... .... X.x. ...."),
            (Drum.Snare, ".... X... .... X..."),
            (Drum.ClosedHat, "x.o. x.o. x.o. x.o."));
        return SyntheticMusic.Render(beat, new() { BeatsPerMinute = 120, Duration = duration, SampleRate = Rate, Peak = 0.4 }).ToMono();
    }

    /// <summary>Returns a C major chord on an organ.</summary>
    public static AudioClip Chord(TimeSpan duration) => SyntheticMusic.Chord(Pitch.FromMidi(60).Chord(0, 4, 7), duration, Timbre.Organ, Rate);

    /// <summary>Returns a clip as float32, <c>[S]</c>.</summary>
    public static Tensor Samples(AudioClip clip) => tensor(clip.Channel(0).ToArray());
}
