using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Renders single strokes of a drum.</summary>
internal static class DrumVoice
{
    /// <summary>The time in which the pitch of a sweeping tone comes down by a factor of e, in seconds.</summary>
    private const double SweepTime = 0.02;

    /// <summary>The natural logarithm of 60 dB of amplitude.</summary>
    private const double SixtyDecibels = 6.907755278982137;

    /// <summary>Returns a stroke whose peak is at most 1, as long as it takes to fall by 60 dB.</summary>
    public static float[] Stroke(DrumSound sound, int sampleRate, SeededRandom random)
    {
        var seconds = Math.Max(
            sound.Noise < 1 ? sound.ToneDecay.TotalSeconds : 0,
            sound.Noise > 0 ? sound.NoiseDecay.TotalSeconds : 0);
        var stroke = new float[Math.Max(1, (int)Math.Round(seconds * sampleRate))];
        if (sound.Noise < 1)
            AddTone(stroke, sound, sampleRate);
        if (sound.Noise > 0)
            AddNoise(stroke, sound, sampleRate, random);
        return stroke;
    }

    private static void AddTone(float[] stroke, DrumSound sound, int sampleRate)
    {
        var phase = 0.0;
        for (var i = 0; i < stroke.Length; i++)
        {
            var time = (double)i / sampleRate;
            stroke[i] += (float)((1 - sound.Noise) * Math.Cos(phase) * Math.Exp(-SixtyDecibels * time / sound.ToneDecay.TotalSeconds));
            var frequency = sound.Frequency * (1 + (sound.Sweep - 1) * Math.Exp(-time / SweepTime));
            // Above half the sample rate the tone stands still rather than folding back.
            phase += 2 * Math.PI * Math.Min(frequency, 0.5 * sampleRate) / sampleRate;
        }
    }

    private static void AddNoise(float[] stroke, DrumSound sound, int sampleRate, SeededRandom random)
    {
        var band = new BandPass(Math.Min(sound.NoiseCenter, 0.45 * sampleRate), sound.NoiseOctaves, sampleRate);
        var noise = new double[stroke.Length];
        var peak = 0.0;
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = band.Next(random.Between(-1, 1)) * Math.Exp(-SixtyDecibels * i / (sampleRate * sound.NoiseDecay.TotalSeconds));
            peak = Math.Max(peak, Math.Abs(noise[i]));
        }

        // Scaled by its own peak, so that a narrow band is as loud as a wide one.
        for (var i = 0; i < noise.Length; i++)
            stroke[i] += (float)(sound.Noise * noise[i] / peak);
    }
}
