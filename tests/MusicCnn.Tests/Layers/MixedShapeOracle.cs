using MusicCnn.Layers;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Layers;

/// <summary>Evaluates a mixed-shape layer in evaluation mode by its definition: sums in plain loops, in double precision.</summary>
internal static class MixedShapeOracle
{
    /// <summary>Returns the output for an image of one example, row-major <c>[K, F', T']</c> with pooled axes of length 1.</summary>
    public static double[] Evaluate(MixedShapeConv layer, double[,,] image)
    {
        var state = layer.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value));
        var output = new List<double>();
        for (var g = 0; g < layer.Groups.Count; g++)
        {
            for (var filter = 0; filter < layer.Groups[g].Count; filter++)
                output.AddRange(Flat(Pool(layer.Options, Map(layer, state, g, filter, image))));
        }

        return [.. output];
    }

    private static double[,] Map(MixedShapeConv layer, Dictionary<string, double[]> state, int group, int filter, double[,,] image)
    {
        var (options, shape) = (layer.Options, layer.Groups[group].Shape);
        var (channels, bins, frames) = (image.GetLength(0), image.GetLength(1), image.GetLength(2));
        var (below, left) = (0, 0);
        var (height, width) = (bins - shape.Bins + 1, frames - shape.Frames + 1);
        if (options.FrequencyPadding == AxisPadding.Same)
            (below, height) = ((shape.Bins - 1) / 2, bins);
        if (options.TimePadding == AxisPadding.Same)
            (left, width) = ((shape.Frames - 1) / 2, frames);
        var weights = state[$"groups.{group}.conv.weight"];

        var map = new double[height, width];
        for (var f = 0; f < height; f++)
        {
            for (var t = 0; t < width; t++)
            {
                var sum = options.Bias ? state[$"groups.{group}.conv.bias"][filter] : 0;
                for (var c = 0; c < channels; c++)
                {
                    for (var i = 0; i < shape.Bins; i++)
                    {
                        for (var j = 0; j < shape.Frames; j++)
                        {
                            var (y, x) = (f + i - below, t + j - left);
                            if (y >= 0 && y < bins && x >= 0 && x < frames)
                                sum += weights[((((filter * channels) + c) * shape.Bins) + i) * shape.Frames + j] * image[c, y, x];
                        }
                    }
                }

                map[f, t] = options.BatchNorm switch
                {
                    BatchNormOrder.BeforeActivation => Activate(options.Activation, Normalize(sum)),
                    BatchNormOrder.AfterActivation => Normalize(Activate(options.Activation, sum)),
                    _ => Activate(options.Activation, sum),
                };
            }
        }

        return map;

        double Normalize(double value)
        {
            var prefix = $"groups.{group}.norm.";
            var deviation = Math.Sqrt(state[prefix + "running_var"][filter] + options.BatchNormEpsilon);
            return (value - state[prefix + "running_mean"][filter]) / deviation * state[prefix + "weight"][filter] + state[prefix + "bias"][filter];
        }
    }

    private static double Activate(Activation activation, double value) => activation switch
    {
        Activation.Relu => Math.Max(0, value),
        Activation.Elu => value > 0 ? value : Math.Exp(value) - 1,
        _ => value,
    };

    private static double[,] Pool(MixedShapeConvOptions options, double[,] map)
    {
        var height = options.Pooling.Bins ?? map.GetLength(0);
        var width = options.Pooling.Frames ?? map.GetLength(1);
        var pooled = new double[map.GetLength(0) / height, map.GetLength(1) / width];
        for (var f = 0; f < pooled.GetLength(0); f++)
        {
            for (var t = 0; t < pooled.GetLength(1); t++)
            {
                var window = from i in Enumerable.Range(f * height, height) from j in Enumerable.Range(t * width, width) select map[i, j];
                pooled[f, t] = options.Pooling.Statistic == PoolingStatistic.Max ? window.Max() : window.Average();
            }
        }

        return pooled;
    }

    private static IEnumerable<double> Flat(double[,] map) => map.Cast<double>();
}
