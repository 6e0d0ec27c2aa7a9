using static TorchSharp.torch;

namespace MusicCnn.Benchmarks;

/// <summary>Makes the signals that are measured: chords with overtones over faint noise, where rounding errors show between the tones.</summary>
internal static class BenchmarkSignals
{
    /// <summary>Returns float32 signals [count, samples] at a rate in hertz, the same ones every time.</summary>
    public static Tensor Chords(int count, int samples, int sampleRate)
    {
        var random = new Random(1);
        var values = new float[count * samples];
        for (var signal = 0; signal < count; signal++)
        {
            var pitch = 55 * Math.Pow(2, random.Next(36) / 12.0);
            for (var n = 0; n < samples; n++)
            {
                var phase = 2 * Math.PI * pitch * n / sampleRate;
                var chord = Math.Sin(phase) + Math.Sin(1.25 * phase) + Math.Sin(1.5 * phase) + (0.5 * Math.Sin(4 * phase));
                values[(signal * samples) + n] = (float)((0.2 * chord) + (1e-4 * (random.NextDouble() - 0.5)));
            }
        }

        return tensor(values, [count, samples]);
    }
}
