namespace MusicCnn.FrontEnds;

/// <summary>Specifies how the bins of an image's frequency axis are spaced, or that they are no frequencies.</summary>
public enum FrequencyScale
{
    /// <summary>Equal steps in hertz, as in a short-time Fourier transform.</summary>
    Linear,

    /// <summary>Equal steps on a mel scale: nearly linear below 1 kHz, nearly logarithmic above.</summary>
    Mel,

    /// <summary>Equal steps in octaves, as in a constant-Q transform: an interval is the same number of bins everywhere.</summary>
    Logarithmic,

    /// <summary>Equal steps on the scale of equivalent rectangular bandwidths of hearing: nearly linear below 250 Hz, nearly logarithmic above 1 kHz.</summary>
    Erb,

    /// <summary>Equal steps of one octave that closes on itself, as in a chroma image: a bin is a pitch class in all octaves, and an interval is the same
    /// number of bins everywhere. Center frequencies are those of one octave.</summary>
    PitchClass,

    /// <summary>Equal steps in the time from one beat to the next, as in a tempogram: row ℓ is a beat of ℓ frames, 60·<see cref="IFrontEnd.FrameRate"/>/ℓ
    /// beats per minute. The rows are tempi, which descend, and no frequencies of sound.</summary>
    Tempo,

    /// <summary>No steps: the rows are no frequencies, as the coefficients of a cepstrum are none.</summary>
    None,
}
