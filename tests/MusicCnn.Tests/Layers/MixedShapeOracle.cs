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
            {
                var map = Map(layer, state, g, filter, image);
                if (layer.Options.Pooling.Statistic is PoolingStatistic.Max or PoolingStatistic.MaxAndMean)
                    output.AddRange(Flat(Pool(layer.Options.Pooling, map, Enumerable.Max)));
                if (layer.Options.Pooling.Statistic is PoolingStatistic.Mean or PoolingStatistic.MaxAndMean)
                    output.AddRange(Flat(Pool(layer.Options.Pooling, map, Enumerable.Average)));
            }
        }

        return [.. output];
    }

    private static double[,] Map(MixedShapeConv layer, Dictionary<string, double[]> state, int group, int filter, double[,,] image)
    {
        var (options, settings) = (layer.Options, layer.Groups[group]);
        var shape = settings.Shape;
        if (settings.MeanFirst)
            image = MeanOverFrequency(image);
        var (channels, bins, frames) = (image.GetLength(0), image.GetLength(1), image.GetLength(2));
        var (below, height) = Walk(bins, shape.Bins, settings.BinStride, settings.BinDilation, settings.FrequencyPadding ?? options.FrequencyPadding);
        var (left, width) = Walk(frames, shape.Frames, settings.FrameStride, settings.FrameDilation, settings.TimePadding ?? options.TimePadding);
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
                            var y = (f * settings.BinStride) + (i * settings.BinDilation) - below;
                            var x = (t * settings.FrameStride) + (j * settings.FrameDilation) - left;
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

    /// <summary>Returns the zeros in front and the number of positions, by TensorFlow's rules.</summary>
    public static (int Before, int Positions) Walk(int size, int taps, int stride, int dilation, AxisPadding padding)
    {
        var extent = dilation * (taps - 1) + 1;
        if (padding == AxisPadding.Valid)
            return (0, (int)Math.Ceiling((size - extent + 1) / (double)stride));
        if (padding == AxisPadding.Full)
            return (extent - 1, (int)Math.Ceiling((size + extent - 1) / (double)stride));
        var positions = (int)Math.Ceiling(size / (double)stride);
        return (Math.Max(0, (positions - 1) * stride + extent - size) / 2, positions);
    }

    private static double[,,] MeanOverFrequency(double[,,] image)
    {
        var mean = new double[image.GetLength(0), 1, image.GetLength(2)];
        for (var c = 0; c < mean.GetLength(0); c++)
        {
            for (var t = 0; t < mean.GetLength(2); t++)
                mean[c, 0, t] = Enumerable.Range(0, image.GetLength(1)).Average(f => image[c, f, t]);
        }

        return mean;
    }

    /// <summary>Returns an activated value.</summary>
    public static double Activate(Activation activation, double value) => activation switch
    {
        Activation.Relu => Math.Max(0, value),
        Activation.Elu => value > 0 ? value : Math.Exp(value) - 1,
        Activation.LeakyRelu => value > 0 ? value : 0.33 * value,
        _ => value,
    };

    private static double[,] Pool(FeaturePooling pooling, double[,] map, Func<IEnumerable<double>, double> statistic)
    {
        var height = pooling.Bins ?? map.GetLength(0);
        var width = pooling.Frames ?? map.GetLength(1);
        var pooled = new double[map.GetLength(0) / height, map.GetLength(1) / width];
        for (var f = 0; f < pooled.GetLength(0); f++)
        {
            for (var t = 0; t < pooled.GetLength(1); t++)
                pooled[f, t] = statistic(from i in Enumerable.Range(f * height, height) from j in Enumerable.Range(t * width, width) select map[i, j]);
        }

        return pooled;
    }

    private static IEnumerable<double> Flat(double[,] map) => map.Cast<double>();
}
