namespace MusicCnn.FrontEnds;

/// <summary>Specifies on which axis the filters of a mel bank are straight-sided triangles.</summary>
public enum MelTriangles
{
    /// <summary>Straight over hertz, as in librosa and torchaudio, whatever the mel formula.</summary>
    Hertz,

    /// <summary>Straight over mel, as in the HTK book, Kaldi and Essentia.</summary>
    Mel,
}
