namespace MusicCnn.Training;

/// <summary>Represents how well a tagger did on songs that it was tested with.</summary>
public sealed record TagEvaluation
{
    /// <summary>Gets the figures of the songs, whose likelihoods are the means over their patches.</summary>
    public required TagMetrics Songs { get; init; }

    /// <summary>Gets the mean binary cross-entropy of patches and tags, in nats.</summary>
    public required double Loss { get; init; }

    /// <summary>Gets the duration of the audio.</summary>
    public required TimeSpan Audio { get; init; }

    /// <summary>Gets the time that it took to load, transform and tag the audio.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Gets the time taken per time of audio, from file to tags: below 1 is faster than the music.</summary>
    public double RealTimeFactor => Time / Audio;
}
