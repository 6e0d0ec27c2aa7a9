namespace MusicCnn.FrontEnds;

/// <summary>Specifies the factor by which a short-time spectrum is multiplied. It is part of the window, so the inverse undoes it.</summary>
public enum SpectrumScaling
{
    /// <summary>No factor: the plain sum over the windowed frame, as in librosa and torch.</summary>
    None,

    /// <summary>1/√N, N the FFT size: torch's <c>normalized</c> and torchaudio's <c>"frame_length"</c>.</summary>
    FrameLength,

    /// <summary>1/√Σw²: torchaudio's <c>normalized=True</c> or <c>"window"</c>. White noise of variance σ² has mean power σ².</summary>
    WindowEnergy,

    /// <summary>2/Σw: a sine of amplitude 1 at a bin's center has magnitude 1 there. Essentia's normalized windows.</summary>
    UnitSine,
}
