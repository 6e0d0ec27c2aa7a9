using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Evaluates the layers that musicnn and its relatives have in common, in evaluation mode: sums in plain loops, frame by frame, in double precision.</summary>
internal sealed class MusicnnSums
{
    /// <summary>TensorFlow's, not PyTorch's.</summary>
    private const double Epsilon = 0.001;

    private readonly Dictionary<string, double[]> _state;

    /// <param name="network">The network whose weights and statistics count.</param>
    public MusicnnSums(nn.Module network) =>
        _state = network.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value));

    /// <summary>Returns the weights or statistics of a key.</summary>
    public double[] this[string key] => _state[key];

    /// <summary>Returns whether there are weights or statistics of a key.</summary>
    public bool Has(string key) => _state.ContainsKey(key);

    /// <summary>Returns the channels of a first layer over time: the normalized image through filters of each height.</summary>
    public double[][] FrontEnd(double[,] image, IEnumerable<int> heights)
    {
        var normalized = new double[image.GetLength(0), image.GetLength(1)];
        for (var f = 0; f < image.GetLength(0); f++)
        {
            for (var t = 0; t < image.GetLength(1); t++)
                normalized[f, t] = Normalize("input_norm", 0, image[f, t]);
        }

        return [.. heights.SelectMany((height, group) => Branch(normalized, $"front_end.groups.{group}.", height))];
    }

    /// <summary>Returns seven frames of all channels through each filter and ReLU.</summary>
    public double[][] Frames(string key, double[][] input)
    {
        var (weights, biases) = (_state[key + "conv.weight"], _state[key + "conv.bias"]);
        var frames = input[0].Length;
        var output = new double[biases.Length][];
        for (var filter = 0; filter < output.Length; filter++)
        {
            output[filter] = new double[frames];
            for (var t = 0; t < frames; t++)
            {
                var sum = biases[filter];
                for (var c = 0; c < input.Length; c++)
                {
                    for (var tap = -3; tap <= 3; tap++)
                    {
                        if (t + tap >= 0 && t + tap < frames)
                            sum += weights[(filter * input.Length + c) * 7 + tap + 3] * input[c][t + tap];
                    }
                }

                output[filter][t] = Math.Max(0, sum);
            }
        }

        return output;
    }

    /// <summary>Returns the logits and what is in front of the last layer, of pooled values: normalization, dense, ReLU, normalization, dense.</summary>
    public (double[] Penultimate, double[] Logits) BackEnd(double[] pooled)
    {
        var scaled = pooled.Select((value, i) => Normalize("pool_norm", i, value)).ToArray();
        double[] penultimate = [.. Dense("dense", scaled).Select((value, i) => Normalize("dense_norm", i, Math.Max(0, value)))];
        return (penultimate, Dense("output", penultimate));
    }

    public double[][] Normalize(string key, double[][] channels) =>
        [.. channels.Select((channel, c) => channel.Select(value => Normalize(key, c, value)).ToArray())];

    public static double[][] Sum(double[][] left, double[][] right) =>
        [.. left.Zip(right, (a, b) => a.Zip(b, (x, y) => x + y).ToArray())];

    /// <summary>Returns filters of one shape: padded in time, convolution, ReLU, normalization, the maximum over all positions in frequency.</summary>
    private IEnumerable<double[]> Branch(double[,] image, string key, int height)
    {
        var (weights, biases) = (_state[key + "conv.weight"], _state[key + "conv.bias"]);
        var (bins, frames) = (image.GetLength(0), image.GetLength(1));
        var width = weights.Length / biases.Length / height;
        for (var filter = 0; filter < biases.Length; filter++)
        {
            var channel = new double[frames];
            for (var t = 0; t < frames; t++)
            {
                var largest = double.NegativeInfinity;
                for (var low = 0; low + height <= bins; low++)
                {
                    var sum = biases[filter];
                    for (var i = 0; i < height; i++)
                    {
                        for (var j = 0; j < width; j++)
                        {
                            var at = t + j - (width - 1) / 2;
                            if (at >= 0 && at < frames)
                                sum += weights[(filter * height + i) * width + j] * image[low + i, at];
                        }
                    }

                    largest = Math.Max(largest, Normalize(key + "norm", filter, Math.Max(0, sum)));
                }

                channel[t] = largest;
            }

            yield return channel;
        }
    }

    private double[] Dense(string key, double[] input) =>
        [.. _state[key + ".bias"].Select((bias, unit) => bias + input.Select((value, i) => value * _state[key + ".weight"][unit * input.Length + i]).Sum())];

    private double Normalize(string key, int channel, double value) =>
        _state[key + ".weight"][channel] * (value - _state[key + ".running_mean"][channel]) / Math.Sqrt(_state[key + ".running_var"][channel] + Epsilon)
        + _state[key + ".bias"][channel];
}
