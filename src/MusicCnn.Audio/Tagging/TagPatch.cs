namespace MusicCnn.Audio.Tagging;

/// <summary>Represents when a patch sounds.</summary>
/// <param name="Start">The time of its first frame.</param>
/// <param name="Duration">Its number of frames in time: 2.992 s for the 187 frames of a patch of 3 s.</param>
public readonly record struct TagPatch(TimeSpan Start, TimeSpan Duration)
{
    /// <summary>Gets the time in its middle.</summary>
    public TimeSpan Center => Start + (Duration / 2);

    /// <summary>Gets the time at which it ends; beyond the clip's end where the patch was padded.</summary>
    public TimeSpan End => Start + Duration;
}
