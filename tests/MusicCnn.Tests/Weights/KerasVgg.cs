namespace MusicCnn.Tests.Weights;

/// <summary>Evaluates the vgg baseline by its description on weights in Keras's own layout: sums in plain loops, in double precision.</summary>
internal sealed class KerasVgg(Dictionary<string, (long[] Shape, float[] Values)> weights)
{
    private readonly KerasLayers _layers = new(weights);
    private readonly int _blocks = weights.Keys.Count(name => name.EndsWith("CNN/kernel", StringComparison.Ordinal));

    /// <summary>Returns the likelihoods of an image, frame by bin.</summary>
    public double[] Likelihoods(double[,] image)
    {
        var maps = _layers.NormalizedImage("bn_input", image);
        for (var block = 1; block <= _blocks; block++)
        {
            var convolved = Convolve(maps, $"{block}CNN", $"bn_conv{block}");
            // The first pooling sees four frames of every other bin.
            maps = block == 1 ? Pool(convolved, 4, 1, step: 2) : block == _blocks ? Pool(convolved, 4, 4, step: 4) : Pool(convolved, 2, 2, step: 2);
        }

        // Time, then frequency, then channels: the order in memory.
        var features = new double[maps.Length];
        Buffer.BlockCopy(maps, 0, features, 0, sizeof(double) * features.Length);
        return KerasLayers.Sigmoid(_layers.Dense("output", features));
    }

    private double[,,] Convolve(double[,,] maps, string layer, string norm)
    {
        var filters = _layers.Filters(layer);
        var output = new double[maps.GetLength(0), maps.GetLength(1), filters];
        Parallel.For(0, output.GetLength(0), t =>
        {
            for (var first = 0; first < output.GetLength(1); first += KerasLayers.Windows)
            {
                var outputs = _layers.Convolve(maps, layer, norm, t - 1, first - 1, Math.Min(KerasLayers.Windows, output.GetLength(1) - first));
                for (var o = 0; o < outputs.Length; o++)
                    output[t, first + o / filters, o % filters] = outputs[o];
            }
        });
        return output;
    }

    private static double[,,] Pool(double[,,] maps, int frames, int bins, int step)
    {
        var output = new double[(maps.GetLength(0) - frames) / step + 1, (maps.GetLength(1) - bins) / step + 1, maps.GetLength(2)];
        for (var t = 0; t < output.GetLength(0); t++)
        {
            for (var f = 0; f < output.GetLength(1); f++)
            {
                for (var c = 0; c < output.GetLength(2); c++)
                {
                    output[t, f, c] = (from i in Enumerable.Range(t * step, frames) from j in Enumerable.Range(f * step, bins) select maps[i, j, c]).Max();
                }
            }
        }

        return output;
    }
}
