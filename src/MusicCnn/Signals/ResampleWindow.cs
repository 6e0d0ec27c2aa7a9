namespace MusicCnn.Signals;

/// <summary>Specifies the window that tapers the sinc of a <see cref="Resample"/>.</summary>
public enum ResampleWindow
{
    /// <summary>A squared cosine.</summary>
    Hann,

    /// <summary>A Kaiser window, whose <see cref="ResampleOptions.KaiserBeta"/> trades stop-band attenuation for width of transition.</summary>
    Kaiser,
}
