using static MusicCnn.Tests.Models.SquareOracle;

namespace MusicCnn.Tests.Models;

/// <summary>Evaluates networks with filters along one axis in evaluation mode by their descriptions: sums in plain loops, in double precision.</summary>
/// <param name="state">The weights and statistics.</param>
internal sealed class DirectionalOracle(IReadOnlyDictionary<string, double[]> state)
{
    /// <summary>Returns the logits of a shallow network for one image: short filters along time or frequency, the mean over the other axis, long ones.</summary>
    public double[] Shallow(double[,,] image, bool alongTime)
    {
        var maps = Relu(Along(image, "short_filters", alongTime));
        var (channels, bins, frames) = (maps.GetLength(0), maps.GetLength(1), maps.GetLength(2));
        var mean = alongTime
            ? Map(new double[channels, 1, frames], (c, _, t) => Enumerable.Range(0, bins).Average(f => maps[c, f, t]))
            : Map(new double[channels, bins, 1], (c, f, _) => Enumerable.Range(0, frames).Average(t => maps[c, f, t]));
        return Classes(Relu(Along(mean, "long_filters", alongTime)));
    }

    /// <summary>Returns the logits of the deep network for one image: six blocks of two layers along time and the maximum of two frames.</summary>
    public double[] Deep(double[,,] image)
    {
        var maps = image;
        for (var layer = 0; layer < 12; layer++)
        {
            maps = Map(Relu(Along(maps, $"stack.layers.{layer}", alongTime: true)), (channel, value) => Normalize(state, $"stack.layers.{layer}.groups.0.norm", channel, value));
            if (layer % 2 == 1)
                maps = Pool(maps, (1, 2, 1, 2));
        }

        return Classes(maps);
    }

    private double[] Classes(double[,,] maps)
    {
        var scores = Relu(Along(maps, "output", alongTime: true));
        return [.. Enumerable.Range(0, scores.GetLength(0)).Select(k =>
            (from f in Enumerable.Range(0, scores.GetLength(1)) from t in Enumerable.Range(0, scores.GetLength(2)) select scores[k, f, t]).Average())];
    }

    /// <summary>Returns the sums of filters 1×n or n×1, zeros at both ends, of which an even number has one more behind.</summary>
    private double[,,] Along(double[,,] maps, string key, bool alongTime)
    {
        var (weights, biases) = (state[$"{key}.groups.0.conv.weight"], state[$"{key}.groups.0.conv.bias"]);
        var (channels, bins, frames) = (maps.GetLength(0), maps.GetLength(1), maps.GetLength(2));
        var taps = weights.Length / biases.Length / channels;
        return Map(new double[biases.Length, bins, frames], (k, f, t) =>
        {
            var sum = biases[k];
            for (var c = 0; c < channels; c++)
            {
                for (var tap = 0; tap < taps; tap++)
                {
                    var at = (alongTime ? t : f) + tap - (taps - 1) / 2;
                    if (at >= 0 && at < (alongTime ? frames : bins))
                        sum += weights[(k * channels + c) * taps + tap] * (alongTime ? maps[c, f, at] : maps[c, at, t]);
                }
            }

            return sum;
        });
    }

    private static double[,,] Relu(double[,,] maps) => Map(maps, (_, value) => Math.Max(0, value));
}
