namespace MusicCnn.Models;

/// <summary>Specifies what stands between first layer and pooling in a <see cref="MusicnnVariant"/>.</summary>
public enum MusicnnMidEnd
{
    /// <summary>Nothing: the channels of the first layer are pooled.</summary>
    None,

    /// <summary>Three convolutions over time with residual connections, of which the last is pooled.</summary>
    Residual,

    /// <summary>The same, and first layer and all three are pooled.</summary>
    Dense,
}
