namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Holds the constants of per-channel energy normalization in one band, within their limits.</summary>
internal readonly record struct PcenBand(double Gain, double Bias, double Power, double Smoothing)
{
    /// <summary>Gets δ^r.</summary>
    public double BiasPower { get; } = Math.Pow(Bias, Power);
}
