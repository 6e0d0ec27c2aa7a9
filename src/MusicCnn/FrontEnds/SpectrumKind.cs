namespace MusicCnn.FrontEnds;

/// <summary>Specifies what is kept of a complex spectrum.</summary>
public enum SpectrumKind
{
    /// <summary>The complex numbers themselves, from which the signal can be computed again.</summary>
    Complex,

    /// <summary>The magnitude |X|. Its gradient is X/|X|, and 0 where X is 0.</summary>
    Magnitude,

    /// <summary>The power |X|².</summary>
    Power,

    /// <summary>The phase in radians, from −π to π, counted from the first sample of the frame; not meant to be differentiated.</summary>
    Phase,
}
