using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace MusicCnn.Tests.Weights;

/// <summary>Evaluates musicnn's input by its description, in double precision from the waveform on.</summary>
internal static class LogMelOracle
{
    private const int SampleRate = 16_000;
    private const int FftSize = 512;
    private const int Hop = 256;
    private const int Bands = 96;

    /// <summary>Returns the image, frame by band: frames centered on multiples of the hop, the signal mirrored at its ends, power, Slaney's mel bank,
    /// rounded to half precision, log₁₀(1 + 10,000 x).</summary>
    public static double[,] Image(float[] samples)
    {
        var bank = Bank();
        var image = new double[1 + samples.Length / Hop, Bands];
        for (var t = 0; t < image.GetLength(0); t++)
        {
            var spectrum = new Complex[FftSize];
            for (var n = 0; n < FftSize; n++)
                spectrum[n] = (0.5 - 0.5 * Math.Cos(2 * Math.PI * n / FftSize)) * samples[Mirrored(t * Hop - FftSize / 2 + n, samples.Length)];
            Fourier.Forward(spectrum, FourierOptions.NoScaling);
            for (var band = 0; band < Bands; band++)
            {
                var power = 0.0;
                for (var k = 0; k <= FftSize / 2; k++)
                    power += bank[band, k] * (spectrum[k].Real * spectrum[k].Real + spectrum[k].Imaginary * spectrum[k].Imaginary);
                image[t, band] = Math.Log10(1 + 10_000 * (double)(Half)power);
            }
        }

        return image;
    }

    /// <summary>Returns where a position beyond an end lies when the signal is mirrored there; the sample at the end is not repeated.</summary>
    private static int Mirrored(int position, int length) => position < 0 ? -position : position >= length ? 2 * (length - 1) - position : position;

    /// <summary>Returns triangles between points even in mel, each scaled to an area of 1 over hertz.</summary>
    private static double[,] Bank()
    {
        var edges = Enumerable.Range(0, Bands + 2).Select(i => Hertz(i * Mel(SampleRate / 2) / (Bands + 1))).ToArray();
        var bank = new double[Bands, FftSize / 2 + 1];
        for (var band = 0; band < Bands; band++)
        {
            var (low, center, high) = (edges[band], edges[band + 1], edges[band + 2]);
            for (var k = 0; k <= FftSize / 2; k++)
            {
                var frequency = (double)k * SampleRate / FftSize;
                bank[band, k] = Math.Max(0, Math.Min((frequency - low) / (center - low), (high - frequency) / (high - center))) * 2 / (high - low);
            }
        }

        return bank;
    }

    // 200/3 Hz a mel up to 1000 Hz, which is mel 15; above, 27 mels for a ratio of 6.4.
    private static double Mel(double hertz) => hertz < 1_000 ? hertz * 3 / 200 : 15 + 27 * Math.Log(hertz / 1_000, 6.4);

    private static double Hertz(double mel) => mel < 15 ? mel * 200 / 3 : 1_000 * Math.Pow(6.4, (mel - 15) / 27);
}
