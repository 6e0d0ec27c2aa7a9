using System.Numerics;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Evaluates the definitions of chroma in double precision, independently of the library.</summary>
internal static class ChromaOracle
{
    /// <summary>Returns the weights, [class, FFT bin]; row 0 is C, or A.</summary>
    public static double[,] Bank(int sampleRate, int size, int classes = 12, double tuning = 0, bool fromC = true, double center = 5, double? width = 2)
    {
        var q = new double[size];
        for (var k = 1; k < size; k++)
            q[k] = classes * Math.Log((double)k * sampleRate / size / (440 * Math.Pow(2, tuning / classes) / 16), 2);
        q[0] = q[1] - (1.5 * classes);
        var bank = new double[classes, (size / 2) + 1];
        for (var k = 0; k <= size / 2; k++)
        {
            var b = k == size - 1 ? 1 : Math.Max(q[k + 1] - q[k], 1);
            var column = Enumerable.Range(0, classes).Select(c => Math.Exp(-2 * Math.Pow(Nearest(q[k] - c) / b, 2))).ToArray();
            var norm = Math.Sqrt(column.Sum(x => x * x));
            var octave = width is null ? 1 : Math.Exp(-0.5 * Math.Pow(((q[k] / classes) - center) / width.Value, 2));
            for (var c = 0; c < classes; c++)
                bank[c, k] = column[(c + (fromC ? 3 * (classes / 12) : 0)) % classes] / norm * octave;
        }

        return bank;

        // The distance to the nearest multiple of an octave.
        double Nearest(double distance)
        {
            while (distance >= classes - Math.Round(classes / 2.0))
                distance -= classes;
            while (distance < -Math.Round(classes / 2.0))
                distance += classes;
            return distance;
        }
    }

    /// <summary>Returns the tuning that the peaks of spectra [frequency, time] suggest, in classes.</summary>
    public static double Tuning(IReadOnlyList<Complex[,]> spectra, int sampleRate, int size, int classes = 12)
    {
        var peaks = new List<(double Residual, double Strength)>();
        foreach (var spectrum in spectra)
        {
            for (var t = 0; t < spectrum.GetLength(1); t++)
            {
                var power = Enumerable.Range(0, spectrum.GetLength(0)).Select(k => Math.Pow(spectrum[k, t].Magnitude, 2)).ToArray();
                var floored = power.Select(p => p > 0.1 * power.Max() ? p : 0).ToArray();
                for (var k = (int)Math.Ceiling(150.0 * size / sampleRate); k < power.Length - 1 && k * (double)sampleRate / size < 4000; k++)
                {
                    if (floored[k] <= floored[k - 1] || floored[k] < floored[k + 1])
                        continue;
                    var (left, right) = (power[k] - power[k - 1], power[k + 1] - power[k]);
                    var shift = Math.Abs(left + right) / 2 < Math.Abs(right - left) ? (left + right) / 2 / (left - right) : 0;
                    var classesAboveA = classes * Math.Log2((k + shift) * sampleRate / size / 27.5);
                    peaks.Add((classesAboveA - Math.Floor(classesAboveA + 0.5), power[k] + ((left + right) / 4 * shift)));
                }
            }
        }

        var strengths = peaks.Select(peak => peak.Strength).Order().ToArray();
        var median = (strengths[(strengths.Length - 1) / 2] + strengths[strengths.Length / 2]) / 2;
        return peaks.Where(peak => peak.Strength >= median)
            .GroupBy(peak => Math.Floor((peak.Residual + 0.5) / 0.01))
            .OrderByDescending(cell => cell.Count()).ThenBy(cell => cell.Key)
            .Select(cell => (cell.Key / 100) - 0.5).First();
    }

    /// <summary>Returns an image [class, time] with each frame divided by its largest value.</summary>
    public static double[] DivideByMaximum(double[] image, int classes)
    {
        var frames = image.Length / classes;
        return [.. image.Select((value, i) => value / Enumerable.Range(0, classes).Max(c => image[(c * frames) + (i % frames)]))];
    }
}
