namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Specifies the phases from which a recovery starts.</summary>
public enum PhaseStart
{
    /// <summary>Phases drawn evenly from all angles, as in librosa.</summary>
    Random,

    /// <summary>Every phase 0: nothing is drawn, but tones start far from where they belong.</summary>
    Zero,

    /// <summary>Real and imaginary parts drawn evenly from [0, 1), as in torchaudio: angles from 0 to a right angle only, and magnitudes
    /// that are not those given.</summary>
    FirstQuadrant,
}
