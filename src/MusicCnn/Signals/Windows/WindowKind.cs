namespace MusicCnn.Signals.Windows;

/// <summary>Specifies the family of a <see cref="Window"/>.</summary>
public enum WindowKind
{
    /// <summary>All ones.</summary>
    Rectangular,

    /// <summary>Raised cosine, 0.5 − 0.5 cos τ: the usual choice for spectrograms.</summary>
    Hann,

    /// <summary>Raised cosine on a pedestal, 0.54 − 0.46 cos τ, as in SciPy and torch.</summary>
    Hamming,

    /// <summary>Three cosine terms: 0.42, 0.5, 0.08.</summary>
    Blackman,

    /// <summary>Four cosine terms, side lobes 92 dB down: SciPy's <c>blackmanharris</c>.</summary>
    BlackmanHarris,

    /// <summary>Three cosine terms, side lobes 62 dB down: Essentia's <c>blackmanharris62</c>.</summary>
    BlackmanHarris62,

    /// <summary>Four cosine terms: SciPy's <c>nuttall</c>.</summary>
    Nuttall,

    /// <summary>A triangle whose ends are zero.</summary>
    Bartlett,

    /// <summary>A Gaussian bell; its parameter is the standard deviation, in samples.</summary>
    Gaussian,

    /// <summary>Kaiser's window; its parameter is β: more of it means lower side lobes and a wider main lobe.</summary>
    Kaiser,

    /// <summary>Hann to the power 0.85, as in Kaldi; symmetric there.</summary>
    Povey,
}
