namespace MusicCnn.Weights;

/// <summary>Specifies how weights behind pooling over time by maximum and mean number its outputs.</summary>
/// <remarks>Both orders have the same shapes, so no check can tell them apart; the wrong one moves likelihoods by up to 0.9.</remarks>
public enum PooledOrder
{
    /// <summary>Maximum and mean of a channel side by side: maximum 0, mean 0, maximum 1, …, as the released musicnn weights are.</summary>
    Interleaved,

    /// <summary>The maxima of all channels, then the means of all, as musicnn's training code stacks them.</summary>
    MaximaFirst,
}
