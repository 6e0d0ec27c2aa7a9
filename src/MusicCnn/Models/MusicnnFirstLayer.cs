namespace MusicCnn.Models;

/// <summary>Specifies the first layer of a <see cref="MusicnnVariant"/>.</summary>
public enum MusicnnFirstLayer
{
    /// <summary>musicnn's: timbral filters of 0.4 and 0.7 of the bins by 7 frames, and temporal ones of three widths.</summary>
    TimbralAndTemporal,

    /// <summary>Timbral filters of 0.4 of the bins by 7 frames alone.</summary>
    OneTimbral,
}
