using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Provides musical sizes (seconds, beats, hertz, octaves, semitones, tempi) as frames and bins of a front-end.</summary>
public static class FrontEndExtensions
{
    /// <summary>Relative deviation from equal steps up to which a logarithmic axis counts as such.</summary>
    private const double StepTolerance = 1e-6;

    /// <summary>Returns the number of frames, at least 1, that come nearest to a duration.</summary>
    /// <param name="frontEnd">The front-end.</param>
    /// <param name="duration">The duration, above zero.</param>
    /// <returns>The number of frames; halves round up.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not above zero, or too long to count.</exception>
    public static int FramesIn(this IFrontEnd frontEnd, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        Require.Positive(duration.TotalSeconds, "seconds", nameof(duration));
        return Count(duration.TotalSeconds * frontEnd.FrameRate, nameof(duration));
    }

    /// <summary>Returns the number of frames, at least 1, that come nearest to a number of beats at a tempo.</summary>
    /// <param name="frontEnd">The front-end.</param>
    /// <param name="beats">The number of beats, above zero; fractions are allowed.</param>
    /// <param name="beatsPerMinute">The tempo, in beats per minute, above zero.</param>
    /// <returns>The number of frames; halves round up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above zero, or the result is too large to count.</exception>
    public static int FramesIn(this IFrontEnd frontEnd, double beats, double beatsPerMinute)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        Require.Positive(beats, "beats", nameof(beats));
        Require.Positive(beatsPerMinute, "beats per minute", nameof(beatsPerMinute));
        return Count(60 * beats / beatsPerMinute * frontEnd.FrameRate, nameof(beats));
    }

    /// <summary>Returns the number of bins whose center frequency lies within a range, limits included.</summary>
    /// <param name="frontEnd">The front-end.</param>
    /// <param name="low">The lowest frequency, in hertz.</param>
    /// <param name="high">The highest frequency, in hertz, above <paramref name="low"/>.</param>
    /// <returns>The number of bins, at least 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limits are negative, not finite, or in the wrong order.</exception>
    /// <exception cref="ArgumentException">No bin has its center in the range, the rows of the front-end are no frequencies, or they are pitch classes, which
    /// count in all octaves.</exception>
    public static int BinsBetween(this IFrontEnd frontEnd, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        Require.NotNegative(low, "hertz", nameof(low));
        Require.Positive(high, "hertz", nameof(high));
        if (high <= low)
            throw new ArgumentOutOfRangeException(nameof(high), FormattableString.Invariant($"high must lie above low ({low} Hz), but was {high} Hz."));

        RequireFrequencies(frontEnd);
        if (frontEnd.Scale == FrequencyScale.PitchClass)
        {
            throw new ArgumentException(
                "A range in hertz is no number of pitch classes: each of them counts in all octaves. Use BinsIn(semitones), or the number of bins for the whole octave.",
                nameof(frontEnd));
        }

        var centers = frontEnd.CenterFrequencies;
        var count = centers.Count(frequency => frequency >= low && frequency <= high);
        if (count > 0)
            return count;
        throw new ArgumentException(FormattableString.Invariant(
            $"No bin has its center between {low} and {high} Hz: the {centers.Count} bins lie between {centers[0]:0.##} and {centers[^1]:0.##} Hz. Widen the range or take a front-end with finer bins."));
    }

    /// <summary>Returns the number of rows of a tempogram whose tempo lies within a range, limits included.</summary>
    /// <param name="frontEnd">The front-end; its rows must be tempi.</param>
    /// <param name="low">The slowest tempo, in beats per minute, above zero.</param>
    /// <param name="high">The fastest tempo, in beats per minute, above <paramref name="low"/>.</param>
    /// <returns>The number of rows, at least 1. Row ℓ is 60·<see cref="IFrontEnd.FrameRate"/>/ℓ beats per minute, row 0 no tempo.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limits are not above zero, not finite, or in the wrong order.</exception>
    /// <exception cref="ArgumentException">The rows are no tempi, or none lies in the range.</exception>
    public static int BinsBetweenTempi(this IFrontEnd frontEnd, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        Require.Positive(low, "beats per minute", nameof(low));
        Require.Positive(high, "beats per minute", nameof(high));
        if (high <= low)
            throw new ArgumentOutOfRangeException(nameof(high), FormattableString.Invariant($"high must lie above low ({low} beats per minute), but was {high}."));
        if (frontEnd.Scale != FrequencyScale.Tempo)
            throw new ArgumentException($"The rows of this front-end are no tempi: its scale is {frontEnd.Scale}. Take a Tempogram, or BinsBetween for frequencies.", nameof(frontEnd));

        var count = 0;
        for (var lag = 1; lag < frontEnd.Bins; lag++)
            count += TempoOf(lag) >= low && TempoOf(lag) <= high ? 1 : 0;
        if (count > 0)
            return count;
        throw new ArgumentException(FormattableString.Invariant(
            $"No row lies between {low} and {high} beats per minute: the {frontEnd.Bins} rows go from {TempoOf(1):0.##} down to {TempoOf(Math.Max(1, frontEnd.Bins - 1)):0.##}. Widen the range, or take a longer window or a smaller hop."));

        double TempoOf(int lag) => 60 * frontEnd.FrameRate / lag;
    }

    /// <summary>Returns the number of bins, at least 1, that come nearest to a number of octaves.</summary>
    /// <param name="frontEnd">The front-end; its axis must be logarithmic, or pitch classes.</param>
    /// <param name="octaves">The interval, in octaves, above zero.</param>
    /// <returns>The number of bins.</returns>
    /// <exception cref="ArgumentException">The axis is another, so an octave is not one number of bins; or bins are pitch classes, and the interval is more
    /// than the octave that they are.</exception>
    public static int BinsIn(this IFrontEnd frontEnd, double octaves)
    {
        Require.Positive(octaves, "octaves", nameof(octaves));
        return Count(octaves * BinsPerOctave(frontEnd, octaves), nameof(octaves));
    }

    /// <summary>Returns the number of bins, at least 1, that come nearest to a number of equal-tempered semitones.</summary>
    /// <param name="frontEnd">The front-end; its axis must be logarithmic, or pitch classes.</param>
    /// <param name="semitones">The interval, in semitones (twelfths of an octave), above zero.</param>
    /// <returns>The number of bins.</returns>
    /// <exception cref="ArgumentException">The axis is another, so a semitone is not one number of bins; or bins are pitch classes, and the interval is more
    /// than the octave that they are.</exception>
    public static int BinsIn(this IFrontEnd frontEnd, int semitones)
    {
        Require.Positive(semitones, "semitones", nameof(semitones));
        return Count(semitones / 12.0 * BinsPerOctave(frontEnd, semitones / 12.0), nameof(semitones));
    }

    /// <summary>Returns the number of bins of an octave on an axis that takes an interval.</summary>
    private static double BinsPerOctave(IFrontEnd frontEnd, double octaves)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        RequireFrequencies(frontEnd);
        var centers = frontEnd.CenterFrequencies;
        if (frontEnd.Scale == FrequencyScale.PitchClass)
        {
            return octaves <= 1 ? centers.Count : throw new ArgumentException(
                FormattableString.Invariant($"An interval of {octaves:0.##} octaves does not fit on an axis of pitch classes, which is one octave. Take at most 12 semitones."),
                nameof(frontEnd));
        }

        if (frontEnd.Scale != FrequencyScale.Logarithmic)
        {
            var axis = frontEnd.Scale == FrequencyScale.Erb ? "an ERB" : $"a {frontEnd.Scale.ToString().ToLowerInvariant()}";
            throw new ArgumentException(
                $"An interval is not one number of bins on {axis} axis: it spans "
                + "more bins at high frequencies than at low ones. Use BinsBetween(low, high), or a constant-Q front-end.",
                nameof(frontEnd));
        }

        if (centers.Count < 2)
            throw new ArgumentException("A single bin has no number of bins per octave; the front-end needs at least 2 bins.", nameof(frontEnd));

        var span = Math.Log2(centers[^1] / centers[0]);
        var first = Math.Log2(centers[1] / centers[0]);
        var mean = span / (centers.Count - 1);
        if (Math.Abs(first / mean - 1) > StepTolerance)
            throw new ArgumentException("The axis calls itself logarithmic, but its bins are not equal steps in octaves.", nameof(frontEnd));
        return 1 / mean;
    }

    private static void RequireFrequencies(IFrontEnd frontEnd)
    {
        var reason = frontEnd.Scale switch
        {
            FrequencyScale.Tempo => "they are tempi. Use BinsBetweenTempi(low, high).",
            FrequencyScale.None => "hertz, octaves and semitones are no number of them. Give a filter's height as a number of rows.",
            _ => null,
        };
        if (reason is not null)
            throw new ArgumentException($"The rows of this front-end are no frequencies: {reason}", nameof(frontEnd));
    }

    private static int Count(double value, string name)
    {
        if (value >= int.MaxValue)
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} comes to {value} bins or frames, more than can be counted."));
        return Math.Max(1, (int)Math.Floor(value + 0.5));
    }
}
