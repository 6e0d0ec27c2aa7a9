using MusicCnn.Internal;

namespace MusicCnn.Insight;

/// <summary>Represents the settings of a <see cref="ModelSummary"/>: the image that the network runs on, and a tempo.</summary>
public sealed record ModelSummaryOptions
{
    /// <summary>Gets the length of the excerpt that the network runs on.</summary>
    /// <value>The default value is 3 seconds, as musicnn takes.</value>
    public TimeSpan Duration
    {
        get;
        init
        {
            Require.Positive(value.TotalSeconds, "seconds");
            field = value;
        }
    } = TimeSpan.FromSeconds(3);

    /// <summary>Gets the number of frames of the image, for networks that take one number only.</summary>
    /// <value>With <see langword="null"/>, the default, as many as <see cref="Duration"/> has.</value>
    public int? Frames { get; init => field = value is null ? null : Require.Positive(value.Value, "frames"); }

    /// <summary>Gets the number of channels of the image.</summary>
    /// <value>With <see langword="null"/>, the default, as many as the front-end gives for one waveform: 1, or one for each harmonic.</value>
    public int? Channels { get; init => field = value is null ? null : Require.Positive(value.Value, "channels"); }

    /// <summary>Gets the tempo at which times are given in beats too, in beats per minute.</summary>
    /// <value>With <see langword="null"/>, the default, they are not.</value>
    public double? BeatsPerMinute { get; init => field = value is null ? null : Require.Positive(value.Value, "beats per minute"); }
}
