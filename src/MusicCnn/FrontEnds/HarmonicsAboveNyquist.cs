namespace MusicCnn.FrontEnds;

/// <summary>Specifies what a <see cref="HarmonicConstantQ"/> does with harmonics that lie above half the sample rate.</summary>
public enum HarmonicsAboveNyquist
{
    /// <summary>It is an error that names the harmonic.</summary>
    Refuse,

    /// <summary>Bins that do not exist at this rate are zero; in decibels, the floor.</summary>
    Zero,
}
