namespace MusicCnn.Tests.Support;

/// <summary>Makes the signals of tests, in double precision.</summary>
internal static class TestSignals
{
    /// <summary>Returns the probe signal of the reference values: 0.5 sin(0.05 n) + 0.3 cos(0.31 n + 5e-5 n²).</summary>
    public static double[] Probe(int length) => Make(length, n => (0.5 * Math.Sin(0.05 * n)) + (0.3 * Math.Cos((0.31 * n) + (5e-5 * n * n))));

    /// <summary>Returns a sine.</summary>
    public static double[] Sine(int length, double frequency, double sampleRate, double amplitude = 1, double phase = 0) =>
        Make(length, n => amplitude * Math.Sin((2 * Math.PI * frequency * n / sampleRate) + phase));

    /// <summary>Returns an impulse of height 1.</summary>
    public static double[] Impulse(int length, int position) => Make(length, n => n == position ? 1 : 0);

    /// <summary>Returns white noise, evenly distributed in [-amplitude, amplitude].</summary>
    public static double[] Noise(int length, int seed, double amplitude = 1)
    {
        var random = new Random(seed);
        return Make(length, _ => amplitude * ((2 * random.NextDouble()) - 1));
    }

    /// <summary>Returns silence.</summary>
    public static double[] Silence(int length) => new double[length];

    private static double[] Make(int length, Func<int, double> value)
    {
        var samples = new double[length];
        for (var n = 0; n < length; n++)
            samples[n] = value(n);
        return samples;
    }
}
