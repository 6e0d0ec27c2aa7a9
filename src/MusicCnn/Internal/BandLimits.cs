namespace MusicCnn.Internal;

/// <summary>Checks the range of frequencies that a bank of filters covers; every message names the setting at fault and what to do.</summary>
internal static class BandLimits
{
    /// <summary>Throws unless the range is not empty and ends at or below half the sample rate.</summary>
    /// <param name="lowest">The setting MinFrequency, in hertz.</param>
    /// <param name="highest">The setting MaxFrequency, in hertz, or <see langword="null"/> for half the sample rate.</param>
    /// <param name="sampleRate">The sample rate, in hertz.</param>
    /// <param name="name">The name of the parameter that holds the settings.</param>
    /// <exception cref="ArgumentException">The range is empty or ends too high.</exception>
    public static void Check(double lowest, double? highest, int sampleRate, string name)
    {
        var nyquist = sampleRate / 2.0;
        if (lowest >= nyquist)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"MinFrequency must lie below half the sample rate ({nyquist} Hz), but was {lowest} Hz. Lower it, or raise SampleRate."),
                name);
        }

        if (highest > nyquist)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"MaxFrequency must not lie above half the sample rate ({nyquist} Hz), but was {highest} Hz. ")
                + "Lower it, raise SampleRate, or leave it null for half the sample rate.",
                name);
        }

        if (highest <= lowest)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"MaxFrequency must lie above MinFrequency ({lowest} Hz), but was {highest} Hz. Raise MaxFrequency, or lower MinFrequency."),
                name);
        }
    }
}
