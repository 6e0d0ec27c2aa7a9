namespace MusicCnn.FrontEnds;

/// <summary>Specifies how many periods of its frequency an atom has: its quality factor Q. r = 2^(1/B) is the ratio of neighboring bins.</summary>
public enum QualityFactor
{
    /// <summary>Q = 1/α with α = (r² − 1)/(r² + 1): 17.33 at 12 bins per octave. As in librosa 0.10 and later.</summary>
    Symmetric,

    /// <summary>Q = 1/α with α = r − 1: 16.82 at 12 bins per octave. As in Brown and Puckette 1992, nnAudio and librosa before 0.10.</summary>
    Brown,
}
