namespace MusicCnn.FrontEnds;

/// <summary>Specifies what a slope of the second or a higher order is; of the first order both are the same.</summary>
public enum DeltaRule
{
    /// <summary>The derivative of that order of the polynomial of that degree that comes nearest to the frames of a window (librosa).</summary>
    Polynomial,

    /// <summary>The slope of the slope: the first order as many times as the order says (torchaudio, HTK).</summary>
    Repeated,
}
