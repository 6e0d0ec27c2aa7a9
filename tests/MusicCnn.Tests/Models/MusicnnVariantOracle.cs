using MusicCnn.Models;
using MusicCnn.Tests.Layers;

namespace MusicCnn.Tests.Models;

/// <summary>Evaluates relatives of musicnn in evaluation mode by the description of the training code: plain loops in double precision.</summary>
internal static class MusicnnVariantOracle
{
    /// <summary>Returns the logits of one image, bin by frame.</summary>
    public static double[] Logits(MusicnnVariant network, double[,] image)
    {
        var (sums, options, bins) = (new MusicnnSums(network), network.Options, image.GetLength(0));
        int[] heights = [(int)Math.Floor(0.4 * bins), (int)Math.Floor(0.7 * bins), 1, 1, 1];
        var front = sums.FrontEnd(image, options.FirstLayer == MusicnnFirstLayer.OneTimbral ? heights[..1] : heights);
        return sums.BackEnd(Pooled(sums, options, MidEnd(sums, options, front))).Logits;
    }

    private static double[][] MidEnd(MusicnnSums sums, MusicnnVariantOptions options, double[][] front)
    {
        if (options.MidEnd == MusicnnMidEnd.None)
            return front;
        var first = sums.Normalize("mid_end.layers.0.groups.0.norm", sums.Frames("mid_end.layers.0.groups.0.", front));
        var second = MusicnnSums.Sum(Addend(1, first), first);
        var third = MusicnnSums.Sum(Addend(2, second), second);
        return options.MidEnd == MusicnnMidEnd.Dense ? [.. front, .. first, .. second, .. third] : third;

        double[][] Addend(int layer, double[][] input)
        {
            var key = $"mid_end.layers.{layer}.groups.0.";
            return options.AddsBeforeNorm ? sums.Frames(key, input) : sums.Normalize(key + "norm", sums.Frames(key, input));
        }
    }

    private static double[] Pooled(MusicnnSums sums, MusicnnVariantOptions options, double[][] features) => options.BackEnd switch
    {
        MusicnnBackEnd.Attention => Attention(sums, features),
        MusicnnBackEnd.AutoPool => [.. features.Select(channel => Weighted(channel, [.. channel.Select(value => sums["pooling.alpha"][0] * value)]))],
        MusicnnBackEnd.Recurrent => RecurrentOracle.Pooled(options.Recurrent, key => sums["pooling." + key], features),
        _ when options.Interleaved => [.. features.SelectMany(channel => new[] { channel.Max(), channel.Average() })],
        _ => [.. features.Select(channel => channel.Max()), .. features.Select(channel => channel.Average())],
    };

    /// <summary>Channel k is placed by a sine or cosine of t / 10000^(2k/K), k even or odd; three frames of all channels score each frame.</summary>
    private static double[] Attention(MusicnnSums sums, double[][] features)
    {
        var (channels, frames) = (features.Length, features[0].Length);
        var placed = features.Select((channel, k) => channel.Select((value, t) =>
        {
            var angle = t / Math.Pow(10_000, 2.0 * k / channels);
            return value + (k % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        }).ToArray()).ToArray();
        var weights = sums["pooling.scores.weight"];
        return [.. placed.Select((channel, output) => Weighted(channel, [.. Enumerable.Range(0, frames).Select(t => Score(output, t))]))];

        double Score(int output, int t)
        {
            var sum = sums.Has("pooling.scores.bias") ? sums["pooling.scores.bias"][output] : 0;
            for (var k = 0; k < channels; k++)
            {
                for (var j = -1; j <= 1; j++)
                {
                    if (t + j >= 0 && t + j < frames)
                        sum += weights[(output * channels + k) * 3 + j + 1] * placed[k][t + j];
                }
            }

            return sum;
        }
    }

    /// <summary>Returns the sum of values weighted by the softmax of scores.</summary>
    private static double Weighted(double[] values, double[] scores)
    {
        var weights = scores.Select(Math.Exp).ToArray();
        return values.Zip(weights, (value, weight) => value * weight).Sum() / weights.Sum();
    }
}
