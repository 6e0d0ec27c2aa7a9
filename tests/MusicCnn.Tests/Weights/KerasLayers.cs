using System.Numerics;
using System.Runtime.InteropServices;

namespace MusicCnn.Tests.Weights;

/// <summary>Evaluates single layers on weights in Keras's own layout: sums in plain loops, in double precision.</summary>
internal sealed class KerasLayers
{
    /// <summary>Windows that are convolved at once: as many sums as stay near the processor.</summary>
    public const int Windows = 8;

    /// <summary>TensorFlow's.</summary>
    private const double Epsilon = 0.001;

    private readonly Dictionary<string, double[]> _values;
    private readonly Dictionary<string, long[]> _shapes;

    public KerasLayers(Dictionary<string, (long[] Shape, float[] Values)> weights)
    {
        _values = weights.ToDictionary(pair => pair.Key, pair => Array.ConvertAll(pair.Value.Values, value => (double)value));
        _shapes = weights.ToDictionary(pair => pair.Key, pair => pair.Value.Shape);
    }

    /// <summary>Returns the shape of a layer's kernel.</summary>
    public long[] KernelShape(string layer) => _shapes[$"{layer}/kernel"];

    /// <summary>Returns the number of filters of a convolution.</summary>
    public int Filters(string layer) => (int)_shapes[$"{layer}/kernel"][3];

    /// <summary>Returns ReLU(kernel * window + bias), normalized, of windows side by side in frequency, filters running fastest; positions outside of the maps are zero.</summary>
    /// <param name="maps">The maps: time, frequency, channels.</param>
    /// <param name="layer">The convolution.</param>
    /// <param name="norm">The normalization behind it.</param>
    /// <param name="time">The first frame of the windows, below 0 too.</param>
    /// <param name="frequency">The first bin of the first window, below 0 too.</param>
    /// <param name="windows">The number of windows.</param>
    public double[] Convolve(double[,,] maps, string layer, string norm, int time, int frequency, int windows)
    {
        var (shape, kernel, bias) = (_shapes[$"{layer}/kernel"], _values[$"{layer}/kernel"], _values[$"{layer}/bias"]);
        var (height, width, channels, filters) = ((int)shape[0], (int)shape[1], maps.GetLength(2), bias.Length);
        double[] outputs = [.. Enumerable.Repeat(bias, windows).SelectMany(values => values)];
        for (var i = Math.Max(0, -time); i < Math.Min(height, maps.GetLength(0) - time); i++)
        {
            for (var j = 0; j < width; j++)
            {
                for (var c = 0; c < channels; c++)
                {
                    // A row of the kernel serves all windows while it is near.
                    var row = kernel.AsSpan(((i * width + j) * channels + c) * filters, filters);
                    for (var w = 0; w < windows; w++)
                    {
                        var bin = frequency + w + j;
                        if (bin >= 0 && bin < maps.GetLength(1))
                            AddScaled(row, maps[time + i, bin, c], outputs.AsSpan(w * filters, filters));
                    }
                }
            }
        }

        for (var o = 0; o < outputs.Length; o++)
            outputs[o] = Normalize(norm, o % filters, Math.Max(0, outputs[o]));
        return outputs;
    }

    public double[] Dense(string layer, ReadOnlySpan<double> input)
    {
        var (kernel, outputs) = (_values[$"{layer}/kernel"], (double[])_values[$"{layer}/bias"].Clone());
        for (var i = 0; i < input.Length; i++)
            AddScaled(kernel.AsSpan(i * outputs.Length, outputs.Length), input[i], outputs);
        return outputs;
    }

    public double Normalize(string layer, int channel, double value) =>
        _values[$"{layer}/gamma"][channel] * (value - _values[$"{layer}/moving_mean"][channel])
        / Math.Sqrt(_values[$"{layer}/moving_variance"][channel] + Epsilon) + _values[$"{layer}/beta"][channel];

    /// <summary>Returns an image as normalized maps of one channel.</summary>
    public double[,,] NormalizedImage(string norm, double[,] image)
    {
        var maps = new double[image.GetLength(0), image.GetLength(1), 1];
        for (var t = 0; t < maps.GetLength(0); t++)
        {
            for (var f = 0; f < maps.GetLength(1); f++)
                maps[t, f, 0] = Normalize(norm, 0, image[t, f]);
        }

        return maps;
    }

    public static double[] Sigmoid(double[] logits) => Array.ConvertAll(logits, logit => 1 / (1 + Math.Exp(-logit)));

    private static void AddScaled(ReadOnlySpan<double> row, double factor, Span<double> sums)
    {
        var rows = MemoryMarshal.Cast<double, Vector<double>>(row);
        var totals = MemoryMarshal.Cast<double, Vector<double>>(sums);
        for (var i = 0; i < rows.Length; i++)
            totals[i] += rows[i] * factor;
        for (var i = rows.Length * Vector<double>.Count; i < row.Length; i++)
            sums[i] += row[i] * factor;
    }
}
