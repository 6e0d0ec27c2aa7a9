using MusicCnn.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Plays a score of notes; the way of playing is drawn from one pool, whatever the score.</summary>
internal static class NotePiece
{
    /// <summary>The highest level of a note's tone, in decibels of root mean square below full scale: 56 harmonics at once, four notes of 14, cannot clip then.</summary>
    private const double LoudestLevel = -21;

    private const double SoftestLevel = -41;

    public static AudioClip Render(NoteScore score, SyntheticSetOptions options, SeededRandom random)
    {
        var duration = options.DrawDuration(random);
        var mix = new StereoMix(SyntheticMusic.Samples(duration, options.SampleRate, nameof(options)), options.SampleRate);
        var tempo = random.Between(score.SlowestTempo, score.FastestTempo);
        var start = score.Rhythm.Duration(tempo) * random.Unit();
        var level = random.Gain(SoftestLevel, LoudestLevel);
        AddNotes(mix, score, tempo, start.TotalSeconds, level, random);
        mix.AddNoise(level * random.Gain(-50, -30), random);
        return mix.ToClip();
    }

    private static void AddNotes(StereoMix mix, NoteScore score, double tempo, double start, double level, SeededRandom random)
    {
        var step = 60 / (tempo * score.Rhythm.StepsPerBeat);
        var timbre = NoteTimbres.Draw(score.Harmonics, random);
        // All notes of a piece are of one length, at most a step: gaps tell the rhythm, lengths tell nothing.
        var length = Math.Max(1, (int)(step * random.Between(0.6, 1) * mix.SampleRate));
        var (pan, jitter, levelJitter) = (random.Between(-0.6, 0.6), random.Between(0, 0.006), random.Between(0, 2));
        var sounds = score.Sonorities.Select(frequencies => Tone(frequencies, timbre, length, mix.SampleRate)).ToArray();
        for (var i = 0; (i * step - start) * mix.SampleRate < mix.Length; i++)
        {
            if (score.Rhythm.Level(0, i) is var stroke && stroke == 0)
                continue;

            var at = (i * step) - start + random.Between(-jitter, jitter);
            mix.Add(random.Pick(sounds), (int)Math.Round(at * mix.SampleRate), level * stroke * random.Gain(-levelJitter, levelJitter), pan);
        }
    }

    /// <summary>Returns notes that sound together, under an envelope, of a power that is 1 whatever the timbre and the number of notes.</summary>
    private static float[] Tone(IReadOnlyList<double> frequencies, Timbre timbre, int length, int sampleRate)
    {
        var tone = new float[length];
        var power = timbre.Harmonics.Sum(amplitude => amplitude * amplitude / 2);
        ToneVoice.Add(tone, frequencies, timbre, sampleRate, timbre.Harmonics.Sum() * Math.Sqrt(frequencies.Count / power));
        return tone;
    }
}
