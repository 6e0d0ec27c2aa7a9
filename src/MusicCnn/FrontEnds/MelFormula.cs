namespace MusicCnn.FrontEnds;

/// <summary>Specifies the formula from hertz to mel.</summary>
public enum MelFormula
{
    /// <summary>Slaney's Auditory Toolbox: 3f/200 below 1000 Hz, 15 + 27 ln(f/1000)/ln 6.4 above; librosa's default.</summary>
    Slaney,

    /// <summary>2595 log₁₀(1 + f/700), the HTK book's; torchaudio's default, and Essentia's since late 2016.</summary>
    Htk,

    /// <summary>1127 ln(1 + f/700), as in Kaldi.</summary>
    Kaldi,

    /// <summary>1127.01048 ln(1 + f/700), as in Essentia until late 2016, which also ended a band before the bin nearest to its
    /// upper edge, so that a band's last bin can be lost.</summary>
    EssentiaUntil2016,
}
