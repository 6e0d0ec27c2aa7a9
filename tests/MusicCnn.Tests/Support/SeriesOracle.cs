using static TorchSharp.torch;

namespace MusicCnn.Tests.Support;

/// <summary>Evaluates layers over channels in time by their definitions, with the weights of a module: sums in plain loops, in double precision.</summary>
internal sealed class SeriesOracle
{
    /// <summary>TensorFlow's, not PyTorch's.</summary>
    private const double Epsilon = 0.001;

    private readonly Dictionary<string, double[]> _state;

    public SeriesOracle(nn.Module module) => _state = module.state_dict().ToDictionary(pair => pair.Key, pair => TensorAssert.Values(pair.Value));

    public double[] this[string key] => _state[key];

    /// <summary>Returns a convolution (a correlation, strictly) of channels by time, with zeros before and behind them.</summary>
    public double[][] Convolve(string key, double[][] series, int stride = 1, int before = 0, int behind = 0)
    {
        var (weights, biases) = (_state[key + ".weight"], _state[key + ".bias"]);
        var taps = weights.Length / biases.Length / series.Length;
        var frames = (before + series[0].Length + behind - taps) / stride + 1;
        return [.. biases.Select((bias, filter) => Enumerable.Range(0, frames).Select(frame => bias + Sum(filter, (frame * stride) - before)).ToArray())];

        double Sum(int filter, int start)
        {
            var sum = 0.0;
            for (var channel = 0; channel < series.Length; channel++)
            {
                for (var tap = 0; tap < taps; tap++)
                {
                    if (start + tap >= 0 && start + tap < series[channel].Length)
                        sum += weights[((filter * series.Length) + channel) * taps + tap] * series[channel][start + tap];
                }
            }

            return sum;
        }
    }

    /// <summary>Returns ReLU and behind it normalization by running statistics: those of each channel, or the only ones that there are.</summary>
    public double[][] Activate(string normalization, double[][] series)
    {
        var shared = _state[normalization + ".weight"].Length == 1;
        return [.. series.Select((values, channel) => values.Select(value => Normalize(normalization, shared ? 0 : channel, Math.Max(0, value))).ToArray())];
    }

    /// <summary>Returns a value normalized by the running statistics of a channel.</summary>
    public double Normalize(string key, int channel, double value) =>
        _state[key + ".weight"][channel] * (value - _state[key + ".running_mean"][channel]) / Math.Sqrt(_state[key + ".running_var"][channel] + Epsilon)
        + _state[key + ".bias"][channel];

    /// <summary>Returns a dense layer.</summary>
    public double[] Dense(string key, double[] input) =>
        [.. _state[key + ".bias"].Select((bias, unit) => bias + input.Select((value, i) => value * _state[key + ".weight"][(unit * input.Length) + i]).Sum())];

    /// <summary>Returns the maximum of windows side by side; what is left at the end is dropped.</summary>
    public static double[][] Pool(double[][] series, int window) =>
        [.. series.Select(values => values.Chunk(window).Where(chunk => chunk.Length == window).Select(Enumerable.Max).ToArray())];

    /// <summary>Returns the sum of two series of the same size.</summary>
    public static double[][] Add(double[][] left, double[][] right) => [.. left.Zip(right, (a, b) => a.Zip(b, (x, y) => x + y).ToArray())];
}
