using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents how a <see cref="DrumPattern"/> is played.</summary>
public sealed record DrumTrackOptions
{
    /// <summary>Gets the tempo, in beats per minute.</summary>
    public required double BeatsPerMinute { get; init => field = Require.Within(value, 1, 1_000, "beats per minute"); }

    /// <summary>Gets the duration of the clip.</summary>
    /// <value>The default value is 4 seconds.</value>
    public TimeSpan Duration { get; init => field = Seconds(value, positive: true, nameof(Duration)); } = TimeSpan.FromSeconds(4);

    /// <summary>Gets the sample rate, in hertz.</summary>
    /// <value>The default value is 44,100 Hz.</value>
    public int SampleRate { get; init => field = Require.Positive(value, "hertz"); } = SyntheticMusic.DefaultSampleRate;

    /// <summary>Gets the sounds.</summary>
    /// <value>The default value is <see cref="DrumKit.Acoustic"/>.</value>
    public DrumKit Kit { get; init => field = value ?? throw new ArgumentNullException(nameof(Kit)); } = DrumKit.Acoustic;

    /// <summary>Gets how far into the pattern the clip begins; strokes before that are not heard.</summary>
    /// <value>The default value is 0: the clip begins with the pattern.</value>
    public TimeSpan Start { get; init => field = Seconds(value, positive: false, nameof(Start)); }

    /// <summary>Gets the greatest distance of a stroke from its step, early or late.</summary>
    /// <value>The default value is 0: a machine plays.</value>
    public TimeSpan TimingJitter { get; init => field = Seconds(value, positive: false, nameof(TimingJitter)); }

    /// <summary>Gets the greatest distance of a stroke from its level, in decibels, louder or softer.</summary>
    /// <value>The default value is 0 dB.</value>
    public double LevelJitter { get; init => field = Require.Within(value, 0, 20, "decibels"); }

    /// <summary>Gets the largest absolute sample of the clip.</summary>
    /// <value>The default value is 0.9 of full scale.</value>
    public double Peak { get; init => field = Require.Within(value, 1e-4, 1, "of full scale"); } = 0.9;

    /// <summary>Gets the seed of the noise and of the jitter; the same seed gives the same clip.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; init; }

    private static TimeSpan Seconds(TimeSpan value, bool positive, string name)
    {
        if (positive)
            Require.Positive(value.TotalSeconds, "seconds", name);
        else
            Require.NotNegative(value.TotalSeconds, "seconds", name);
        return value;
    }
}
