using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Evaluates Kaldi's filter bank in double precision, step after step, with MathNet's FFT.</summary>
internal static class KaldiOracle
{
    private static readonly double Epsilon = Math.Pow(2, -23);

    /// <summary>Returns the image [row, frame], row after row.</summary>
    public static double[] Image(double[] signal, KaldiFilterBankOptions options)
    {
        var length = (int)(options.SampleRate * options.FrameMilliseconds / 1000);
        var hop = (int)(options.SampleRate * options.ShiftMilliseconds / 1000);
        var size = 1;
        while (size < length)
            size *= 2;
        if (!options.RoundToPowerOfTwo)
            size = length;

        var window = options.Window.Samples(length, periodic: false);
        var bank = Bank(options, size);
        var columns = new List<double[]>();
        for (var t = 0; ; t++)
        {
            var start = options.SnipEdges ? t * hop : (t * hop) - ((length / 2) - (hop / 2));
            if (options.SnipEdges ? start + length > signal.Length : t >= (signal.Length + (hop / 2)) / hop)
                break;
            columns.Add(Column([.. Enumerable.Range(start, length).Select(n => options.Scale * Sample(signal, n))], window, bank, size, options));
        }

        var rows = columns[0].Length;
        var means = Enumerable.Range(0, rows).Select(row => options.SubtractMean ? columns.Average(column => column[row]) : 0).ToArray();
        return [.. Enumerable.Range(0, rows).SelectMany(row => columns.Select(column => column[row] - means[row]))];
    }

    /// <summary>Returns the weights [band, bin], bins 0 … N/2 − 1.</summary>
    public static double[,] Bank(KaldiFilterBankOptions options, int size)
    {
        static double Mel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));
        var bank = new double[options.MelBands, size / 2];
        var low = Mel(options.MinFrequency);
        var step = (Mel(options.MaxFrequency ?? options.SampleRate / 2.0) - low) / (options.MelBands + 1);
        for (var b = 0; b < options.MelBands; b++)
        {
            for (var k = 0; k < size / 2; k++)
            {
                var mel = Mel((double)options.SampleRate * k / size);
                bank[b, k] = Math.Max(0, Math.Min((mel - low - (b * step)) / step, (low + ((b + 2) * step) - mel) / step));
            }
        }

        return bank;
    }

    private static double[] Column(double[] frame, double[] window, double[,] bank, int size, KaldiFilterBankOptions options)
    {
        var mean = options.RemoveMean ? frame.Average() : 0;
        var raw = frame.Select(x => x - mean).ToArray();
        var shaped = raw.Select((x, j) => window[j] * (x - (options.PreEmphasis * raw[Math.Max(0, j - 1)]))).ToArray();
        var spectrum = new Complex[size];
        for (var j = 0; j < shaped.Length; j++)
            spectrum[j] = shaped[j];
        Fourier.Forward(spectrum, FourierOptions.AsymmetricScaling);

        var column = new List<double>();
        for (var b = 0; b < options.MelBands; b++)
        {
            var sum = 0.0;
            for (var k = 0; k < size / 2; k++)
                sum += bank[b, k] * (options.Spectrum == SpectrumKind.Power ? spectrum[k].MagnitudeSquared() : spectrum[k].Magnitude);
            column.Add(options.Logarithm ? Math.Log(Math.Max(sum, Epsilon)) : sum);
        }

        if (options.UseEnergy)
        {
            var energy = Math.Log(Math.Max((options.RawEnergy ? raw : shaped).Sum(x => x * x), Epsilon));
            column.Insert(options.EnergyLast ? options.MelBands : 0, options.EnergyFloor > 0 ? Math.Max(energy, Math.Log(options.EnergyFloor)) : energy);
        }

        return [.. column];
    }

    private static double MagnitudeSquared(this Complex value) => (value.Real * value.Real) + (value.Imaginary * value.Imaginary);

    private static double Sample(double[] signal, int n) =>
        n < 0 ? Sample(signal, -1 - n) : n >= signal.Length ? Sample(signal, (2 * signal.Length) - 1 - n) : signal[n];
}
