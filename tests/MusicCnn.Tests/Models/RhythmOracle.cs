namespace MusicCnn.Tests.Models;

/// <summary>Evaluates the networks of CBMI 2016 and ICASSP 2017 in evaluation mode by their description: sums in plain loops, in double precision.</summary>
internal static class RhythmOracle
{
    /// <summary>Returns the logits of a network of CBMI 2016 whose branches have filters of bins × frames and pool windows of bins × frames.</summary>
    public static double[] Cbmi(
        IReadOnlyDictionary<string, double[]> state, double[,] image, params (int Bins, int Frames, int PoolBins, int PoolFrames)[] branches)
    {
        var found = branches.Select((branch, i) =>
            Pooled(state, $"branches.{i}.groups.0.conv", image, (branch.Bins, branch.Frames), (branch.PoolBins, branch.PoolFrames))).ToArray();

        // All of one filter of each branch together, as a concatenation behind the axis of the filters leaves them.
        var features = Enumerable.Range(0, found[0].Length).SelectMany(filter => found.SelectMany(branch => branch[filter])).ToArray();
        if (state.ContainsKey("hidden.weight"))
            features = [.. Dense(state, "hidden", features).Select(value => Math.Max(0, value))];
        return Dense(state, "output", features);
    }

    /// <summary>Returns the logits of a network of temporal filters of some widths, whose maps are pooled in windows of some bins and all frames.</summary>
    public static double[] OnsetPattern(IReadOnlyDictionary<string, double[]> state, double[,] image, int[] widths, int poolBins)
    {
        var features = widths.SelectMany((width, group) => Pooled(
            state, $"first_layer.groups.{group}.conv", image, (1, width), (poolBins, image.GetLength(1) - width + 1)).SelectMany(values => values));
        return Dense(state, "output", [.. features]);
    }

    /// <summary>Returns, for each filter, the maxima of its rectified map in windows, the lowest bin first and each from its first frame on.</summary>
    private static double[][] Pooled(
        IReadOnlyDictionary<string, double[]> state, string key, double[,] image, (int Bins, int Frames) filter, (int Bins, int Frames) window)
    {
        var (weights, biases) = (state[$"{key}.weight"], state[$"{key}.bias"]);
        var height = (image.GetLength(0) - filter.Bins + 1) / window.Bins;
        var width = (image.GetLength(1) - filter.Frames + 1) / window.Frames;
        return [.. biases.Select((bias, k) =>
        {
            var maxima = new double[height * width];
            for (var f = 0; f < height * window.Bins; f++)
            {
                for (var t = 0; t < width * window.Frames; t++)
                {
                    var sum = bias;
                    for (var i = 0; i < filter.Bins; i++)
                    {
                        for (var j = 0; j < filter.Frames; j++)
                            sum += weights[(((k * filter.Bins) + i) * filter.Frames) + j] * image[f + i, t + j];
                    }

                    // Starting at 0, the maximum rectifies.
                    var cell = (f / window.Bins * width) + (t / window.Frames);
                    maxima[cell] = Math.Max(maxima[cell], sum);
                }
            }

            return maxima;
        })];
    }

    private static double[] Dense(IReadOnlyDictionary<string, double[]> state, string key, double[] features) =>
        [.. state[$"{key}.bias"].Select((bias, k) => bias + features.Select((value, i) => value * state[$"{key}.weight"][(k * features.Length) + i]).Sum())];
}
