using MusicCnn.Layers;
using MusicCnn.Tests.Layers;

namespace MusicCnn.Tests.Models;

/// <summary>Evaluates layers on maps <c>[channel, bin, frame]</c> by their definitions: sums in plain loops, in double precision.</summary>
internal static class PlainLayers
{
    /// <summary>Returns the sums of filters <c>[count, channel, bin, frame]</c> over maps.</summary>
    public static double[,,] Convolve(
        double[,,] maps, double[] weights, double[]? biases, FilterGroup filters, AxisPadding frequency = AxisPadding.Same, AxisPadding time = AxisPadding.Same)
    {
        var (channels, bins, frames) = (maps.GetLength(0), maps.GetLength(1), maps.GetLength(2));
        var (height, width) = (filters.Shape.Bins, filters.Shape.Frames);
        var (below, outBins) = MixedShapeOracle.Walk(bins, height, stride: 1, dilation: 1, filters.FrequencyPadding ?? frequency);
        var (left, outFrames) = MixedShapeOracle.Walk(frames, width, stride: 1, dilation: 1, filters.TimePadding ?? time);
        return SquareOracle.Map(new double[filters.Count, outBins, outFrames], (k, f, t) =>
        {
            var sum = biases?[k] ?? 0;
            for (var c = 0; c < channels; c++)
            {
                for (var i = 0; i < height; i++)
                {
                    for (var j = 0; j < width; j++)
                    {
                        var (y, x) = (f + i - below, t + j - left);
                        if (y >= 0 && y < bins && x >= 0 && x < frames)
                            sum += weights[((k * channels + c) * height + i) * width + j] * maps[c, y, x];
                    }
                }
            }

            return sum;
        });
    }

    /// <summary>Returns the outputs of a dense layer.</summary>
    public static double[] Dense(IReadOnlyDictionary<string, double[]> state, string key, IReadOnlyList<double> features) =>
        [.. state[key + ".bias"].Select((bias, k) => bias + features.Select((value, i) => value * state[key + ".weight"][k * features.Count + i]).Sum())];
}
