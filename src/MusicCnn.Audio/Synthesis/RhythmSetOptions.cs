using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents the settings of a <see cref="RhythmSet"/>.</summary>
public sealed record RhythmSetOptions
{
    /// <summary>Gets the number of clips of each style.</summary>
    /// <value>The default value is 48.</value>
    public int ClipsPerStyle { get; init => field = Require.Within(value, 1, 100_000, "clips"); } = 48;

    /// <summary>Gets the shortest duration of a clip.</summary>
    /// <value>The default value is 4 seconds.</value>
    public TimeSpan ShortestClip { get; init => field = Seconds(value, nameof(ShortestClip)); } = TimeSpan.FromSeconds(4);

    /// <summary>Gets the longest duration of a clip.</summary>
    /// <value>The default value is 6 seconds.</value>
    public TimeSpan LongestClip { get; init => field = Seconds(value, nameof(LongestClip)); } = TimeSpan.FromSeconds(6);

    /// <summary>Gets the sample rate, in hertz.</summary>
    /// <value>The default value is 44,100 Hz.</value>
    public int SampleRate { get; init => field = Require.Within(value, 4_000, 384_000, "hertz"); } = SyntheticMusic.DefaultSampleRate;

    /// <summary>Gets the seed; another seed gives other pieces of the same styles.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; init; }

    internal void Validate(string name)
    {
        if (LongestClip < ShortestClip)
            throw new ArgumentException($"LongestClip must not be shorter than ShortestClip ({ShortestClip.TotalSeconds} s), but was {LongestClip.TotalSeconds} s.", name);
    }

    private static TimeSpan Seconds(TimeSpan value, string name)
    {
        Require.Within(value.TotalSeconds, 0.1, 3_600, "seconds", name);
        return value;
    }
}
