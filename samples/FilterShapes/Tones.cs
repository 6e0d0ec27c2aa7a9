using static TorchSharp.torch;

namespace FilterShapes;

/// <summary>Repeated tones that differ in tempo (90 or 130 beats a minute) and in timbre (all harmonics or odd ones only).</summary>
/// <remarks>
/// Pitch, phase, start and loudness are drawn anew for each example, and a tone's envelope is as long as its beat, so that
/// neither the loudness nor the share of silence gives the answer away: only the spacing of the onsets tells the tempo,
/// only the pattern of the harmonics tells the timbre.
/// </remarks>
internal static class Tones
{
    public const int SampleRate = 8_000;
    public const string Tempo = "tempo";
    public const string Timbre = "timbre";

    /// <summary>The task of telling both at once: four classes.</summary>
    public const string Both = "both";

    private const int Samples = 3 * SampleRate;
    private const int Harmonics = 8;

    /// <summary>Returns <paramref name="count"/> waveforms [N, S] with the class of the task, and the other property drawn at random.</summary>
    public static (Tensor Waveforms, Tensor Labels) Make(string task, int count, int seed)
    {
        var waveforms = new float[count, Samples];
        var labels = new long[count];
        Parallel.For(0, count, item =>
        {
            var random = new Random(HashCode(seed, item));
            var fast = random.Next(2);
            var odd = random.Next(2);
            labels[item] = task switch { Tempo => fast, Timbre => odd, _ => (2 * fast) + odd };
            Render(waveforms, item, fast == 1 ? 130 : 90, odd == 1, random);
        });
        return (tensor(waveforms), tensor(labels));
    }

    private static void Render(float[,] waveforms, int item, double beatsPerMinute, bool oddOnly, Random random)
    {
        var period = 60 / beatsPerMinute * (0.96 + 0.08 * random.NextDouble());
        var pitch = 180 * Math.Pow(2, random.NextDouble());
        var level = 0.3 * Math.Pow(10, -random.NextDouble());
        var start = period * random.NextDouble();
        var amplitudes = Enumerable.Range(1, Harmonics).Select(n => oddOnly && n % 2 == 0 ? 0 : 1.0 / n).ToArray();
        var phases = amplitudes.Select(_ => 2 * Math.PI * random.NextDouble()).ToArray();
        for (var n = 0; n < Samples; n++)
        {
            var time = (double)n / SampleRate;
            var beat = (time + start) % period / period;
            var envelope = Math.Exp(-6 * beat) * Math.Min(1, beat * 50);
            var sum = 0.0;
            for (var h = 0; h < Harmonics; h++)
                sum += amplitudes[h] * Math.Sin(2 * Math.PI * pitch * (h + 1) * time + phases[h]);
            waveforms[item, n] = (float)(level * envelope * sum + 1e-4 * (random.NextDouble() - 0.5));
        }
    }

    /// <summary>A seed for each example that is the same on every run and machine, which <see cref="System.HashCode"/> is not.</summary>
    private static int HashCode(int seed, int item) => unchecked((seed * 486_187_739 + item) * 16_777_619);
}
