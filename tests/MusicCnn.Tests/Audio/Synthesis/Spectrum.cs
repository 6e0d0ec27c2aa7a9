using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace MusicCnn.Tests.Audio.Synthesis;

/// <summary>Represents the amplitude spectrum of a piece of sound, by MathNet's FFT under a Hann window.</summary>
internal sealed class Spectrum
{
    private readonly double[] _amplitudes;
    private readonly double _binWidth;
    private readonly double _power;

    public Spectrum(ReadOnlySpan<float> samples, int sampleRate)
    {
        var spectrum = new Complex[samples.Length];
        for (var i = 0; i < spectrum.Length; i++)
            spectrum[i] = samples[i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / spectrum.Length)));
        Fourier.Forward(spectrum, FourierOptions.NoScaling);

        // A sine of amplitude 1 reads 1: half of it lies at the negative frequency, and the window halves it again.
        _amplitudes = [.. spectrum.Take(spectrum.Length / 2).Select(value => 4 * value.Magnitude / spectrum.Length)];
        _power = _amplitudes.Sum(amplitude => amplitude * amplitude);
        _binWidth = (double)sampleRate / samples.Length;
    }

    /// <summary>Gets the frequency of the strongest bin, in hertz.</summary>
    public double Strongest => Array.IndexOf(_amplitudes, _amplitudes.Max()) * _binWidth;

    /// <summary>Returns the largest amplitude within two bins of a frequency.</summary>
    public double At(double frequency)
    {
        var bin = (int)Math.Round(frequency / _binWidth);
        return _amplitudes[Math.Max(0, bin - 2)..Math.Min(_amplitudes.Length, bin + 3)].Max();
    }

    /// <summary>Returns the share of the power between two frequencies.</summary>
    public double PowerBetween(double low, double high)
    {
        var (first, last) = ((int)Math.Ceiling(low / _binWidth), (int)Math.Min(Math.Floor(high / _binWidth), _amplitudes.Length - 1));
        var power = 0.0;
        for (var bin = first; bin <= last; bin++)
            power += _amplitudes[bin] * _amplitudes[bin];
        return power / _power;
    }
}
