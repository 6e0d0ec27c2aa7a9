namespace MusicCnn.FrontEnds;

/// <summary>Specifies at which frequencies filters believe the bins of an FFT to lie. N = FFT size.</summary>
public enum FftBinFrequencies
{
    /// <summary>Where they do lie: bin k at k·rate/N.</summary>
    Exact,

    /// <summary>
    /// Stretched, so that the last bin lies at half the sample rate: bin k at k·⌊rate/2⌋/⌊N/2⌋. The same for even N and rate, and
    /// up to rate/(2N) too high for odd N. As in the published code of harmonic filters, whose N is 513.
    /// </summary>
    Stretched,
}
