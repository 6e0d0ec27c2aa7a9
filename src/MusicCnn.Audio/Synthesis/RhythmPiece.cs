using MusicCnn.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Composes a piece of a style: drums by its rhythm, and all the rest from a pool that styles share.</summary>
internal static class RhythmPiece
{
    /// <summary>Progressions that go with any of the rhythms, as MIDI roots above the key and the kind of triad.</summary>
    private static readonly (int Root, bool Minor)[][] Progressions =
    [
        [(0, false), (9, true), (5, false), (7, false)],
        [(0, true), (8, false), (3, false), (10, false)],
        [(0, false), (5, false), (7, false), (5, false)],
        [(0, true), (5, true), (7, false), (0, true)],
    ];

    public static AudioClip Render(DanceStyle style, RhythmSetOptions options, SeededRandom random)
    {
        var duration = options.DrawDuration(random);
        var mix = new StereoMix(SyntheticMusic.Samples(duration, options.SampleRate, nameof(options)), options.SampleRate);
        var tempo = random.Between(style.SlowestTempo, style.FastestTempo);
        var pattern = random.Pick(style.Patterns);
        var bar = pattern.Duration(tempo);
        var start = bar * random.Between(1, 2);
        DrumTrack.Add(mix, pattern, new DrumTrackOptions
        {
            BeatsPerMinute = tempo,
            Duration = duration,
            SampleRate = options.SampleRate,
            Kit = RhythmKit.Draw(random),
            Start = start,
            TimingJitter = TimeSpan.FromMilliseconds(random.Between(0, 6)),
            LevelJitter = random.Between(0, 2),
            Seed = random.Below(int.MaxValue),
        });
        AddChords(mix, bar.TotalSeconds, start.TotalSeconds, random);
        mix.AddNoise(random.Gain(-66, -46), random);
        return mix.ToClip(random.Gain(-14, -0.5));
    }

    private static void AddChords(StereoMix mix, double bar, double start, SeededRandom random)
    {
        var timbre = random.Pick(Timbre.All);
        var progression = random.Pick(Progressions);
        var key = 45 + random.Below(18);
        var (gain, pan) = (random.Gain(-28, -12), random.Between(-0.6, 0.6));
        var length = (int)(bar * mix.SampleRate);
        for (var i = 0; (i * bar - start) * mix.SampleRate < mix.Length; i++)
        {
            var at = (int)Math.Round((i * bar - start) * mix.SampleRate);
            if (at + length <= 0)
                continue;

            var (root, minor) = progression[i % progression.Length];
            var chord = new float[length];
            ToneVoice.Add(chord, Pitch.FromMidi(key + root).Chord(0, minor ? 3 : 4, 7), timbre, mix.SampleRate);
            mix.Add(chord, at, gain, pan);
        }
    }
}
