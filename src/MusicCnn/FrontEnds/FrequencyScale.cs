namespace MusicCnn.FrontEnds;

/// <summary>Specifies how the bins of an image's frequency axis are spaced.</summary>
public enum FrequencyScale
{
    /// <summary>Equal steps in hertz, as in a short-time Fourier transform.</summary>
    Linear,

    /// <summary>Equal steps on a mel scale: nearly linear below 1 kHz, nearly logarithmic above.</summary>
    Mel,

    /// <summary>Equal steps in octaves, as in a constant-Q transform: an interval is the same number of bins everywhere.</summary>
    Logarithmic,
}
