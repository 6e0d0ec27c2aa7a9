namespace MusicCnn.FrontEnds;

/// <summary>Specifies the pitch class of bin 0 of a chroma image.</summary>
public enum PitchClassBase
{
    /// <summary>C (librosa: <c>base_c=True</c>).</summary>
    C,

    /// <summary>A (librosa: <c>base_c=False</c>).</summary>
    A,
}
