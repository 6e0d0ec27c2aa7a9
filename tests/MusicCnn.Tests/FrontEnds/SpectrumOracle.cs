using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Evaluates the definitions of spectra in double precision with MathNet's FFT, independently of the library.</summary>
internal static class SpectrumOracle
{
    /// <summary>Returns the short-time spectrum, [frequency, time]. The window is as long as the FFT.</summary>
    public static Complex[,] Stft(double[] signal, double[] window, int hop, FramePlacement placement, EdgePadding padding)
    {
        var size = window.Length;
        var before = placement == FramePlacement.Inside ? 0 : size / 2;
        var frames = Enumerable.Range(0, int.MaxValue).TakeWhile(t => Begins(t)).Count();
        var spectrum = new Complex[(size / 2) + 1, frames];
        for (var t = 0; t < frames; t++)
        {
            var frame = new Complex[size];
            for (var n = 0; n < size; n++)
                frame[n] = window[n] * Sample(signal, (t * hop) + n - before, padding);
            Fourier.Forward(frame, FourierOptions.AsymmetricScaling);
            for (var f = 0; f <= size / 2; f++)
                spectrum[f, t] = frame[f];
        }

        return spectrum;

        // The rules in words: a frame lies inside the padded signal, or its predecessor's center lies before the end.
        bool Begins(int t) => placement == FramePlacement.CenteredPastEnd
            ? t == 0 || (t - 1) * hop < signal.Length
            : (t * hop) + size <= signal.Length + (2 * before);
    }

    /// <summary>Returns a window in the middle of a frame.</summary>
    public static double[] Center(double[] window, int size)
    {
        var frame = new double[size];
        window.CopyTo(frame, (size - window.Length) / 2);
        return frame;
    }

    /// <summary>Returns Σ_k W(b, k) s(k, t), [band, time], row after row.</summary>
    public static double[] Sum(double[,] bank, Complex[,] spectrum, bool power = true)
    {
        var (bands, bins, frames) = (bank.GetLength(0), bank.GetLength(1), spectrum.GetLength(1));
        var result = new double[bands * frames];
        for (var b = 0; b < bands; b++)
        {
            for (var t = 0; t < frames; t++)
            {
                for (var k = 0; k < bins; k++)
                {
                    var magnitude = spectrum[k, t].Magnitude;
                    result[(b * frames) + t] += bank[b, k] * (power ? magnitude * magnitude : magnitude);
                }
            }
        }

        return result;
    }

    /// <summary>Returns a mel bank of triangles over hertz.</summary>
    public static double[,] MelBank(int sampleRate, int size, int bands, double low, double high, bool slaney, bool areaNorm)
    {
        var (lowMel, highMel) = (Mel(low), Mel(high));
        double Edge(int i) => Hertz(lowMel + ((highMel - lowMel) * i / (bands + 1)));
        var bank = new double[bands, (size / 2) + 1];
        for (var b = 0; b < bands; b++)
        {
            var (left, center, right) = (Edge(b), Edge(b + 1), Edge(b + 2));
            for (var k = 0; k <= size / 2; k++)
            {
                var frequency = (double)sampleRate * k / size;
                var weight = frequency <= left || frequency >= right ? 0
                    : frequency <= center ? (frequency - left) / (center - left) : (right - frequency) / (right - center);
                bank[b, k] = areaNorm ? 2 * weight / (right - left) : weight;
            }
        }

        return bank;

        double Mel(double hertz) => !slaney ? 2595 * Math.Log10(1 + (hertz / 700))
            : hertz < 1000 ? hertz * 0.015 : 15 + (27 * Math.Log(hertz / 1000, 6.4));
        double Hertz(double mel) => !slaney ? 700 * (Math.Pow(10, mel / 2595) - 1)
            : mel < 15 ? mel / 0.015 : 1000 * Math.Pow(6.4, (mel - 15) / 27);
    }

    /// <summary>Returns complex numbers row after row, real and imaginary parts in turn.</summary>
    public static double[] Interleaved(Complex[,] spectrum) =>
        spectrum.Cast<Complex>().SelectMany(value => new[] { value.Real, value.Imaginary }).ToArray();

    private static double Sample(double[] signal, int position, EdgePadding padding)
    {
        if (position >= 0 && position < signal.Length)
            return signal[position];
        return padding switch
        {
            EdgePadding.Zero => 0,
            EdgePadding.Replicate => position < 0 ? signal[0] : signal[^1],
            // One reflection after the other, as NumPy pads.
            _ when signal.Length == 1 => signal[0],
            _ => Sample(signal, position < 0 ? -position : (2 * (signal.Length - 1)) - position, padding),
        };
    }
}
