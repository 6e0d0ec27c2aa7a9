using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MusicCnn.FrontEnds;
using Window = MusicCnn.Signals.Windows.Window;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Evaluates the definitions of cepstra, slopes, onset strength and tempograms in double precision, with plain loops; images are [row][frame].</summary>
internal static class CepstrumOracle
{
    /// <summary>Returns the mel power of librosa's or torchaudio's settings; samples are taken as float32 has them.</summary>
    public static double[][] Mel(double[] signal, MelSpectrogramOptions options)
    {
        var window = Window.Hann.Samples(options.FftSize);
        var rounded = Array.ConvertAll(signal, value => (double)(float)value);
        var spectrum = SpectrumOracle.Stft(rounded, window, options.HopLength!.Value, FramePlacement.Centered, options.EdgePadding);
        var bank = SpectrumOracle.MelBank(
            options.SampleRate, options.FftSize, options.MelBands, 0, options.SampleRate / 2.0, options.Formula == MelFormula.Slaney, options.Normalization == MelNormalization.Area);
        return [.. SpectrumOracle.Sum(bank, spectrum).Chunk(spectrum.GetLength(1))];
    }

    /// <summary>Returns levels in decibels, none further below the largest than a limit.</summary>
    public static double[][] Decibels(double[][] power, double top = 80)
    {
        var levels = Map(power, value => 10 * Math.Log10(Math.Max(1e-10, value)));
        var largest = levels.Max(row => row.Max());
        return Map(levels, level => Math.Max(level, largest - top));
    }

    /// <summary>Returns the orthonormal cosine transform over rows, liftered.</summary>
    public static double[][] Cepstrum(double[][] levels, int coefficients, double lifter = 0, int first = 1)
    {
        var bands = levels.Length;
        var result = new double[coefficients][];
        for (var k = 0; k < coefficients; k++)
        {
            var weight = lifter > 0 ? 1 + (lifter / 2 * Math.Sin(Math.PI * (k + first) / lifter)) : 1;
            result[k] = new double[levels[0].Length];
            for (var t = 0; t < result[k].Length; t++)
            {
                var sum = 0.0;
                for (var m = 0; m < bands; m++)
                    sum += levels[m][t] * Math.Cos(Math.PI * k * (m + 0.5) / bands);
                result[k][t] = sum * weight * Math.Sqrt((k == 0 ? 1.0 : 2.0) / bands);
            }
        }

        return result;
    }

    /// <summary>Returns the derivative of the polynomial, of the degree of the order, that comes nearest to a window in the sense of least squares.</summary>
    public static double[] Slope(double[] row, int width, int order, DeltaEdges edges)
    {
        var half = width / 2;
        return [.. row.Select((_, t) =>
        {
            var center = edges == DeltaEdges.Interpolate ? Math.Clamp(t, half, row.Length - 1 - half) : t;
            var places = Enumerable.Range(-half, width).ToArray();
            var values = places.Select(j => row[Math.Clamp(center + j, 0, row.Length - 1)]).ToArray();
            var polynomial = Fit.Polynomial(Array.ConvertAll(places, place => (double)place), values, order, MathNet.Numerics.LinearRegression.DirectRegressionMethod.QR);
            return polynomial[order] * SpecialFunctions.Factorial(order);
        })];
    }

    /// <summary>Returns the mean growth of rows.</summary>
    public static double[] Flux(double[][] levels, int lag, int neighbors, int delay)
    {
        var (bands, frames) = (levels.Length, levels[0].Length);
        var result = new double[frames];
        for (var t = lag; t + delay < frames; t++)
        {
            for (var b = 0; b < bands; b++)
            {
                var reference = double.NegativeInfinity;
                for (var other = Math.Max(0, b - (neighbors / 2)); other <= Math.Min(bands - 1, b + neighbors - 1 - (neighbors / 2)); other++)
                    reference = Math.Max(reference, levels[other][t - lag]);
                result[t + delay] += Math.Max(0, levels[b][t] - reference) / bands;
            }
        }

        return result;
    }

    /// <summary>Returns a tempogram, [lag][frame].</summary>
    public static double[][] Tempogram(double[] onsets, int width)
    {
        var half = width / 2;
        var window = Window.Hann.Samples(width);
        var image = Enumerable.Range(0, width).Select(_ => new double[onsets.Length]).ToArray();
        for (var t = 0; t < onsets.Length; t++)
        {
            var frame = Vector<double>.Build.Dense(width, n => window[n] * At(t - half + n));
            var energy = frame.DotProduct(frame);
            for (var lag = 0; lag < width && energy > 0; lag++)
                image[lag][t] = frame.SubVector(lag, width - lag).DotProduct(frame.SubVector(0, width - lag)) / energy;
        }

        return image;

        // Beyond the ends straight lines: 0, 1/half, 2/half, ... of the first value, and so down again behind the last.
        double At(int position) => position < 0 ? onsets[0] * Math.Max(0, half + position) / half
            : position < onsets.Length ? onsets[position]
            : onsets[^1] * Math.Max(0, half - 1 - (position - onsets.Length)) / half;
    }

    public static double[][] Map(double[][] image, Func<double, double> function) => Array.ConvertAll(image, row => Array.ConvertAll(row, value => function(value)));

    /// <summary>Returns an image row after row.</summary>
    public static double[] Flat(double[][] image) => [.. image.SelectMany(row => row)];
}
