using static System.FormattableString;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Checks that the bins of a constant-Q transform lie below half the sample rate and that their atoms have a sensible length.</summary>
internal static class AtomLimits
{
    /// <summary>Half the bandwidth of a Hann window, in units of 1/length, as librosa counts it.</summary>
    private const double HalfBandwidth = 0.75009155;

    /// <summary>The longest atom, in samples: half a minute at 44.1 kHz is 1.3 million.</summary>
    private const double Longest = 1 << 24;

    /// <summary>The shortest atom, in samples: fewer and a window of whole samples is nothing but its peak.</summary>
    private const double Shortest = 4;

    /// <summary>Returns settings that do not contradict each other.</summary>
    /// <exception cref="ArgumentException">They do.</exception>
    public static T Valid<T>(T options)
        where T : AtomOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        return options;
    }

    /// <summary>Throws if a bin is too high for the rate, or an atom too long or too short.</summary>
    public static void Check(AtomOptions options, string name)
    {
        CheckLowest(options, options.MinFrequency, name);
        if (Fits(options, options.Frequency(options.Bins - 1)))
        {
            CheckShortest(options, options.Frequency(options.Bins - 1), name);
            return;
        }

        var possible = Enumerable.Range(1, options.Bins).Last(bins => bins == 1 || Fits(options, options.Frequency(bins - 1)));
        throw new ArgumentException(
            Invariant($"Bin {options.Bins - 1} lies at {options.Frequency(options.Bins - 1):0.##} Hz, but {Requirement(options)}. ")
            + Invariant($"Take at most {possible} bins, a lower MinFrequency or a higher SampleRate."),
            name);
    }

    /// <summary>Throws if the lowest bin is too high for the rate, or its atom too long.</summary>
    public static void CheckLowest(AtomOptions options, double frequency, string name)
    {
        if (!Fits(options, frequency))
        {
            throw new ArgumentException(
                Invariant($"MinFrequency puts the lowest bin at {frequency:0.##} Hz, but {Requirement(options)}. Take a lower MinFrequency or a higher SampleRate."),
                name);
        }

        var length = options.AtomLength(frequency);
        if (length > Longest)
        {
            throw new ArgumentException(
                Invariant($"The lowest bin, at {frequency:g4} Hz, has an atom of {length:g4} samples; at most {Longest} are possible. ")
                + "Raise MinFrequency, or take fewer BinsPerOctave or a smaller FilterScale.",
                name);
        }
    }

    /// <summary>Throws if the atom at the highest frequency is too short.</summary>
    public static void CheckShortest(AtomOptions options, double frequency, string name)
    {
        var length = options.AtomLength(frequency);
        if (length < Shortest)
        {
            throw new ArgumentException(
                Invariant($"The highest bin, at {frequency:0.##} Hz, has an atom of {length:0.##} samples; at least {Shortest} are needed. ")
                + "Take a larger FilterScale, more BinsPerOctave or fewer bins.",
                name);
        }
    }

    /// <summary>Returns whether a bin at a frequency is possible.</summary>
    public static bool Fits(AtomOptions options, double frequency) => options.AtomRule == AtomRule.Librosa
        ? (frequency * (1 + (HalfBandwidth * options.RelativeBandwidth / options.FilterScale))) + (options.AddedBandwidth / 2) <= Nyquist(options)
        : frequency < Nyquist(options);

    /// <summary>Returns what a bin must meet, for messages.</summary>
    public static string Requirement(AtomOptions options) => options.AtomRule == AtomRule.Librosa
        ? Invariant($"under librosa's rule its whole band must lie below half the sample rate ({Nyquist(options)} Hz)")
        : Invariant($"bins must lie below half the sample rate ({Nyquist(options)} Hz)");

    private static double Nyquist(AtomOptions options) => options.SampleRate / 2.0;
}
