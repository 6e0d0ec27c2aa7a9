namespace MusicCnn.Layers;

/// <summary>Specifies what pooling keeps of the values that it looks at.</summary>
public enum PoolingStatistic
{
    /// <summary>The largest: whether the filter's pattern occurs at all.</summary>
    Max,

    /// <summary>The mean: how much of the pattern there is.</summary>
    Mean,

    /// <summary>Both, which doubles the channels: channel 2k is the largest and 2k + 1 the mean of filter k, interleaved as in musicnn's released weights.</summary>
    MaxAndMean,
}
