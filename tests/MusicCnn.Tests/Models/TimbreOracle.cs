using MusicCnn.Layers;
using MusicCnn.Models;
using MusicCnn.Tests.Layers;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Evaluates the networks of timbral shapes and their baselines in evaluation mode by their description.</summary>
internal static class TimbreOracle
{
    /// <summary>Returns the logits of one image, one channel of bins by frames.</summary>
    /// <param name="network">The network, in double precision.</param>
    /// <param name="image">The image.</param>
    /// <param name="size">The bins and frames that the first layer leaves of the image, 1 for a pooled axis; only needed in front of blocks.</param>
    public static double[] Logits(TimbreNet network, double[,,] image, (int Bins, int Frames) size = default)
    {
        var (options, state) = (network.Options, State(network));
        if (options.NormalizeInput)
            image = SquareOracle.Map(image, (_, value) => SquareOracle.Normalize(state, "input_norm", 0, value, options.BatchNormEpsilon));
        var values = network.FirstLayers.SelectMany(layer => MixedShapeOracle.Evaluate(layer, image)).ToArray();
        if (options.Blocks.Count == 0)
            return Head(state, values, options.Activation);

        var channels = values.Length / (size.Bins * size.Frames);
        var maps = new double[channels, size.Bins, size.Frames];
        for (var c = 0; c < channels; c++)
        {
            for (var f = 0; f < size.Bins; f++)
            {
                for (var t = 0; t < size.Frames; t++)
                    maps[c, f, t] = options.ReadsMapsAsRows ? values[t * channels + c] : values[(c * size.Bins + f) * size.Frames + t];
            }
        }

        maps = Stack(state, maps, options.Blocks, (options.FrequencyPadding, options.TimePadding), options.Activation, options.BlockBatchNorm, options.BatchNormEpsilon);
        return Head(state, [.. maps.Cast<double>()], options.Activation);
    }

    /// <summary>Returns the logits of one image, one channel of bins by frames.</summary>
    public static double[] Logits(SmallSquareNet network, double[,,] image)
    {
        var (options, state) = (network.Options, State(network));
        var maps = Stack(state, image, options.Blocks, (options.Padding, options.Padding), options.Activation, options.BatchNorm, options.BatchNormEpsilon);
        if (options.GlobalMaximum)
            maps = SquareOracle.Pool(maps, (maps.GetLength(1), maps.GetLength(2), 1, 1));
        return Head(state, [.. maps.Cast<double>()], options.Activation);
    }

    private static double[,,] Stack(
        Dictionary<string, double[]> state, double[,,] maps, IReadOnlyList<FilterBlock> blocks, (AxisPadding Frequency, AxisPadding Time) padding, Activation activation, BatchNormOrder order,
        double epsilon)
    {
        var layer = 0;
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Layers; i++, layer++)
            {
                var key = $"stack.layers.{layer}.groups.0.";
                var sums = PlainLayers.Convolve(
                    maps, state[key + "conv.weight"], state.GetValueOrDefault(key + "conv.bias"), block.Filters, padding.Frequency, padding.Time);
                maps = SquareOracle.Map(sums, (channel, value) => MixedShapeOracle.Activate(
                    activation, order == BatchNormOrder.None ? value : SquareOracle.Normalize(state, key + "norm", channel, value, epsilon)));
            }

            maps = SquareOracle.Pool(maps, (block.PoolBins, block.PoolFrames, block.PoolBins, block.PoolFrames));
        }

        return maps;
    }

    private static double[] Head(Dictionary<string, double[]> state, double[] features, Activation activation)
    {
        if (state.ContainsKey("head.hidden.weight"))
            features = [.. PlainLayers.Dense(state, "head.hidden", features).Select(value => MixedShapeOracle.Activate(activation, value))];
        return PlainLayers.Dense(state, "head.output", features);
    }

    private static Dictionary<string, double[]> State(nn.Module network) => network.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value));
}
