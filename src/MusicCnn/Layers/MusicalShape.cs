using MusicCnn.FrontEnds;
using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents the shape of a filter in musical units, which the axes of a front-end make bins and frames of.</summary>
/// <remarks>Shapes compare by value. A shape of a duration is one bin high, one of a range or interval one frame wide, until <see cref="Lasting(TimeSpan)"/>
/// or <see cref="Lasting(double, double)"/> gives it both.</remarks>
/// <example>
/// <code>
/// var attack = MusicalShape.Timbre(200, 2_000).Lasting(TimeSpan.FromMilliseconds(100));
/// FilterShape shape = attack.On(frontEnd);   // 47×6 on 96 mel bands at 62.5 frames a second
/// </code>
/// </example>
public sealed record MusicalShape
{
    private MusicalShape()
    {
    }

    private (double Low, double High)? Hertz { get; init; }

    private double? Octaves { get; init; }

    private int? Semitones { get; init; }

    private TimeSpan? Duration { get; init; }

    private (double Beats, double PerMinute)? Beats { get; init; }

    /// <summary>Returns the shape of an onset, 1×n: how loudness rises in one band.</summary>
    /// <param name="length">The length, above zero; some tens of milliseconds.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not above zero.</exception>
    public static MusicalShape Onset(TimeSpan length) => new MusicalShape().Lasting(length);

    /// <summary>Returns the shape of a rhythmic pattern, 1×n: beats at a tempo.</summary>
    /// <param name="beats">The number of beats, above zero; fractions are allowed.</param>
    /// <param name="beatsPerMinute">The tempo, in beats per minute, above zero.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above zero.</exception>
    public static MusicalShape Pattern(double beats, double beatsPerMinute) => new MusicalShape().Lasting(beats, beatsPerMinute);

    /// <summary>Returns the shape of a timbre, m×1: the bins of a range of frequencies.</summary>
    /// <param name="low">The lowest frequency, in hertz, not below 0.</param>
    /// <param name="high">The highest frequency, in hertz, above <paramref name="low"/>.</param>
    /// <returns>The shape. Less than the whole axis, so that pooling over frequency makes it invariant to pitch.</returns>
    /// <remarks>The filter is as high as the range and stands anywhere: off a linear axis the same number of bins is another range elsewhere.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limits are negative, not finite, or in the wrong order.</exception>
    public static MusicalShape Timbre(double low, double high)
    {
        Require.NotNegative(low, "hertz", nameof(low));
        Require.Positive(high, "hertz", nameof(high));
        if (high <= low)
            throw new ArgumentOutOfRangeException(nameof(high), FormattableString.Invariant($"high must lie above low ({low} Hz), but was {high} Hz."));
        return new() { Hertz = (low, high) };
    }

    /// <summary>Returns the shape of a chord, m×1: octaves of a logarithmic axis.</summary>
    /// <param name="octaves">The number of octaves, above zero; fractions are allowed.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="octaves"/> is not above zero.</exception>
    public static MusicalShape Chord(double octaves) => new() { Octaves = Require.Positive(octaves, "octaves", nameof(octaves)) };

    /// <summary>Returns the shape of an interval, m×1: semitones of a logarithmic axis.</summary>
    /// <param name="semitones">The number of semitones, above zero.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="semitones"/> is not above zero.</exception>
    public static MusicalShape Interval(int semitones) => new() { Semitones = Require.Positive(semitones, "semitones", nameof(semitones)) };

    /// <summary>Returns this height with a width in time: what both together make is a note, a motive or a stroke of a drum.</summary>
    /// <param name="duration">The duration, above zero.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not above zero.</exception>
    public MusicalShape Lasting(TimeSpan duration)
    {
        Require.Positive(duration.TotalSeconds, "seconds", nameof(duration));
        return this with { Duration = duration, Beats = null };
    }

    /// <summary>Returns this height with a width in beats.</summary>
    /// <param name="beats">The number of beats, above zero; fractions are allowed.</param>
    /// <param name="beatsPerMinute">The tempo, in beats per minute, above zero.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above zero.</exception>
    public MusicalShape Lasting(double beats, double beatsPerMinute)
    {
        Require.Positive(beats, "beats", nameof(beats));
        Require.Positive(beatsPerMinute, "beats per minute", nameof(beatsPerMinute));
        return this with { Beats = (beats, beatsPerMinute), Duration = null };
    }

    /// <summary>Returns a group of filters of this shape.</summary>
    /// <param name="count">The number of filters, at least 1.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public MusicalGroup Times(int count) => new(this, count);

    /// <summary>Returns the shape in bins and frames of a front-end.</summary>
    /// <param name="frontEnd">The front-end, whose axes decide.</param>
    /// <returns>The shape, each side rounded to the nearest and at least 1.</returns>
    /// <exception cref="ArgumentException">The axis has no such number of bins (an octave on a mel axis), or fewer bins than the shape.</exception>
    public FilterShape On(IFrontEnd frontEnd)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        var bins = this switch
        {
            { Hertz: var (low, high) } => frontEnd.BinsBetween(low, high),
            { Octaves: { } octaves } => frontEnd.BinsIn(octaves),
            { Semitones: { } semitones } => frontEnd.BinsIn(semitones),
            _ => 1,
        };
        if (bins > frontEnd.Bins)
        {
            throw new ArgumentException(
                $"{this} is {bins} bins high, but the front-end has {frontEnd.Bins}. Take a smaller interval, or a front-end of more octaves.", nameof(frontEnd));
        }

        var frames = this switch
        {
            { Duration: { } duration } => frontEnd.FramesIn(duration),
            { Beats: var (beats, perMinute) } => frontEnd.FramesIn(beats, perMinute),
            _ => 1,
        };
        return FilterShape.Rectangular(bins, frames);
    }

    /// <summary>Returns the shape in musical units, such as <c>200-2000 Hz × 100 ms</c>.</summary>
    /// <returns>The shape as text.</returns>
    public override string ToString()
    {
        var height = this switch
        {
            { Hertz: var (low, high) } => FormattableString.Invariant($"{low}-{high} Hz"),
            { Octaves: { } octaves } => FormattableString.Invariant($"{octaves} octaves"),
            { Semitones: { } semitones } => $"{semitones} semitones",
            _ => "1 bin",
        };
        var width = this switch
        {
            { Duration: { } duration } => FormattableString.Invariant($"{duration.TotalMilliseconds} ms"),
            { Beats: var (beats, perMinute) } => FormattableString.Invariant($"{beats} beats at {perMinute} a minute"),
            _ => "1 frame",
        };
        return $"{height} × {width}";
    }
}
