using MusicCnn.Models;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Models;

/// <summary>Evaluates musicnn in evaluation mode by its description: sums in plain loops, frame by frame, in double precision.</summary>
internal sealed class MusicnnOracle
{
    /// <summary>TensorFlow's, not PyTorch's.</summary>
    private const double Epsilon = 0.001;

    private readonly Dictionary<string, double[]> _state;
    private readonly int _bins;
    private readonly int _frames;

    /// <param name="network">The network whose weights and statistics count.</param>
    /// <param name="image">The image of one example, bin by frame.</param>
    public MusicnnOracle(MusicnnModel network, double[,] image)
    {
        _state = network.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value));
        (_bins, _frames) = (image.GetLength(0), image.GetLength(1));
        var normalized = new double[_bins, _frames];
        for (var f = 0; f < _bins; f++)
        {
            for (var t = 0; t < _frames; t++)
                normalized[f, t] = Normalize("input_norm", 0, image[f, t]);
        }

        int[] heights = [(int)Math.Floor(0.4 * _bins), (int)Math.Floor(0.7 * _bins), 1, 1, 1];
        FrontEnd = [.. heights.SelectMany((height, group) => Branch(normalized, $"front_end.groups.{group}.", height))];
        Cnn1 = MidEnd(0, FrontEnd);
        Cnn2 = Sum(MidEnd(1, Cnn1), Cnn1);
        Cnn3 = Sum(MidEnd(2, Cnn2), Cnn2);

        // Channel by channel the maximum and then the mean.
        var pooled = FrontEnd.Concat(Cnn1).Concat(Cnn2).Concat(Cnn3).SelectMany(channel => new[] { channel.Max(), channel.Average() }).ToArray();
        var scaled = pooled.Select((value, i) => Normalize("pool_norm", i, value)).ToArray();
        Penultimate = [.. Dense("dense", scaled).Select((value, i) => Normalize("dense_norm", i, Math.Max(0, value)))];
        Logits = Dense("output", Penultimate);
    }

    /// <summary>Gets the channels of the first layer over time.</summary>
    public double[][] FrontEnd { get; }

    public double[][] Cnn1 { get; }

    public double[][] Cnn2 { get; }

    public double[][] Cnn3 { get; }

    public double[] Penultimate { get; }

    public double[] Logits { get; }

    /// <summary>Returns filters of one shape: padded in time, convolution, ReLU, normalization, the maximum over all positions in frequency.</summary>
    private IEnumerable<double[]> Branch(double[,] image, string key, int height)
    {
        var (weights, biases) = (_state[key + "conv.weight"], _state[key + "conv.bias"]);
        var width = weights.Length / biases.Length / height;
        for (var filter = 0; filter < biases.Length; filter++)
        {
            var channel = new double[_frames];
            for (var t = 0; t < _frames; t++)
            {
                var largest = double.NegativeInfinity;
                for (var low = 0; low + height <= _bins; low++)
                {
                    var sum = biases[filter];
                    for (var i = 0; i < height; i++)
                    {
                        for (var j = 0; j < width; j++)
                        {
                            var at = t + j - (width - 1) / 2;
                            if (at >= 0 && at < _frames)
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

    /// <summary>Returns a layer of the mid-end: seven frames of all channels, ReLU, normalization.</summary>
    private double[][] MidEnd(int layer, double[][] input)
    {
        var key = $"mid_end.{layer}.groups.0.";
        var (weights, biases) = (_state[key + "conv.weight"], _state[key + "conv.bias"]);
        var output = new double[biases.Length][];
        for (var filter = 0; filter < output.Length; filter++)
        {
            output[filter] = new double[_frames];
            for (var t = 0; t < _frames; t++)
            {
                var sum = biases[filter];
                for (var c = 0; c < input.Length; c++)
                {
                    for (var tap = -3; tap <= 3; tap++)
                    {
                        if (t + tap >= 0 && t + tap < _frames)
                            sum += weights[(filter * input.Length + c) * 7 + tap + 3] * input[c][t + tap];
                    }
                }

                output[filter][t] = Normalize(key + "norm", filter, Math.Max(0, sum));
            }
        }

        return output;
    }

    private double[] Dense(string key, double[] input) =>
        [.. _state[key + ".bias"].Select((bias, unit) => bias + input.Select((value, i) => value * _state[key + ".weight"][unit * input.Length + i]).Sum())];

    private double Normalize(string key, int channel, double value) =>
        _state[key + ".weight"][channel] * (value - _state[key + ".running_mean"][channel]) / Math.Sqrt(_state[key + ".running_var"][channel] + Epsilon)
        + _state[key + ".bias"][channel];

    private static double[][] Sum(double[][] left, double[][] right) =>
        [.. left.Zip(right, (a, b) => a.Zip(b, (x, y) => x + y).ToArray())];
}
