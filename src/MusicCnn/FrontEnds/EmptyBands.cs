namespace MusicCnn.FrontEnds;

/// <summary>Specifies what happens when a filter of a bank is so narrow that it contains no FFT bin and would always be silent.</summary>
public enum EmptyBands
{
    /// <summary>It is an error that names the bands and the remedy.</summary>
    Refuse,

    /// <summary>The bands stay and are always 0, as in librosa and torchaudio.</summary>
    Allow,
}
