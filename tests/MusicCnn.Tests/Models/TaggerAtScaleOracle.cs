using MusicCnn.Models;
using MusicCnn.Tests.Support;
using MusicCnn.Tests.Waveform;

namespace MusicCnn.Tests.Models;

/// <summary>Evaluates the tagger of ISMIR 2018 in evaluation mode by its description: sums in plain loops, in double precision.</summary>
internal sealed class TaggerAtScaleOracle(TaggerAtScale network)
{
    private readonly SeriesOracle _layers = new(network);

    /// <summary>Returns the logits of an image, bin by frame, through the paper's first layer.</summary>
    public double[] Logits(double[,] image)
    {
        var bins = image.GetLength(0);
        (int Height, int Width)[] timbral = [.. from share in new[] { 0.9, 0.4 } from width in new[] { 7, 3, 1 } select ((int)Math.Floor(share * bins), width)];
        var features = timbral.SelectMany((shape, group) => Timbral($"spectrogram_front_end.groups.{group}", image, shape.Height, shape.Width)).ToList();
        double[][] mean = [[.. Enumerable.Range(0, image.GetLength(1)).Select(t => Enumerable.Range(0, bins).Average(f => image[f, t]))]];
        foreach (var (width, group) in new[] { 165, 128, 64, 32 }.Zip(Enumerable.Range(timbral.Length, 4)))
        {
            // TensorFlow has the odd zero behind.
            var key = $"spectrogram_front_end.groups.{group}";
            features.AddRange(_layers.Activate($"{key}.norm", _layers.Convolve($"{key}.conv", mean, before: (width - 1) / 2, behind: width / 2)));
        }

        return BackEnd([.. features]);
    }

    /// <summary>Returns the logits of a waveform.</summary>
    public double[] Logits(double[] waveform) => BackEnd(SampleLevelOracle.Evaluate(_layers, "waveform_front_end.", network.Options.WaveformFilters.Count, waveform));

    /// <summary>Returns filters of one shape: padded in time, convolution, ReLU, normalization, the maximum over all positions in frequency.</summary>
    private IEnumerable<double[]> Timbral(string key, double[,] image, int height, int width)
    {
        var (weights, biases) = (_layers[$"{key}.conv.weight"], _layers[$"{key}.conv.bias"]);
        for (var filter = 0; filter < biases.Length; filter++)
        {
            var channel = new double[image.GetLength(1)];
            for (var t = 0; t < channel.Length; t++)
                channel[t] = Enumerable.Range(0, image.GetLength(0) - height + 1).Max(low => _layers.Normalize($"{key}.norm", filter, Math.Max(0, Sum(filter, low, t))));
            yield return channel;
        }

        double Sum(int filter, int low, int t)
        {
            var sum = biases[filter];
            for (var i = 0; i < height; i++)
            {
                for (var j = 0; j < width; j++)
                {
                    var at = t + j - (width / 2);
                    if (at >= 0 && at < image.GetLength(1))
                        sum += weights[((filter * height) + i) * width + j] * image[low + i, at];
                }
            }

            return sum;
        }
    }

    private double[] BackEnd(double[][] features)
    {
        var first = _layers.Activate("back_end.convolutions.0.groups.0.norm", _layers.Convolve("back_end.convolutions.0.groups.0.conv", features));
        var pooled = SeriesOracle.Pool(Residual(1, first), 2);
        var summary = Residual(2, pooled).SelectMany(channel => new[] { channel.Max(), channel.Average() }).ToArray();
        var dense = _layers.Dense("back_end.dense", summary).Select((value, unit) => _layers.Normalize("back_end.dense_norm", unit, Math.Max(0, value)));
        return _layers.Dense("back_end.output", [.. dense]);
    }

    private double[][] Residual(int layer, double[][] features)
    {
        var key = $"back_end.convolutions.{layer}.groups.0";
        var maps = _layers.Convolve($"{key}.conv", features, before: 3, behind: 3);
        var norm = network.Options.SharedResidualNorm ? $"back_end.shared_norms.{layer - 1}" : $"{key}.norm";
        return SeriesOracle.Add(_layers.Activate(norm, maps), features);
    }
}
