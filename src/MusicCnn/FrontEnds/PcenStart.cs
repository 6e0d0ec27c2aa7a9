namespace MusicCnn.FrontEnds;

/// <summary>Specifies what the smoothed level of per-channel energy normalization is before the first frame.</summary>
public enum PcenStart
{
    /// <summary>1, whatever the scale of the image: the steady state of the filter at a level of 1, as in librosa.</summary>
    UnitLevel,

    /// <summary>The level of the first frame, as in LEAF: a sound that begins with the image is no onset.</summary>
    FirstFrame,
}
