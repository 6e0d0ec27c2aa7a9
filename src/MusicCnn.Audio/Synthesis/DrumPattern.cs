using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents a bar or more of drums on a grid of equal steps, repeated for as long as it is played.</summary>
/// <remarks>
/// <para>Each drum has a line of text, one character a step: <c>X</c> an accent, <c>x</c> a stroke (-3 dB), <c>o</c> a ghost
/// stroke (-9 dB), <c>.</c> a rest. Spaces and bars (<c>|</c>) group the steps for the eye and count for nothing.</para>
/// </remarks>
/// <example>
/// <code>
/// var rock = new DrumPattern(stepsPerBeat: 4,
///     (Drum.Kick,      "X... .... X.x. ...."),
///     (Drum.Snare,     ".... X... .... X..."),
///     (Drum.ClosedHat, "x.x. x.x. x.x. x.x."));
/// </code>
/// </example>
public sealed class DrumPattern
{
    private readonly double[][] _levels;

    /// <summary>Initializes a new instance of the <see cref="DrumPattern"/> class.</summary>
    /// <param name="stepsPerBeat">The number of steps in a beat: 4 for sixteenths of a quarter, 3 for a swung beat.</param>
    /// <param name="lines">The line of each drum; all of one length, no drum twice.</param>
    /// <exception cref="ArgumentException">There is no line, a drum has two, a line has a character other than <c>X x o .</c> (spaces and bars aside), or the lengths differ.</exception>
    public DrumPattern(int stepsPerBeat, params IReadOnlyList<(Drum Drum, string Line)> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        StepsPerBeat = Require.Positive(stepsPerBeat, "steps a beat", nameof(stepsPerBeat));
        if (lines.Count == 0)
            throw new ArgumentException("A drum pattern needs at least one line.", nameof(lines));

        Drums = [.. lines.Select(line => Require.Defined(line.Drum, nameof(lines)))];
        if (Drums.Distinct().Count() < Drums.Count)
            throw new ArgumentException($"Each drum needs one line, but got {string.Join(", ", Drums)}.", nameof(lines));

        _levels = [.. lines.Select(line => Parse(line.Drum, line.Line))];
        Steps = _levels[0].Length;
        for (var i = 0; i < Drums.Count; i++)
        {
            if (_levels[i].Length != Steps || Steps == 0)
                throw new ArgumentException($"All lines need the same number of steps, at least 1, but {Drums[0]} has {Steps} and {Drums[i]} has {_levels[i].Length}.", nameof(lines));
        }
    }

    /// <summary>Gets the number of steps in a beat.</summary>
    public int StepsPerBeat { get; }

    /// <summary>Gets the number of steps after which the pattern repeats.</summary>
    public int Steps { get; }

    /// <summary>Gets the drums that play.</summary>
    public IReadOnlyList<Drum> Drums { get; }

    /// <summary>Returns the amplitude with which a drum plays at a step.</summary>
    /// <param name="drum">The drum, as a position in <see cref="Drums"/>.</param>
    /// <param name="step">The step, from 0; the pattern repeats after <see cref="Steps"/>.</param>
    /// <returns>The amplitude of an accent is 1; 0 is a rest.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such drum, or the step is below 0.</exception>
    public double Level(int drum, int step)
    {
        Require.Within(drum, 0, Drums.Count - 1, "(drums)", nameof(drum));
        Require.NotNegative(step, "steps", nameof(step));
        return _levels[drum][step % Steps];
    }

    /// <summary>Returns the duration of the whole pattern at a tempo.</summary>
    /// <param name="beatsPerMinute">The tempo, in beats per minute, above zero.</param>
    /// <returns>The duration after which the pattern repeats.</returns>
    public TimeSpan Duration(double beatsPerMinute) =>
        TimeSpan.FromSeconds(60 * Steps / (Require.Positive(beatsPerMinute, "beats per minute", nameof(beatsPerMinute)) * StepsPerBeat));

    private static double[] Parse(Drum drum, string line)
    {
        ArgumentNullException.ThrowIfNull(line, nameof(line));
        return [.. line.Where(step => step is not (' ' or '|')).Select(step => step switch
        {
            'X' => 1,
            'x' => 0.7,
            'o' => 0.35,
            '.' => 0,
            _ => throw new ArgumentException($"A step is one of X x o . but the line of {drum} has '{step}'.", nameof(line)),
        })];
    }
}
