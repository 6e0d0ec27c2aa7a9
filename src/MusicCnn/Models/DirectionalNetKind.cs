namespace MusicCnn.Models;

/// <summary>Specifies one of the networks whose filters follow one axis only.</summary>
public enum DirectionalNetKind
{
    /// <summary>Temporal filters, two layers: short ones, the mean over frequency, long ones. For tempo.</summary>
    ShallowTemp,

    /// <summary>Frequency filters, two layers: short ones, the mean over time, long ones. For keys.</summary>
    ShallowSpec,

    /// <summary>Temporal filters of 5 and 3 frames in six blocks. For tempo.</summary>
    DeepTemp,
}
