using System.Numerics;

namespace MusicCnn.FrontEnds.Banks;

/// <summary>Designs the weights of gammatone filters over FFT bins, in double precision.</summary>
/// <remarks>Source: Slaney, "An efficient implementation of the Patterson-Holdsworth auditory filter bank", Apple technical report 35, 1993; weights on FFT
/// bins after Ellis, "Gammatone-like spectrograms", 2009.</remarks>
internal static class GammatoneBank
{
    /// <summary>The quality of hearing's filters at high frequencies, and their bandwidth (hertz) at low ones: Glasberg and Moore 1990.</summary>
    private const double EarQuality = 9.26449, MinBandwidth = 24.7;

    /// <summary>The bandwidth of a gammatone filter of fourth order over that of the rectangle with its energy.</summary>
    private const double BandwidthRatio = 1.019;

    private const double Offset = EarQuality * MinBandwidth;

    /// <summary>The zeros of the four sections, in units of the pole's radius: cos θ plus these times sin θ.</summary>
    private static readonly double[] Zeros =
    [
        Math.Sqrt(3 + Math.Pow(2, 1.5)), -Math.Sqrt(3 + Math.Pow(2, 1.5)), Math.Sqrt(3 - Math.Pow(2, 1.5)), -Math.Sqrt(3 - Math.Pow(2, 1.5)),
    ];

    /// <summary>Returns the centers of the bands, in hertz, ascending: equal steps on the scale of equivalent rectangular bandwidths.</summary>
    public static double[] Centers(GammatoneOptions options)
    {
        var high = options.ActualMaxFrequency + Offset;
        var ratio = (options.MinFrequency + Offset) / high;
        var centers = new double[options.Bands];
        for (var band = 0; band < centers.Length; band++)
            centers[band] = Math.Max(0, (high * Math.Pow(ratio, (double)(centers.Length - band) / centers.Length)) - Offset);
        return centers;
    }

    /// <summary>Returns the weights [B, F], band after band: unit response at a band's center, divided by the FFT size.</summary>
    public static double[] Weights(GammatoneOptions options)
    {
        var centers = Centers(options);
        var weights = new double[centers.Length * options.FftBins];
        for (var band = 0; band < centers.Length; band++)
        {
            var bandwidth = BandwidthRatio * 2 * Math.PI * ((centers[band] / EarQuality) + MinBandwidth);
            var radius = Math.Exp(-bandwidth / options.SampleRate);
            var angle = 2 * Math.PI * centers[band] / options.SampleRate;
            var peak = Response(angle, radius, angle);
            for (var bin = 0; bin < options.FftBins; bin++)
                weights[(band * options.FftBins) + bin] = Response(2 * Math.PI * bin / options.FftSize, radius, angle) / peak / options.FftSize;
        }

        return weights;
    }

    /// <summary>Returns the magnitude at an angle on the unit circle of four sections, each with a zero of its own and the same pair of poles.</summary>
    private static double Response(double at, double radius, double angle)
    {
        var point = Complex.FromPolarCoordinates(1, at);
        var pole = Complex.FromPolarCoordinates(radius, angle);
        var response = 1.0;
        foreach (var zero in Zeros)
            response *= (point - (radius * (Math.Cos(angle) + (zero * Math.Sin(angle))))).Magnitude;
        return response / Math.Pow((point - pole).Magnitude * (point - Complex.Conjugate(pole)).Magnitude, 4);
    }
}
