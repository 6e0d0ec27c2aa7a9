using System.Numerics;
using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Evaluates constant-Q transforms as sums over samples, in double precision, word for word as the three rules define them.</summary>
internal static class ConstantQOracle
{
    /// <summary>Returns C(k, t), [bin, frame], for frames first, first + 1, … of the given settings.</summary>
    public static Complex[,] Transform(double[] signal, ConstantQOptions options, double gamma = 0, int first = 0, int? frames = null)
    {
        var count = frames ?? 1 + (signal.Length / options.HopLength);
        var transform = new Complex[options.Bins, count];
        for (var k = 0; k < options.Bins; k++)
        {
            var atom = Atom(options, k, gamma);
            for (var t = 0; t < count; t++)
                transform[k, t] = atom.Aggregate(Complex.Zero, (sum, value) => sum + (value.Value * Sample(signal, ((first + t) * options.HopLength) + value.Offset, options)));
        }

        return transform;
    }

    /// <summary>Returns the length of an atom, in samples.</summary>
    public static double Length(ConstantQOptions options, int bin, double gamma = 0)
    {
        var ratio = Math.Pow(2, 1.0 / options.BinsPerOctave);
        var isBrown = (options.QualityFactor ?? (options.AtomRule == AtomRule.NnAudio ? QualityFactor.Brown : QualityFactor.Symmetric)) == QualityFactor.Brown;
        var alpha = isBrown ? ratio - 1 : ((ratio * ratio) - 1) / ((ratio * ratio) + 1);
        return options.FilterScale / alpha * options.SampleRate / (Frequency(options, bin) + (gamma / alpha));
    }

    private static double Frequency(ConstantQOptions options, int bin) => options.MinFrequency * Math.Pow(2, (double)bin / options.BinsPerOctave);

    /// <summary>Returns what each sample near the center of a frame is multiplied by.</summary>
    private static List<(int Offset, Complex Value)> Atom(ConstantQOptions options, int bin, double gamma)
    {
        var (length, cycles) = (Length(options, bin, gamma), Frequency(options, bin) / options.SampleRate);
        var window = new List<(int Offset, double Weight)>();
        switch (options.AtomRule)
        {
            case AtomRule.Exact:
                for (var n = (int)-Math.Ceiling(length / 2); n <= length / 2; n++)
                {
                    if (Math.Abs(n) < length / 2)
                        window.Add((n, 0.5 + (0.5 * Math.Cos(2 * Math.PI * n / length))));
                }

                break;
            case AtomRule.Librosa:
                // a(m) meets x(th − m).
                var from = (int)-Math.Ceiling(length / 2);
                var size = (int)Math.Floor(length / 2) - from;
                for (var i = 0; i < size; i++)
                    window.Add((-(from + i), 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / size))));
                break;
            default:
                length = Math.Ceiling(length);
                for (var i = 0; i < length; i++)
                    window.Add(((int)-Math.Ceiling(length / 2) + i, 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / length))));
                break;
        }

        var sum = window.Sum(sample => sample.Weight);
        var isLibrary = options.AtomRule != AtomRule.Exact;
        var factor = (options.Normalization ?? (isLibrary ? AtomNormalization.RootLength : AtomNormalization.UnitSine)) switch
        {
            AtomNormalization.UnitSine => 2 / sum,
            AtomNormalization.HalfSine => 1 / sum,
            AtomNormalization.RootLength => Math.Sqrt(length) / sum,
            AtomNormalization.Length => length / sum,
            _ => 1 / Math.Sqrt(window.Sum(sample => sample.Weight * sample.Weight)),
        };
        return [.. window.Select(sample => (sample.Offset, Complex.FromPolarCoordinates(factor * sample.Weight, -2 * Math.PI * cycles * sample.Offset)))];
    }

    private static double Sample(double[] signal, long position, ConstantQOptions options)
    {
        var padding = options.EdgePadding ?? (options.AtomRule == AtomRule.NnAudio ? EdgePadding.Reflect : EdgePadding.Zero);
        if (position >= 0 && position < signal.Length)
            return signal[position];
        switch (padding)
        {
            case EdgePadding.Zero:
                return 0;
            case EdgePadding.Replicate:
                return position < 0 ? signal[0] : signal[^1];
            default:
                while (position < 0 || position >= signal.Length)
                    position = signal.Length == 1 ? 0 : position < 0 ? -position : (2 * (signal.Length - 1)) - position;
                return signal[position];
        }
    }
}
