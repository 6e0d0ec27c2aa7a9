namespace MusicCnn.FrontEnds;

/// <summary>Specifies how a signal continues beyond its two ends, where frames reach past them.</summary>
public enum EdgePadding
{
    /// <summary>Mirrored about the end sample, which is not repeated; mirrored again as often as needed, so that any length of at least one sample works (NumPy's rule).</summary>
    Reflect,

    /// <summary>Zeros (NumPy and torch: <c>constant</c>).</summary>
    Zero,

    /// <summary>The end sample, repeated (NumPy: <c>edge</c>, torch: <c>replicate</c>).</summary>
    Replicate,
}
