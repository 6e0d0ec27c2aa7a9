namespace MusicCnn.FrontEnds;

/// <summary>Specifies where the frames of a signal lie. N = FFT size, h = hop length, S = samples, T = frames.</summary>
public enum FramePlacement
{
    /// <summary>
    /// Frame t is centered on sample t·h, the signal padded by ⌊N/2⌋ samples at each end: T = 1 + ⌊(S + 2⌊N/2⌋ − N)/h⌋, which is
    /// 1 + ⌊S/h⌋ for even N and 1 + ⌊(S − 1)/h⌋ for odd N. As in librosa and torch with <c>center=True</c>.
    /// </summary>
    Centered,

    /// <summary>
    /// Frame t is centered on sample t·h, and the first frame whose center lies at or past the end is the last: T = ⌈S/h⌉ + 1. As in
    /// Essentia's <c>FrameCutter</c>.
    /// </summary>
    CenteredPastEnd,

    /// <summary>
    /// Frame t begins at sample t·h and every frame lies within the signal: T = 1 + ⌊(S − N)/h⌋, at least N samples, the incomplete
    /// tail dropped. As in librosa and torch with <c>center=False</c>.
    /// </summary>
    Inside,
}
