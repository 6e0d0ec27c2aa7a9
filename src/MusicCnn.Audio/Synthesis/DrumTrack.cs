using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Plays a drum pattern into a mix.</summary>
internal static class DrumTrack
{
    public static void Add(StereoMix mix, DrumPattern pattern, DrumTrackOptions options)
    {
        var step = 60.0 * mix.SampleRate / (options.BeatsPerMinute * pattern.StepsPerBeat);
        var start = options.Start.TotalSeconds * mix.SampleRate;
        var jitter = options.TimingJitter.TotalSeconds * mix.SampleRate;
        var first = (int)Math.Ceiling(start / step - 1e-9);
        for (var drum = 0; drum < pattern.Drums.Count; drum++)
        {
            if (!options.Kit.Sounds.TryGetValue(pattern.Drums[drum], out var sound))
                throw new ArgumentException($"The pattern plays {pattern.Drums[drum]}, but the kit has only {string.Join(", ", options.Kit.Sounds.Keys)}.", nameof(options));

            for (var i = first; i * step - start < mix.Length; i++)
            {
                if (pattern.Level(drum, i) is var level && level == 0)
                    continue;

                // Each stroke has draws of its own, so that a change of one leaves the others as they were.
                var random = new SeededRandom(options.Seed, (int)pattern.Drums[drum], i);
                var at = i * step - start + random.Between(-jitter, jitter);
                var gain = sound.Level * level * random.Gain(-options.LevelJitter, options.LevelJitter);
                mix.Add(DrumVoice.Stroke(sound, mix.SampleRate, random), Math.Max(0, (int)Math.Round(at)), gain, sound.Pan);
            }
        }
    }
}
