using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents how the feature maps of a layer are pooled over frequency and time.</summary>
/// <remarks>
/// <para>Windows do not overlap; what is left at the end of an axis, shorter than a window, is dropped.</para>
/// <para>An axis pooled as a whole (<see langword="null"/>) disappears from the output, so that <c>[N, K, F, T]</c> becomes
/// <c>[N, K, T]</c>, <c>[N, K, F]</c> or, pooled over both, <c>[N, K]</c>. Pooling over all frequency makes a layer deaf to
/// where in frequency a pattern occurs (pitch), pooling over all time to when it occurs.</para>
/// <para><see cref="PoolingStatistic.MaxAndMean"/> gives two channels for each filter.</para>
/// </remarks>
public sealed record FeaturePooling
{
    /// <summary>Gets no pooling: <c>[N, K, F, T]</c>.</summary>
    public static FeaturePooling None { get; } = new() { Bins = 1, Frames = 1 };

    /// <summary>Gets the maximum over all frequency: <c>[N, K, T]</c>.</summary>
    public static FeaturePooling OverFrequency { get; } = new() { Bins = null, Frames = 1 };

    /// <summary>Gets the maximum over all time: <c>[N, K, F]</c>.</summary>
    public static FeaturePooling OverTime { get; } = new() { Bins = 1, Frames = null };

    /// <summary>Gets the height of a window, in bins, or <see langword="null"/> for all frequency.</summary>
    public required int? Bins { get; init => field = value is null ? null : Require.Positive(value.Value, "bins"); }

    /// <summary>Gets the width of a window, in frames, or <see langword="null"/> for all time.</summary>
    public required int? Frames { get; init => field = value is null ? null : Require.Positive(value.Value, "frames"); }

    /// <summary>Gets what is kept of a window.</summary>
    /// <value>The default value is <see cref="PoolingStatistic.Max"/>.</value>
    public PoolingStatistic Statistic { get; init => field = Require.Defined(value); } = PoolingStatistic.Max;

    /// <summary>Returns the maximum over windows: <c>[N, K, F / bins, T / frames]</c>, rounded down.</summary>
    /// <param name="bins">The height of a window, in bins, at least 1.</param>
    /// <param name="frames">The width of a window, in frames, at least 1.</param>
    /// <returns>The pooling.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> or <paramref name="frames"/> is below 1.</exception>
    public static FeaturePooling Windows(int bins, int frames) => new() { Bins = bins, Frames = frames };

    /// <summary>Returns the pooling in words, such as <c>max over all bins × 1 frame</c>.</summary>
    /// <returns>The pooling as text.</returns>
    public override string ToString() => Bins == 1 && Frames == 1
        ? "none"
        : $"{Name(Statistic)} over {Extent(Bins, "bin")} × {Extent(Frames, "frame")}";

    private static string Name(PoolingStatistic statistic) => statistic switch
    {
        PoolingStatistic.Max => "max",
        PoolingStatistic.Mean => "mean",
        _ => "max and mean",
    };

    private static string Extent(int? size, string unit) => size switch
    {
        null => $"all {unit}s",
        1 => $"1 {unit}",
        _ => $"{size} {unit}s",
    };
}
