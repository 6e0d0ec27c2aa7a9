using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents the loudness of a note over time: a linear attack, an exponential decay towards a level, a linear release.</summary>
/// <remarks>The release ends with the note, so that a note of a given duration is silent after it.</remarks>
public sealed record Envelope
{
    /// <summary>Gets the time from silence to full level.</summary>
    /// <value>The default value is 5 ms, short enough to be heard as an onset and long enough not to click.</value>
    public TimeSpan Attack { get; init => field = NotNegative(value, nameof(Attack)); } = TimeSpan.FromMilliseconds(5);

    /// <summary>Gets the time in which the distance to <see cref="Sustain"/> falls to a tenth.</summary>
    /// <value>The default value is 300 ms.</value>
    public TimeSpan Decay { get; init => field = Positive(value, nameof(Decay)); } = TimeSpan.FromMilliseconds(300);

    /// <summary>Gets the level towards which the note decays, 0 to 1 of its full level.</summary>
    /// <value>The default value is 0.7.</value>
    public double Sustain { get; init => field = Require.Within(value, 0, 1, "of full level"); } = 0.7;

    /// <summary>Gets the time from the level then reached to silence, at the end of the note.</summary>
    /// <value>The default value is 30 ms.</value>
    public TimeSpan Release { get; init => field = NotNegative(value, nameof(Release)); } = TimeSpan.FromMilliseconds(30);

    /// <summary>Returns the level at a time in a note, 0 to 1.</summary>
    /// <param name="time">The time since the note began, in seconds.</param>
    /// <param name="duration">The duration of the note, in seconds.</param>
    /// <returns>The level; 0 before the note and after it.</returns>
    public double Level(double time, double duration)
    {
        if (time < 0 || time >= duration)
            return 0;

        var attack = Attack.TotalSeconds;
        var level = time < attack
            ? time / attack
            : Sustain + (1 - Sustain) * Math.Pow(10, -(time - attack) / Decay.TotalSeconds);
        var left = duration - time;
        return left < Release.TotalSeconds ? level * left / Release.TotalSeconds : level;
    }

    private static TimeSpan NotNegative(TimeSpan value, string name)
    {
        Require.NotNegative(value.TotalSeconds, "seconds", name);
        return value;
    }

    private static TimeSpan Positive(TimeSpan value, string name)
    {
        Require.Positive(value.TotalSeconds, "seconds", name);
        return value;
    }
}
