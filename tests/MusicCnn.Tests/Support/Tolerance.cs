namespace MusicCnn.Tests.Support;

/// <summary>Names the tolerances of tests and says why they are what they are.</summary>
internal static class Tolerance
{
    /// <summary>Double precision after some hundred operations: rounding errors of about 1e-16 each.</summary>
    public const double Float64 = 1e-12;

    /// <summary>Reference values that were printed with nine digits.</summary>
    public const double Printed = 1e-8;

    /// <summary>An FFT in float32 relative to the peak: half a unit in the last place (6e-8) times the root of its stages.</summary>
    public const double Float32Fft = 5e-7;

    /// <summary>A mel spectrogram by way of a float32 FFT, relative to the peak: FFT, square and sum.</summary>
    public const double Float32Mel = 1e-6;

    /// <summary>A spectrum computed in double precision and rounded once, relative to the peak: half a unit in the last place, and as much for the
    /// rounded window.</summary>
    public const double RoundedSpectrum = 1e-7;

    /// <summary>Bands computed in double precision and rounded once, relative to the peak: half a unit in the last place, and as much for each of
    /// the rounded window, twice as it is squared, and bank.</summary>
    public const double RoundedMel = 2e-7;

    /// <summary>The logarithm log₁₀(1 + 10000 x) of such bands below 10: 0.43 times their relative error, and a float32 logarithm of up to half a unit
    /// in the last place of 8 (5e-7) at each of its steps.</summary>
    public const double RoundedLogMel = 2e-6;

    /// <summary>A gradient through float32 spectra relative to its largest value: double precision inside, and a few roundings of 6e-8 before and after, in
    /// the compression and in the sum of overlapping frames.</summary>
    public const double Float32Gradient = 1e-6;

    /// <summary>A float32 sum of some hundred products of numbers below 1 with taps that add up to about 1: some units in the last place.</summary>
    public const double Float32Sum = 2e-6;

    /// <summary>A constant rounded once to float32, half a unit in the last place at 1.</summary>
    public const double Float32Rounding = 6e-8;

    /// <summary>Central differences with step 1e-6 in double precision: 1e-10 of rounding, 1e-12 of curvature, with a margin for sums.</summary>
    public const double Gradient = 1e-5;

    /// <summary>A float32 convolution of at most some hundred products near 1, in another order of summation.</summary>
    public const double Float32Convolution = 1e-5;

    /// <summary>A constant-Q transform relative to the peak: the side lobes that are left out, for an impulse at the edge of an atom.</summary>
    public const double ConstantQ = 1e-4;

    /// <summary>A constant-Q transform of pieces relative to the peak of that of the whole: what is left of the side lobes differs.</summary>
    public const double ConstantQStream = 1e-5;
}
