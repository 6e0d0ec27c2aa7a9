using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Represents pooling over all of time: of a clip of any length, as many values as it has channels, or twice as many.</summary>
/// <remarks>
/// <para>Shape: features <c>[N, K, T]</c> to <c>[N, K]</c>, or <c>[N, 2K]</c> with <see cref="PoolingStatistic.MaxAndMean"/>. No weights.</para>
/// <para>The maximum says whether something occurs, the mean how much of it there is; musicnn keeps both.</para>
/// <para>Source: Pons and Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging", 2019. Its released weights have maximum and mean of a
/// channel side by side, its training code all maxima before all means: <see cref="Interleaved"/>. Verified against: plain loops.</para>
/// </remarks>
public sealed class TemporalPooling : nn.Module<Tensor, Tensor>
{
    /// <summary>Initializes a new instance of the <see cref="TemporalPooling"/> class.</summary>
    /// <param name="statistic">What is kept of each channel.</param>
    /// <param name="interleaved">Whether maximum and mean of a channel stand side by side; see <see cref="Interleaved"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statistic"/> is none of its names.</exception>
    public TemporalPooling(PoolingStatistic statistic = PoolingStatistic.MaxAndMean, bool interleaved = true)
        : base(nameof(TemporalPooling))
    {
        Statistic = Internal.Require.Defined(statistic, nameof(statistic));
        Interleaved = interleaved;
        RegisterComponents();
    }

    /// <summary>Gets what is kept of each channel.</summary>
    /// <value>The default value is <see cref="PoolingStatistic.MaxAndMean"/>.</value>
    public PoolingStatistic Statistic { get; }

    /// <summary>Gets whether value 2k is the maximum and 2k + 1 the mean of channel k; otherwise all K maxima come before all K means.</summary>
    /// <value>The default value is <see langword="true"/>, the order of musicnn's released weights. Only <see cref="PoolingStatistic.MaxAndMean"/> has two.</value>
    public bool Interleaved { get; }

    /// <summary>Pools features over time.</summary>
    /// <param name="features">The features, <c>[N, K, T]</c>.</param>
    /// <returns>The pooled features, <c>[N, K]</c> or <c>[N, 2K]</c>.</returns>
    /// <exception cref="ArgumentException">The features have another rank, or an empty axis.</exception>
    public override Tensor forward(Tensor features)
    {
        ShapeGuard.Matches(features, "features [batch, channel, time]", [-1, -1, -1], nameof(features));
        using var scope = NewDisposeScope();
        var pooled = Statistic switch
        {
            PoolingStatistic.Max => FeaturePooler.Maximum(features, 2),
            PoolingStatistic.Mean => features.mean([2]),
            _ when Interleaved => stack([FeaturePooler.Maximum(features, 2), features.mean([2])], dim: 2).flatten(start_dim: 1),
            _ => cat([FeaturePooler.Maximum(features, 2), features.mean([2])], dim: 1),
        };
        return pooled.MoveToOuterDisposeScope();
    }

    /// <summary>Returns the pooling with its settings, such as <c>TemporalPooling(MaxAndMean, interleaved)</c>.</summary>
    /// <returns>The pooling as text.</returns>
    public override string ToString() =>
        $"{nameof(TemporalPooling)}({Statistic}{(Statistic != PoolingStatistic.MaxAndMean ? "" : Interleaved ? ", interleaved" : ", maxima first")})";
}
