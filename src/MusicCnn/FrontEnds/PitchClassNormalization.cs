namespace MusicCnn.FrontEnds;

/// <summary>Specifies by which norm each frame of a chroma image is divided.</summary>
public enum PitchClassNormalization
{
    /// <summary>By none: loudness stays.</summary>
    None,

    /// <summary>By its largest value, which becomes 1 (librosa: <c>norm=np.inf</c>).</summary>
    Maximum,

    /// <summary>By the sum of its values, which become shares (librosa: <c>norm=1</c>).</summary>
    Sum,

    /// <summary>By the root of the sum of squares, so that the inner product of two frames is the cosine of their angle (librosa: <c>norm=2</c>).</summary>
    Euclidean,
}
