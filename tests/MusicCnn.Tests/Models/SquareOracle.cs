namespace MusicCnn.Tests.Models;

/// <summary>Evaluates the vgg baseline of three blocks in evaluation mode by its description: sums in plain loops, in double precision. Other networks of squares are
/// made of the same sums.</summary>
internal static class SquareOracle
{
    private const double Epsilon = 0.001;

    /// <summary>Returns the logits of one image, one channel of bins by frames.</summary>
    public static double[] Logits(IReadOnlyDictionary<string, double[]> state, double[,,] image)
    {
        var maps = Map(image, (_, value) => Normalize(state, "input_norm", 0, value));
        (int Height, int Width, int Down, int Along)[] pools = [(1, 4, 2, 2), (2, 2, 2, 2), (4, 4, 4, 4)];
        for (var block = 0; block < pools.Length; block++)
        {
            var key = $"stack.layers.{block}.groups.0.";
            var sums = Convolve(maps, state[key + "conv.weight"], state[key + "conv.bias"]);
            maps = Pool(Map(sums, (channel, value) => Normalize(state, key + "norm", channel, Math.Max(0, value))), pools[block]);
        }

        // Time outside, then frequency, then channels.
        var features = new List<double>();
        for (var t = 0; t < maps.GetLength(2); t++)
        {
            for (var f = 0; f < maps.GetLength(1); f++)
            {
                for (var c = 0; c < maps.GetLength(0); c++)
                    features.Add(maps[c, f, t]);
            }
        }

        return [.. state["output.bias"].Select((bias, k) => bias + features.Select((value, i) => value * state["output.weight"][k * features.Count + i]).Sum())];
    }

    /// <summary>Returns 3×3 sums in steps of <paramref name="stride"/>, a row of zeros around the image.</summary>
    public static double[,,] Convolve(double[,,] maps, double[] weights, double[] biases, int stride = 1)
    {
        var (channels, bins, frames) = (maps.GetLength(0), maps.GetLength(1), maps.GetLength(2));
        var output = new double[biases.Length, (bins - 1) / stride + 1, (frames - 1) / stride + 1];
        return Map(output, (k, f, t) =>
        {
            var sum = biases[k];
            for (var c = 0; c < channels; c++)
            {
                for (var i = -1; i <= 1; i++)
                {
                    for (var j = -1; j <= 1; j++)
                    {
                        var (bin, frame) = (f * stride + i, t * stride + j);
                        if (bin >= 0 && bin < bins && frame >= 0 && frame < frames)
                            sum += weights[((k * channels + c) * 3 + i + 1) * 3 + j + 1] * maps[c, bin, frame];
                    }
                }
            }

            return sum;
        });
    }

    /// <summary>Returns maxima of windows.</summary>
    public static double[,,] Pool(double[,,] maps, (int Height, int Width, int Down, int Along) pool)
    {
        var output = new double[maps.GetLength(0), (maps.GetLength(1) - pool.Height) / pool.Down + 1, (maps.GetLength(2) - pool.Width) / pool.Along + 1];
        return Map(output, (c, f, t) =>
            (from i in Enumerable.Range(f * pool.Down, pool.Height) from j in Enumerable.Range(t * pool.Along, pool.Width) select maps[c, i, j]).Max());
    }

    /// <summary>Returns a value of a channel normalized by the running statistics.</summary>
    public static double Normalize(IReadOnlyDictionary<string, double[]> state, string key, int channel, double value, double epsilon = Epsilon) =>
        state[key + ".weight"][channel] * (value - state[key + ".running_mean"][channel]) / Math.Sqrt(state[key + ".running_var"][channel] + epsilon)
        + state[key + ".bias"][channel];

    /// <summary>Returns a function of each value and its channel.</summary>
    public static double[,,] Map(double[,,] maps, Func<int, double, double> function) =>
        Map(new double[maps.GetLength(0), maps.GetLength(1), maps.GetLength(2)], (c, f, t) => function(c, maps[c, f, t]));

    /// <summary>Fills maps by a function of channel, bin and frame, and returns them.</summary>
    public static double[,,] Map(double[,,] output, Func<int, int, int, double> function)
    {
        for (var c = 0; c < output.GetLength(0); c++)
        {
            for (var f = 0; f < output.GetLength(1); f++)
            {
                for (var t = 0; t < output.GetLength(2); t++)
                    output[c, f, t] = function(c, f, t);
            }
        }

        return output;
    }
}
