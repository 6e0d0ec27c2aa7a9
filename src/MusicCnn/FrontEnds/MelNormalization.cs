namespace MusicCnn.FrontEnds;

/// <summary>Specifies how the filters of a mel bank are scaled.</summary>
public enum MelNormalization
{
    /// <summary>Not at all: triangles of height 1.</summary>
    None,

    /// <summary>By 2/(upper edge − lower edge in hertz), so that all have the same area (librosa and torchaudio: <c>"slaney"</c>).</summary>
    Area,

    /// <summary>By the sum of a filter's weights, so that a flat spectrum gives its own value in every band (Essentia: <c>unit_sum</c>).</summary>
    UnitSum,
}
