using static MusicCnn.Tests.Models.SquareOracle;

namespace MusicCnn.Tests.Models;

/// <summary>Evaluates the short-chunk and harmonic CNNs in evaluation mode by their descriptions: sums in plain loops, in double precision.</summary>
/// <param name="state">The weights and statistics.</param>
internal sealed class ShortChunkOracle(IReadOnlyDictionary<string, double[]> state)
{
    /// <summary>PyTorch's, not TensorFlow's.</summary>
    private const double Epsilon = 1e-5;

    /// <summary>Returns the logits of the short-chunk CNN for one image of one channel.</summary>
    public double[] Squares(double[,,] image, int blocks) =>
        Head(Enumerable.Range(0, blocks).Aggregate(Normalize(image, "input_norm"), (maps, block) => Pool(Relu(Convolve(maps, block, "")), (2, 2, 2, 2))));

    /// <summary>Returns the logits of the residual short-chunk CNN for one image of one channel.</summary>
    public double[] Residual(double[,,] image, int blocks) =>
        Head(Enumerable.Range(0, blocks).Aggregate(
            Normalize(image, "input_norm"),
            (maps, block) => Relu(Add(Convolve(Relu(Convolve(maps, block, "", stride: 2)), block, "second_"), Convolve(maps, block, "shortcut_", stride: 2)))));

    /// <summary>Returns the logits of the harmonic CNN for one image of a channel for each harmonic: convolutions where the number of channels changes, residual
    /// blocks elsewhere.</summary>
    public double[] Harmonic(double[,,] image, int blocks)
    {
        var maps = Normalize(image, "input_norm");
        for (var block = 0; block < blocks; block++)
        {
            var first = Relu(Convolve(maps, block, ""));
            maps = Pool(block is 0 or 4 ? first : Relu(Add(Convolve(first, block, "second_"), maps)), block < 5 ? (2, 2, 2, 2) : (2, 3, 2, 3));
        }

        return Head(maps);
    }

    private double[] Head(double[,,] maps)
    {
        var features = Enumerable.Range(0, maps.GetLength(0)).Select(channel =>
            (from f in Enumerable.Range(0, maps.GetLength(1)) from t in Enumerable.Range(0, maps.GetLength(2)) select maps[channel, f, t]).Max()).ToArray();
        var hidden = Dense(features, "head.dense").Select((value, unit) => Math.Max(0, SquareOracle.Normalize(state, "head.norm", unit, value, Epsilon))).ToArray();
        return Dense(hidden, "head.output");
    }

    private double[] Dense(double[] values, string key) =>
        [.. state[key + ".bias"].Select((bias, unit) => bias + values.Select((value, i) => value * state[key + ".weight"][(unit * values.Length) + i]).Sum())];

    /// <summary>Returns a convolution and its normalization.</summary>
    private double[,,] Convolve(double[,,] maps, int block, string part, int stride = 1)
    {
        var key = $"stack.blocks.{block}.{part}";
        return Normalize(SquareOracle.Convolve(maps, state[key + "conv.weight"], state[key + "conv.bias"], stride), key + "norm");
    }

    private double[,,] Normalize(double[,,] maps, string key) => Map(maps, (channel, value) => SquareOracle.Normalize(state, key, channel, value, Epsilon));

    private static double[,,] Relu(double[,,] maps) => Map(maps, (_, value) => Math.Max(0, value));

    private static double[,,] Add(double[,,] maps, double[,,] others) =>
        Map(new double[maps.GetLength(0), maps.GetLength(1), maps.GetLength(2)], (c, f, t) => maps[c, f, t] + others[c, f, t]);
}
