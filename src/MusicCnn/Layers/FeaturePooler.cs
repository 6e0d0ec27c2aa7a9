using static TorchSharp.torch;

namespace MusicCnn.Layers;

/// <summary>Pools feature maps <c>[N, K, F, T]</c> as <see cref="FeaturePooling"/> says.</summary>
internal static class FeaturePooler
{
    /// <summary>Returns the pooled maps; the maps themselves where there is no pooling.</summary>
    public static Tensor Pool(FeaturePooling pooling, Tensor maps)
    {
        if (pooling.Statistic != PoolingStatistic.MaxAndMean)
            return Pool(pooling, maps, pooling.Statistic == PoolingStatistic.Max);
        // Stacked behind the channels and flattened, the two of one channel stand side by side.
        return stack([Pool(pooling, maps, max: true), Pool(pooling, maps, max: false)], dim: 2).flatten(1, 2);
    }

    private static Tensor Pool(FeaturePooling pooling, Tensor maps, bool max)
    {
        if ((pooling.Bins ?? 1) > 1 || (pooling.Frames ?? 1) > 1)
        {
            var window = ((long)(pooling.Bins ?? 1), (long)(pooling.Frames ?? 1));
            maps = max ? nn.functional.max_pool2d(maps, window) : nn.functional.avg_pool2d(maps, window);
        }

        if (pooling.Bins is null && pooling.Frames is null)
            maps = maps.flatten(start_dim: 2);
        if (pooling.Bins is null || pooling.Frames is null)
            maps = max ? Maximum(maps, pooling.Bins is null ? 2 : 3) : maps.mean([pooling.Bins is null ? 2 : 3]);
        return maps;
    }

    /// <summary>Returns the maximum over an axis. Where a gradient is wanted, finding positions too makes the way back several times faster.</summary>
    public static Tensor Maximum(Tensor maps, int axis) => maps.requires_grad ? maps.max(axis).values : maps.amax([axis]);
}
