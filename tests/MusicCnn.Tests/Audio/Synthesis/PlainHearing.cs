using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;

namespace MusicCnn.Tests.Audio.Synthesis;

/// <summary>What a listener has who hears only one side of a clip, in plain loops: the spectrum without time, loudness over time without frequency, or the intervals between partials.</summary>
internal static class PlainHearing
{
    private const int FrameLength = 1024;

    private const int Hop = 256;

    /// <summary>Returns the mean over time of the level of thirds of octaves from 100 Hz to 6.4 kHz, in decibels, less the mean of all: no loudness, no time.</summary>
    public static double[] MeanSpectrum(AudioClip clip)
    {
        var levels = new double[18];
        var frames = 0;
        for (var start = 0; start + FrameLength <= clip.Length; start += FrameLength, frames++)
        {
            var spectrum = new Complex[FrameLength];
            for (var i = 0; i < FrameLength; i++)
                spectrum[i] = clip.Channel(0)[start + i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / FrameLength)));
            Fourier.Forward(spectrum, FourierOptions.NoScaling);
            for (var band = 0; band < levels.Length; band++)
            {
                var first = 100 * Math.Pow(2, band / 3.0) * FrameLength / clip.SampleRate;
                var power = Enumerable.Range((int)Math.Round(first), Math.Max(1, (int)(first * 0.26))).Sum(bin => spectrum[bin].Magnitude * spectrum[bin].Magnitude);
                levels[band] += 10 * Math.Log10(power + 1e-9);
            }
        }

        var mean = levels.Average();
        return [.. levels.Select(level => (level - mean) / frames)];
    }

    /// <summary>Returns the autocorrelation of onsets, of any frequency, at 48 lags from 0.09 to 1.5 s, a fixed ratio apart: no spectrum.</summary>
    public static double[] OnsetTimes(AudioClip clip)
    {
        var levels = new List<double>();
        for (var start = 0; start + Hop <= clip.Length; start += Hop)
            levels.Add(10 * Math.Log10(Power(clip.Channel(0).Slice(start, Hop)) + 1e-9));
        var onsets = levels.Zip(levels.Skip(3), (before, now) => Math.Max(0, now - before)).ToArray();
        var mean = onsets.Average();
        var lagged = Enumerable.Range(0, 48).Select(i =>
        {
            var lag = (int)Math.Round(0.09 * Math.Pow(1.5 / 0.09, i / 47.0) * clip.SampleRate / Hop);
            return onsets.Zip(onsets.Skip(lag), (a, b) => (a - mean) * (b - mean)).Average();
        });
        var variance = onsets.Average(onset => (onset - mean) * (onset - mean));
        return [.. lagged.Select(product => product / variance)];

        static double Power(ReadOnlySpan<float> samples)
        {
            var sum = 0.0;
            foreach (var sample in samples)
                sum += sample * sample;
            return sum / samples.Length;
        }
    }

    /// <summary>Returns the mean loudness and how far it spreads, and the highest, in decibels.</summary>
    public static double[] Loudness(AudioClip clip)
    {
        var levels = new List<double>();
        for (var start = 0; start + FrameLength <= clip.Length; start += FrameLength)
            levels.Add(10 * Math.Log10(clip.Channel(0).Slice(start, FrameLength).ToArray().Average(sample => sample * sample) + 1e-9));
        var mean = levels.Average();
        return [mean, Math.Sqrt(levels.Average(level => (level - mean) * (level - mean))), levels.Max()];
    }

    /// <summary>Returns the level of each semitone from C3 to B7, in decibels above what is 50 dB below the strongest: places in frequency.</summary>
    public static double[] Semitones(AudioClip clip)
    {
        var spectrum = new Spectrum(clip.Channel(0)[..32_768], clip.SampleRate);
        var power = Enumerable.Range(48, 60).Select(note => spectrum.PowerBetween(Pitch.FromMidi(note - 0.4), Pitch.FromMidi(note + 0.4))).ToArray();
        return [.. power.Select(value => Math.Max(0, 50 + (10 * Math.Log10((value / power.Max()) + 1e-9))))];
    }

    /// <summary>Returns how strongly semitones sound that lie 1 to 24 apart: intervals, wherever they lie.</summary>
    public static double[] Intervals(double[] levels)
    {
        var energy = levels.Sum(level => level * level);
        return [.. Enumerable.Range(1, 24).Select(interval => levels.Zip(levels.Skip(interval), (low, high) => low * high).Sum() / energy)];
    }

    /// <summary>Returns what a listener has of each clip.</summary>
    public static double[][] Of(SyntheticSet set, Func<AudioClip, double[]> heard)
    {
        var all = new double[set.Count][];
        Parallel.For(0, set.Count, index => all[index] = heard(set.Load(index)));
        return all;
    }
}
