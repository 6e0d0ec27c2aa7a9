namespace MusicCnn.FrontEnds;

/// <summary>Specifies the factor on the atoms of a constant-Q transform. w is an atom's window, L its length in samples.</summary>
public enum AtomNormalization
{
    /// <summary>
    /// 2/Σw: a sine of amplitude 1 at a bin's center has magnitude 1 in every bin, so that what is pooled over frequency does not change
    /// with pitch. nnAudio's <c>"wrap"</c>.
    /// </summary>
    UnitSine,

    /// <summary>1/Σw: a sine of amplitude 1 has magnitude ½. nnAudio's <c>"convolutional"</c>.</summary>
    HalfSine,

    /// <summary>√L/Σw: a sine of amplitude 1 has magnitude √L/2, more in the low bins. librosa's <c>scale=True</c> and nnAudio's <c>"librosa"</c>.</summary>
    RootLength,

    /// <summary>L/Σw, about 2 in every bin: an impulse at a frame's center sounds alike in all bins. librosa's <c>scale=False</c>.</summary>
    Length,

    /// <summary>1/√Σw²: white noise of variance σ² has mean power σ² in every bin.</summary>
    UnitEnergy,
}
