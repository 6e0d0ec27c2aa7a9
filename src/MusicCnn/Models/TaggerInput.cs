namespace MusicCnn.Models;

/// <summary>Specifies what a <see cref="TaggerAtScale"/> hears, and so which of the two front-ends of the paper it has.</summary>
public enum TaggerInput
{
    /// <summary>Log-mel images, through musically shaped filters: what is known of music is built in.</summary>
    Spectrogram,

    /// <summary>Waveforms, through sample-level filters: nothing is assumed, which takes more music to learn from.</summary>
    Waveform,
}
