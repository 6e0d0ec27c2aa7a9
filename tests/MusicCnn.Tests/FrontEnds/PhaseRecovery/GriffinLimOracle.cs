using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.FrontEnds.PhaseRecovery;

/// <summary>Evaluates torchaudio 0.13's fast Griffin-Lim algorithm in double precision with MathNet's FFT, independently of the library.</summary>
/// <remarks>Reflected ends; real and imaginary part of the start uniform in [0, 1); 1e-16 added to |Z|.</remarks>
internal static class GriffinLimOracle
{
    /// <summary>Returns the spectral convergence after some iterations.</summary>
    public static double TorchaudioConvergence(double[,] magnitude, double[] window, int hop, int samples, int iterations, double momentum, int seed)
    {
        var (bins, frames) = (magnitude.GetLength(0), magnitude.GetLength(1));
        var random = new Random(seed);
        var spectrum = new Complex[bins, frames];
        Each((f, t) => spectrum[f, t] = magnitude[f, t] * new Complex(random.NextDouble(), random.NextDouble()));
        var before = new Complex[bins, frames];
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var rebuilt = Stft(Inverse(spectrum, window, hop, samples), window, hop);
            Each((f, t) =>
            {
                var sum = rebuilt[f, t] - (momentum / (1 + momentum) * before[f, t]);
                spectrum[f, t] = magnitude[f, t] * sum / (sum.Magnitude + 1e-16);
            });
            before = rebuilt;
        }

        return Convergence(magnitude, Inverse(spectrum, window, hop, samples), window, hop);

        void Each(Action<int, int> action)
        {
            for (var f = 0; f < bins; f++)
            {
                for (var t = 0; t < frames; t++)
                    action(f, t);
            }
        }
    }

    /// <summary>Returns ‖|STFT(y)| − M‖ / ‖M‖, frames centered, ends reflected.</summary>
    public static double Convergence(double[,] magnitude, double[] signal, double[] window, int hop)
    {
        var spectrum = Stft(signal, window, hop);
        var (error, total) = (0.0, 0.0);
        for (var f = 0; f < magnitude.GetLength(0); f++)
        {
            for (var t = 0; t < magnitude.GetLength(1); t++)
            {
                error += Math.Pow(spectrum[f, t].Magnitude - magnitude[f, t], 2);
                total += magnitude[f, t] * magnitude[f, t];
            }
        }

        return Math.Sqrt(error / total);
    }

    /// <summary>Returns the magnitudes of a signal, frames centered, ends reflected.</summary>
    public static double[,] Magnitude(double[] signal, double[] window, int hop)
    {
        var spectrum = Stft(signal, window, hop);
        var magnitude = new double[spectrum.GetLength(0), spectrum.GetLength(1)];
        for (var f = 0; f < magnitude.GetLength(0); f++)
        {
            for (var t = 0; t < magnitude.GetLength(1); t++)
                magnitude[f, t] = spectrum[f, t].Magnitude;
        }

        return magnitude;
    }

    private static Complex[,] Stft(double[] signal, double[] window, int hop) =>
        SpectrumOracle.Stft(signal, window, hop, FramePlacement.Centered, EdgePadding.Reflect);

    private static double[] Inverse(Complex[,] spectrum, double[] window, int hop, int samples)
    {
        var (size, frames) = (window.Length, spectrum.GetLength(1));
        var sum = new double[size + (hop * (frames - 1))];
        var squares = new double[sum.Length];
        var frame = new Complex[size];
        for (var t = 0; t < frames; t++)
        {
            for (var f = 0; f < size; f++)
                frame[f] = f <= size / 2 ? spectrum[f, t] : Complex.Conjugate(spectrum[size - f, t]);
            (frame[0], frame[size / 2]) = (frame[0].Real, frame[size / 2].Real);
            Fourier.Inverse(frame, FourierOptions.AsymmetricScaling);
            for (var n = 0; n < size; n++)
            {
                sum[(t * hop) + n] += window[n] * frame[n].Real;
                squares[(t * hop) + n] += window[n] * window[n];
            }
        }

        return [.. Enumerable.Range(size / 2, samples).Select(m => m < sum.Length ? sum[m] / squares[m] : 0)];
    }
}
