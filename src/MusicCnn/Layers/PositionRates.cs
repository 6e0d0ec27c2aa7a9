namespace MusicCnn.Layers;

/// <summary>Specifies how fast the angles of a <see cref="PositionalEncoding"/> grow.</summary>
public enum PositionRates
{
    /// <summary>A sine and a cosine share a rate: 10000^(−2i/K) in channels 2i and 2i + 1, from 1 to nearly 1/10000 (Vaswani and others 2017).</summary>
    Pairs,

    /// <summary>Each channel has its own: 10000^(−2k/K) in channel k, from 1 to nearly 10⁻⁸, as the musicnn-training repository computes it. The upper half of the
    /// channels then hardly moves within a patch of three seconds.</summary>
    Channels,
}
