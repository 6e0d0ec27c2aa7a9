namespace MusicCnn.Training;

/// <summary>Represents how well a classifier did on clips that it was tested with.</summary>
public sealed record Evaluation
{
    /// <summary>Gets the decisions on whole songs, by the vote of their patches.</summary>
    public required ConfusionMatrix Songs { get; init; }

    /// <summary>Gets the decisions on single patches.</summary>
    public required ConfusionMatrix Patches { get; init; }

    /// <summary>Gets how patches voted.</summary>
    public required VoteRule Rule { get; init; }

    /// <summary>Gets the mean cross-entropy of the patches, in nats.</summary>
    public required double Loss { get; init; }

    /// <summary>Gets the duration of the audio.</summary>
    public required TimeSpan Audio { get; init; }

    /// <summary>Gets the time that it took to load, transform and classify the audio.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Gets the share of songs classified correctly.</summary>
    public double SongAccuracy => Songs.Accuracy;

    /// <summary>Gets the share of patches classified correctly.</summary>
    public double PatchAccuracy => Patches.Accuracy;

    /// <summary>Gets the share of songs that always answering with the most frequent class gets right.</summary>
    public double Chance => Songs.Chance;

    /// <summary>Gets the time taken per time of audio, from file to class: below 1 is faster than the music.</summary>
    public double RealTimeFactor => Time / Audio;
}
