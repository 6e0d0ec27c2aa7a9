namespace MusicCnn.Layers;

/// <summary>Specifies what pooling keeps of the values that it looks at.</summary>
public enum PoolingStatistic
{
    /// <summary>The largest: whether the filter's pattern occurs at all.</summary>
    Max,

    /// <summary>The mean: how much of the pattern there is.</summary>
    Mean,
}
