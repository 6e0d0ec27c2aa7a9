namespace MusicCnn.Tests.Support;

/// <summary>Names the tolerances of tests and says why they are what they are.</summary>
internal static class Tolerance
{
    /// <summary>Double precision after some hundred operations: rounding errors of about 1e-16 each.</summary>
    public const double Float64 = 1e-12;

    /// <summary>Reference values that were printed with nine digits.</summary>
    public const double Printed = 1e-8;

    /// <summary>A float32 FFT relative to the peak: half a unit in the last place (6e-8) times the root of its stages.</summary>
    public const double Float32Fft = 5e-7;

    /// <summary>A float32 mel spectrogram relative to the peak: FFT, square and sum.</summary>
    public const double Float32Mel = 1e-6;

    /// <summary>A float32 log-mel in units of log₁₀: the relative error of a band times 0.43, larger in bands that nearly cancel.</summary>
    public const double Float32LogMel = 1e-5;

    /// <summary>A float32 sum of some hundred products of numbers below 1 with taps that add up to about 1: some units in the last place.</summary>
    public const double Float32Sum = 2e-6;

    /// <summary>A constant rounded once to float32, half a unit in the last place at 1.</summary>
    public const double Float32Rounding = 6e-8;

    /// <summary>Central differences with step 1e-6 in double precision: 1e-10 of rounding, 1e-12 of curvature, with a margin for sums.</summary>
    public const double Gradient = 1e-5;

    /// <summary>A float32 convolution of at most some hundred products near 1, in another order of summation.</summary>
    public const double Float32Convolution = 1e-5;
}
