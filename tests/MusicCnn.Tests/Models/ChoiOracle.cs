using static MusicCnn.Tests.Models.SquareOracle;

namespace MusicCnn.Tests.Models;

/// <summary>Evaluates the taggers of Choi and others in evaluation mode by their descriptions: sums in plain loops, in double precision.</summary>
/// <param name="state">The weights and statistics.</param>
internal sealed class ChoiOracle(IReadOnlyDictionary<string, double[]> state)
{
    /// <summary>Returns the logits of the convolutional tagger for one image whose blocks pool windows of bins × frames.</summary>
    public double[] Convolutional(double[,,] image, bool eachFrame, params (int Bins, int Frames)[] pools) =>
        Dense("output", [.. Blocks(Normalized(image, eachFrame), pools).Cast<double>()]);

    /// <summary>Returns the logits of the recurrent tagger for one image.</summary>
    public double[] Recurrent(double[,,] image, bool eachFrame, int zeros, params (int Bins, int Frames)[] pools)
    {
        var padded = Map(new double[1, image.GetLength(1), image.GetLength(2) + 2 * zeros], (_, f, t) =>
            t >= zeros && t - zeros < image.GetLength(2) ? image[0, f, t - zeros] : 0);
        var maps = Blocks(Normalized(padded, eachFrame), pools);

        // A step is all channels, and of each all bins.
        var steps = Enumerable.Range(0, maps.GetLength(2)).Select(t =>
            (from c in Enumerable.Range(0, maps.GetLength(0)) from f in Enumerable.Range(0, maps.GetLength(1)) select maps[c, f, t]).ToArray());
        return Dense("output", Gated("second_gru", Gated("first_gru", steps)).Last());
    }

    private double[,,] Normalized(double[,,] image, bool eachFrame) =>
        Map(new double[1, image.GetLength(1), image.GetLength(2)], (_, f, t) => Normalize(state, "input_norm.norm", eachFrame ? t : f, image[0, f, t]));

    /// <summary>Returns blocks of 3×3 filters, normalization, ELU and the maximum of windows.</summary>
    private double[,,] Blocks(double[,,] maps, (int Bins, int Frames)[] pools)
    {
        foreach (var (pool, block) in pools.Zip(Enumerable.Range(0, pools.Length)))
        {
            var key = $"stack.layers.{block}.groups.0.";
            var sums = Convolve(maps, state[key + "conv.weight"], state[key + "conv.bias"]);
            maps = Pool(Map(sums, (channel, value) => Elu(Normalize(state, key + "norm", channel, value))), (pool.Bins, pool.Frames, pool.Bins, pool.Frames));
        }

        return maps;
    }

    /// <summary>Returns the states of a gated recurrent layer, which starts from zero: h' = (1 − z)·n + z·h, n = tanh(W x + b + r·(U h + c)).</summary>
    private IEnumerable<double[]> Gated(string key, IEnumerable<double[]> steps)
    {
        var units = state[key + ".bias_ih_l0"].Length / 3;
        var last = new double[units];
        foreach (var step in steps)
        {
            // Reset, update and new gate, one behind the other.
            var fromStep = Product(state[key + ".weight_ih_l0"], state[key + ".bias_ih_l0"], step);
            var fromState = Product(state[key + ".weight_hh_l0"], state[key + ".bias_hh_l0"], last);
            last = [.. last.Select((value, unit) =>
            {
                var reset = Sigmoid(fromStep[unit] + fromState[unit]);
                var update = Sigmoid(fromStep[units + unit] + fromState[units + unit]);
                var candidate = Math.Tanh(fromStep[2 * units + unit] + reset * fromState[2 * units + unit]);
                return (1 - update) * candidate + update * value;
            })];
            yield return last;
        }
    }

    private double[] Dense(string key, double[] input) => Product(state[key + ".weight"], state[key + ".bias"], input);

    private static double[] Product(double[] weights, double[] biases, double[] input) =>
        [.. biases.Select((bias, row) => bias + input.Select((value, i) => value * weights[row * input.Length + i]).Sum())];

    private static double Elu(double value) => value > 0 ? value : Math.Exp(value) - 1;

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
