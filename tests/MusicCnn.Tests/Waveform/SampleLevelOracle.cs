using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Waveform;

/// <summary>Evaluates sample-level filters in evaluation mode by their description in ISMIR 2018.</summary>
internal static class SampleLevelOracle
{
    /// <summary>Returns the features of a waveform, channels by frames.</summary>
    /// <param name="oracle">The weights.</param>
    /// <param name="prefix">What the keys of the stack begin with.</param>
    /// <param name="layers">The number of layers.</param>
    /// <param name="waveform">The waveform.</param>
    /// <param name="padded">Whether layers behind the first have a zero at either end.</param>
    public static double[][] Evaluate(SeriesOracle oracle, string prefix, int layers, double[] waveform, bool padded = false)
    {
        double[][] series = [waveform];
        var zeros = padded ? 1 : 0;
        for (var layer = 0; layer < layers; layer++)
        {
            var key = $"{prefix}layers.{layer}.groups.0";
            series = layer == 0 ? oracle.Convolve($"{key}.conv", series, stride: 3) : oracle.Convolve($"{key}.conv", series, before: zeros, behind: zeros);
            series = oracle.Activate($"{key}.norm", series);
            if (layer > 0)
                series = SeriesOracle.Pool(series, 3);
        }

        return series;
    }
}
