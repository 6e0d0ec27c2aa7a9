namespace MusicCnn.FrontEnds;

/// <summary>Specifies how a lifter of length L weighs the coefficients of a cepstrum, k = 0, 1, ….</summary>
public enum LifterRule
{
    /// <summary>1 + (L/2) sin(π(k + 1)/L): the first coefficient is weighed too (librosa).</summary>
    Librosa,

    /// <summary>1 + (L/2) sin(πk/L): the first coefficient stays (Kaldi, HTK).</summary>
    Kaldi,
}
