using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.FrontEnds;

/// <summary>Evaluates per-channel energy normalization in double precision, frame by frame, as its formula is written.</summary>
internal static class PcenOracle
{
    /// <summary>Returns the normalized image [F, T], row after row.</summary>
    public static double[] Normalize(double[,] image, PcenOptions options, double smoothing)
    {
        var (bands, frames) = (image.GetLength(0), image.GetLength(1));
        var result = new double[bands * frames];
        for (var f = 0; f < bands; f++)
        {
            var level = options.Start == PcenStart.UnitLevel ? 1 : Loudest(f, 0);
            for (var t = 0; t < frames; t++)
            {
                level = ((1 - smoothing) * level) + (smoothing * Loudest(f, t));
                result[(f * frames) + t] = Compress(options.Scale * image[f, t] / Math.Pow(options.Floor + level, options.Gain), options);
            }
        }

        return result;

        double Loudest(int band, int t)
        {
            var first = band - (options.NeighborBands / 2);
            return options.Scale * Enumerable.Range(first, options.NeighborBands).Where(f => f >= 0 && f < bands).Max(f => image[f, t]);
        }
    }

    private static double Compress(double x, PcenOptions options) =>
        options.Power == 0 ? Math.Log(1 + x)
            : options.Bias == 0 ? Math.Pow(x, options.Power)
            : Math.Pow(x + options.Bias, options.Power) - Math.Pow(options.Bias, options.Power);
}
