namespace MusicCnn.Augmentation;

/// <summary>Specifies how the power of noise is spread over frequency.</summary>
public enum NoiseColor
{
    /// <summary>Evenly.</summary>
    White,

    /// <summary>As 1/f: 3.01 dB less in each octave.</summary>
    Pink,

    /// <summary>As 1/f²: 6.02 dB less in each octave, as in Brownian motion.</summary>
    Brown,
}
