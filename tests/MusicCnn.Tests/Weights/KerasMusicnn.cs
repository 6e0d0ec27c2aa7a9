namespace MusicCnn.Tests.Weights;

/// <summary>Evaluates musicnn by its description on weights in Keras's own layout: sums in plain loops, in double precision.</summary>
internal sealed class KerasMusicnn(Dictionary<string, (long[] Shape, float[] Values)> weights)
{
    private const double Epsilon = 0.001;

    /// <summary>Returns the likelihoods of an image, frame by bin.</summary>
    public double[] Likelihoods(double[,] image)
    {
        var (frames, bins) = (image.GetLength(0), image.GetLength(1));
        var normalized = new double[frames, bins];
        for (var t = 0; t < frames; t++)
        {
            for (var f = 0; f < bins; f++)
                normalized[t, f] = Normalize("batch_normalization", 0, image[t, f]);
        }

        var front = Columns([.. new[] { "conv2d", "conv2d_1", "conv2d_2", "conv2d_3", "conv2d_4" }
            .Select((layer, i) => Convolve(normalized, layer, $"batch_normalization_{i + 1}"))]);
        var first = Convolve(front, "midend_conv1", "bn_midend_conv1");
        var second = Sum(Convolve(first, "midend_conv2", "bn_midend_conv2"), first);
        var third = Sum(Convolve(second, "midend_conv3", "bn_midend_conv3"), second);
        var all = Columns(front, first, second, third);
        var pooled = new double[2 * all.GetLength(1)];
        for (var c = 0; c < all.GetLength(1); c++)
        {
            var column = Enumerable.Range(0, frames).Select(t => all[t, c]).ToArray();
            pooled[2 * c] = Normalize("bn_flatpool", 2 * c, column.Max());
            pooled[2 * c + 1] = Normalize("bn_flatpool", 2 * c + 1, column.Average());
        }

        var penultimate = Dense("dense", pooled).Select((value, i) => Normalize("bn_dense", i, Math.Max(0, value))).ToArray();
        return [.. Dense("dense_1", penultimate).Select(value => 1 / (1 + Math.Exp(-value)))];
    }

    /// <summary>Returns frames by filters: zeros around time, ReLU, normalization, the maximum over positions in the second axis.</summary>
    private double[,] Convolve(double[,] image, string layer, string norm)
    {
        var (shape, kernel) = weights[$"{layer}/kernel"];
        var (height, width, filters) = ((int)shape[0], (int)shape[1], (int)shape[3]);
        var bias = weights[$"{layer}/bias"].Values;
        var (frames, bins) = (image.GetLength(0), image.GetLength(1));
        var output = new double[frames, filters];
        Parallel.For(0, frames, t =>
        {
            for (var o = 0; o < filters; o++)
                output[t, o] = double.NegativeInfinity;
            var sums = new double[filters];
            for (var low = 0; low + width <= bins; low++)
            {
                for (var o = 0; o < filters; o++)
                    sums[o] = bias[o];
                for (var i = 0; i < height; i++)
                {
                    var at = t + i - (height - 1) / 2;
                    if (at < 0 || at >= frames)
                        continue;
                    for (var j = 0; j < width; j++)
                    {
                        var value = image[at, low + j];
                        var row = kernel.AsSpan((i * width + j) * filters, filters);
                        for (var o = 0; o < filters; o++)
                            sums[o] += value * row[o];
                    }
                }

                for (var o = 0; o < filters; o++)
                    output[t, o] = Math.Max(output[t, o], Normalize(norm, o, Math.Max(0, sums[o])));
            }
        });
        return output;
    }

    private double[] Dense(string layer, double[] input)
    {
        var ((shape, kernel), bias) = (weights[$"{layer}/kernel"], weights[$"{layer}/bias"].Values);
        return [.. bias.Select((start, unit) => start + input.Select((value, i) => value * kernel[i * shape[1] + unit]).Sum())];
    }

    private double Normalize(string layer, int channel, double value) =>
        weights[$"{layer}/gamma"].Values[channel] * (value - weights[$"{layer}/moving_mean"].Values[channel])
        / Math.Sqrt(weights[$"{layer}/moving_variance"].Values[channel] + Epsilon) + weights[$"{layer}/beta"].Values[channel];

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
