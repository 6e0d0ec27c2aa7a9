namespace MusicCnn.Tests.Weights;

/// <summary>Evaluates musicnn by its description on weights in Keras's own layout: sums in plain loops, in double precision.</summary>
internal sealed class KerasMusicnn(Dictionary<string, (long[] Shape, float[] Values)> weights)
{
    private readonly KerasLayers _layers = new(weights);

    /// <summary>Returns the likelihoods of an image, frame by bin.</summary>
    public double[] Likelihoods(double[,] image)
    {
        var frames = image.GetLength(0);
        var normalized = _layers.NormalizedImage("batch_normalization", image);
        var front = Columns([.. new[] { "conv2d", "conv2d_1", "conv2d_2", "conv2d_3", "conv2d_4" }
            .Select((layer, i) => Convolve(normalized, layer, $"batch_normalization_{i + 1}"))]);
        var first = Convolve(AsMaps(front), "midend_conv1", "bn_midend_conv1");
        var second = Sum(Convolve(AsMaps(first), "midend_conv2", "bn_midend_conv2"), first);
        var third = Sum(Convolve(AsMaps(second), "midend_conv3", "bn_midend_conv3"), second);
        var all = Columns(front, first, second, third);
        var pooled = new double[2 * all.GetLength(1)];
        for (var c = 0; c < all.GetLength(1); c++)
        {
            var column = Enumerable.Range(0, frames).Select(t => all[t, c]).ToArray();
            pooled[2 * c] = _layers.Normalize("bn_flatpool", 2 * c, column.Max());
            pooled[2 * c + 1] = _layers.Normalize("bn_flatpool", 2 * c + 1, column.Average());
        }

        var penultimate = _layers.Dense("dense", pooled).Select((value, i) => _layers.Normalize("bn_dense", i, Math.Max(0, value))).ToArray();
        return KerasLayers.Sigmoid(_layers.Dense("dense_1", penultimate));
    }

    /// <summary>Returns frames by filters: zeros around time, ReLU, normalization, the maximum over positions in frequency.</summary>
    private double[,] Convolve(double[,,] maps, string layer, string norm)
    {
        var shape = _layers.KernelShape(layer);
        var (height, width, filters) = ((int)shape[0], (int)shape[1], (int)shape[3]);
        var (frames, bins) = (maps.GetLength(0), maps.GetLength(1));
        var output = new double[frames, filters];
        Parallel.For(0, frames, t =>
        {
            var largest = Enumerable.Repeat(double.NegativeInfinity, filters).ToArray();
            for (var low = 0; low + width <= bins; low += KerasLayers.Windows)
            {
                var outputs = _layers.Convolve(maps, layer, norm, t - (height - 1) / 2, low, Math.Min(KerasLayers.Windows, bins - width - low + 1));
                for (var o = 0; o < outputs.Length; o++)
                    largest[o % filters] = Math.Max(largest[o % filters], outputs[o]);
            }

            for (var o = 0; o < filters; o++)
                output[t, o] = largest[o];
        });
        return output;
    }

    /// <summary>Returns columns along the axis of frequency, where Keras has them: one position of one channel for each.</summary>
    private static double[,,] AsMaps(double[,] columns)
    {
        var maps = new double[columns.GetLength(0), columns.GetLength(1), 1];
        Buffer.BlockCopy(columns, 0, maps, 0, sizeof(double) * columns.Length);
        return maps;
    }

    private static double[,] Columns(params double[][,] parts)
    {
        var all = new double[parts[0].GetLength(0), parts.Sum(part => part.GetLength(1))];
        var offset = 0;
        foreach (var part in parts)
        {
            for (var t = 0; t < part.GetLength(0); t++)
            {
                for (var c = 0; c < part.GetLength(1); c++)
                    all[t, offset + c] = part[t, c];
            }

            offset += part.GetLength(1);
        }

        return all;
    }

    private static double[,] Sum(double[,] left, double[,] right)
    {
        var sum = new double[left.GetLength(0), left.GetLength(1)];
        for (var t = 0; t < sum.GetLength(0); t++)
        {
            for (var c = 0; c < sum.GetLength(1); c++)
                sum[t, c] = left[t, c] + right[t, c];
        }

        return sum;
    }
}
