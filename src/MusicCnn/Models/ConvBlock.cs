using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <summary>Represents convolutions behind each other and the pooling behind them.</summary>
/// <param name="Layers">The filters of each convolution.</param>
/// <param name="Pool">The pooling.</param>
internal sealed record ConvBlock(IReadOnlyList<FilterGroup> Layers, PoolWindow Pool);
