using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents the settings that all synthetic sets of labelled clips share.</summary>
public abstract record SyntheticSetOptions
{
    private protected SyntheticSetOptions()
    {
    }

    /// <summary>Gets the number of clips of each class.</summary>
    /// <value>The default value is 48.</value>
    public int ClipsPerClass { get; init => field = Require.Within(value, 1, 100_000, "clips"); } = 48;

    /// <summary>Gets the shortest duration of a clip, from 0.1 s to an hour.</summary>
    /// <value>The default value is 4 seconds.</value>
    public TimeSpan ShortestClip { get; init => field = Seconds(value, nameof(ShortestClip)); } = TimeSpan.FromSeconds(4);

    /// <summary>Gets the longest duration of a clip, from 0.1 s to an hour and not below <see cref="ShortestClip"/>.</summary>
    /// <value>The default value is 6 seconds.</value>
    public TimeSpan LongestClip { get; init => field = Seconds(value, nameof(LongestClip)); } = TimeSpan.FromSeconds(6);

    /// <summary>Gets the sample rate, in hertz, from 4,000 to 384,000.</summary>
    /// <value>The default value is 44,100 Hz.</value>
    public int SampleRate { get; init => field = Require.Within(value, 4_000, 384_000, "hertz"); } = SyntheticMusic.DefaultSampleRate;

    /// <summary>Gets the seed; another seed gives other pieces of the same classes.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; init; }

    /// <summary>Refuses settings that do not go together.</summary>
    internal virtual void Validate(string name)
    {
        if (LongestClip < ShortestClip)
            throw new ArgumentException($"LongestClip must not be shorter than ShortestClip ({ShortestClip.TotalSeconds} s), but was {LongestClip.TotalSeconds} s.", name);
    }

    /// <summary>Draws the duration of a clip.</summary>
    internal TimeSpan DrawDuration(SeededRandom random) =>
        TimeSpan.FromSeconds(random.Between(ShortestClip.TotalSeconds, LongestClip.TotalSeconds));

    private static TimeSpan Seconds(TimeSpan value, string name)
    {
        Require.Within(value.TotalSeconds, 0.1, 3_600, "seconds", name);
        return value;
    }
}
