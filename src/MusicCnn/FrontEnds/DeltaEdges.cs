namespace MusicCnn.FrontEnds;

/// <summary>Specifies what the slope of an image is in the first and the last frames, where its window reaches beyond the image.</summary>
public enum DeltaEdges
{
    /// <summary>The slope of the polynomial through the outermost whole window, which is the value of the nearest frame that has one (librosa: <c>mode="interp"</c>).
    /// The image must be as wide as the window.</summary>
    Interpolate,

    /// <summary>The slope of the image continued by its outermost frame (librosa: <c>mode="nearest"</c>, torchaudio: <c>mode="replicate"</c>).</summary>
    Repeat,
}
