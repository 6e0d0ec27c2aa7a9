using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="TempoEstimator"/>.</summary>
public sealed record TempoEstimatorOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>feature.tempo</c>: a window of 8 seconds, tempi around 120 beats a minute, below 320, whole numbers of
    /// frames.</summary>
    public static TempoEstimatorOptions Librosa { get; } = new() { Onsets = OnsetStrengthOptions.Librosa, Interpolate = false };

    /// <summary>Gets the onset strength that is looked at.</summary>
    public required OnsetStrengthOptions Onsets { get; init => field = Require.NotNull(value); }

    /// <summary>Gets the length of the tempogram's window (librosa: <c>ac_size</c>).</summary>
    /// <value>The default value is 8 seconds.</value>
    public TimeSpan WindowDuration
    {
        get;
        init => field = TimeSpan.FromSeconds(Require.Positive(value.TotalSeconds, "seconds", nameof(WindowDuration)));
    } = TimeSpan.FromSeconds(8);

    /// <summary>Gets the tempo that is likeliest before anything is heard, in beats per minute (librosa: <c>start_bpm</c>).</summary>
    /// <value>The default value is 120.</value>
    public double LikeliestTempo { get; init => field = Require.Positive(value, "beats per minute"); } = 120;

    /// <summary>Gets the standard deviation of tempi from that one, in octaves (librosa: <c>std_bpm</c>).</summary>
    /// <value>The default value is 1.</value>
    public double SpreadInOctaves { get; init => field = Require.Positive(value, "octaves"); } = 1;

    /// <summary>Gets the tempo that all estimates lie below, in beats per minute (librosa: <c>max_tempo</c>).</summary>
    /// <value>The default value is 320.</value>
    public double MaxTempo { get; init => field = Require.Positive(value, "beats per minute"); } = 320;

    /// <summary>Gets a value indicating whether the row found is made finer by the peaks at its multiples, so that a beat need not be a whole number of frames.</summary>
    /// <value>The default value is <see langword="true"/>; librosa does not.</value>
    public bool Interpolate { get; init; } = true;
}
