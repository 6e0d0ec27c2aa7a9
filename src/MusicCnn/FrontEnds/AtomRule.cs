namespace MusicCnn.FrontEnds;

/// <summary>Specifies the atoms of a constant-Q transform: which whole samples a window of L samples, L not whole, becomes.</summary>
/// <remarks>The rules differ by 1 to 3 % of the peak, all of it in the short atoms of the top octaves.</remarks>
public enum AtomRule
{
    /// <summary>
    /// w(n) = ½ + ½ cos(2πn/L) for whole |n| &lt; L/2: the window of fractional length, centered on its frame. No atom is rounded, so
    /// neighboring bins differ by their pitch alone.
    /// </summary>
    Exact,

    /// <summary>
    /// As librosa 0.11's <c>filters.wavelet</c> makes them: a periodic Hann window of ⌊L/2⌋ + ⌈L/2⌉ samples, reversed in time, so that
    /// windows of odd length peak half a sample after the center of their frame. Evaluated at the full rate, which librosa's own
    /// transform approximates to about 1 %.
    /// </summary>
    Librosa,

    /// <summary>
    /// As nnAudio 0.3's <c>CQT1992v2</c> makes them: a periodic Hann window of ⌈L⌉ samples; windows of odd length peak half a sample
    /// before the center of their frame. With it go Brown's <see cref="QualityFactor"/> and reflected ends, unless set otherwise.
    /// </summary>
    NnAudio,
}
