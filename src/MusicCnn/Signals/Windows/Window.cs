using MathNet.Numerics;
using MusicCnn.Internal;

namespace MusicCnn.Signals.Windows;

/// <summary>Represents a window function as data: its family and, for two families, a parameter.</summary>
/// <remarks>
/// <para>Values are computed in double precision and are not normalized. With τ = 2πn/M, n = 0 … W − 1, a periodic window
/// has M = W (spectral analysis and overlap-add) and a symmetric one M = W − 1 (filter design, Kaldi, Essentia).</para>
/// <para>Source: the cosine coefficients are those of SciPy 1.x and torch, of Essentia for the 62 dB window, and of Kaldi for
/// Povey's. Verified against: values of those libraries, 1e-8 as printed.</para>
/// </remarks>
public sealed record Window
{
    /// <summary>Beyond it the Bessel function exceeds double precision.</summary>
    private const double MaxBeta = 700;

    /// <summary>Initializes a new instance of the <see cref="Window"/> class.</summary>
    /// <param name="kind">The family.</param>
    /// <param name="parameter">β for <see cref="WindowKind.Kaiser"/>, the standard deviation in samples for
    /// <see cref="WindowKind.Gaussian"/>, <see langword="null"/> for all others.</param>
    /// <exception cref="ArgumentException">The parameter is missing, or given to a family that has none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The family is not defined, or its parameter is out of range.</exception>
    public Window(WindowKind kind, double? parameter = null)
    {
        Kind = Require.Defined(kind, nameof(kind));
        var needed = kind is WindowKind.Kaiser or WindowKind.Gaussian;
        if (needed != parameter.HasValue)
        {
            throw new ArgumentException(
                needed
                    ? $"A {kind} window needs its parameter: β for Kaiser, the standard deviation in samples for Gaussian."
                    : FormattableString.Invariant($"A {kind} window has no parameter, but {parameter} was given; leave it out."),
                nameof(parameter));
        }

        Parameter = kind switch
        {
            WindowKind.Kaiser => Require.Within(parameter!.Value, 0, MaxBeta, "(β)", nameof(parameter)),
            WindowKind.Gaussian => Require.Positive(parameter!.Value, "samples", nameof(parameter)),
            _ => null,
        };
    }

    /// <summary>Gets the rectangular window: all ones.</summary>
    public static Window Rectangular { get; } = new(WindowKind.Rectangular);

    /// <summary>Gets the Hann window.</summary>
    public static Window Hann { get; } = new(WindowKind.Hann);

    /// <summary>Gets the Hamming window with the coefficients 0.54 and 0.46.</summary>
    public static Window Hamming { get; } = new(WindowKind.Hamming);

    /// <summary>Gets the Blackman window with the coefficients 0.42, 0.5 and 0.08.</summary>
    public static Window Blackman { get; } = new(WindowKind.Blackman);

    /// <summary>Gets the four-term Blackman-Harris window (92 dB).</summary>
    public static Window BlackmanHarris { get; } = new(WindowKind.BlackmanHarris);

    /// <summary>Gets the three-term Blackman-Harris window (62 dB) of Essentia.</summary>
    public static Window BlackmanHarris62 { get; } = new(WindowKind.BlackmanHarris62);

    /// <summary>Gets the four-term Nuttall window.</summary>
    public static Window Nuttall { get; } = new(WindowKind.Nuttall);

    /// <summary>Gets the triangular window whose ends are zero.</summary>
    public static Window Bartlett { get; } = new(WindowKind.Bartlett);

    /// <summary>Gets Kaldi's window: Hann to the power 0.85.</summary>
    public static Window Povey { get; } = new(WindowKind.Povey);

    /// <summary>Gets the family.</summary>
    public WindowKind Kind { get; }

    /// <summary>Gets β of a Kaiser window, the standard deviation of a Gaussian one in samples, <see langword="null"/> for others.</summary>
    public double? Parameter { get; }

    /// <summary>Returns a Kaiser window.</summary>
    /// <param name="beta">The parameter β, from 0 to 700; torch's default is 12.</param>
    /// <returns>The window.</returns>
    public static Window Kaiser(double beta) => new(WindowKind.Kaiser, beta);

    /// <summary>Returns a Gaussian window.</summary>
    /// <param name="deviation">The standard deviation, in samples, above 0.</param>
    /// <returns>The window.</returns>
    public static Window Gaussian(double deviation) => new(WindowKind.Gaussian, deviation);

    /// <summary>Returns the window's values.</summary>
    /// <param name="length">The number of samples W, at least 1; a single sample is 1.</param>
    /// <param name="periodic">Whether the window is periodic (M = W) or symmetric (M = W − 1).</param>
    /// <returns>W values, in double precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is below 1.</exception>
    public double[] Samples(int length, bool periodic = true)
    {
        Require.Positive(length, "samples", nameof(length));
        if (length == 1)
            return [1];

        double period = periodic ? length : length - 1;
        var samples = new double[length];
        for (var n = 0; n < length; n++)
            samples[n] = Value(n, period);
        return samples;
    }

    /// <summary>Returns the window's name, such as <c>Hann</c> or <c>Kaiser(12)</c>.</summary>
    /// <returns>The name.</returns>
    public override string ToString() =>
        Parameter is { } parameter ? FormattableString.Invariant($"{Kind}({parameter})") : Kind.ToString();

    private double Value(int n, double period)
    {
        var tau = 2 * Math.PI * n / period;
        var offset = (2 * n / period) - 1;
        return Kind switch
        {
            WindowKind.Rectangular => 1,
            WindowKind.Hann => CosineSum(tau, 0.5, 0.5),
            WindowKind.Hamming => CosineSum(tau, 0.54, 0.46),
            WindowKind.Blackman => CosineSum(tau, 0.42, 0.5, 0.08),
            WindowKind.BlackmanHarris => CosineSum(tau, 0.35875, 0.48829, 0.14128, 0.01168),
            WindowKind.BlackmanHarris62 => CosineSum(tau, 0.44959, 0.49364, 0.05677),
            WindowKind.Nuttall => CosineSum(tau, 0.3635819, 0.4891775, 0.1365995, 0.0106411),
            WindowKind.Bartlett => 1 - Math.Abs(offset),
            WindowKind.Gaussian => Math.Exp(-0.5 * Math.Pow((n - (period / 2)) / Parameter!.Value, 2)),
            WindowKind.Kaiser => SpecialFunctions.BesselI0(Parameter!.Value * Math.Sqrt(1 - (offset * offset)))
                / SpecialFunctions.BesselI0(Parameter.Value),
            WindowKind.Povey => Math.Pow(CosineSum(tau, 0.5, 0.5), 0.85),
            _ => throw new InvalidOperationException($"The window {Kind} has no formula."),
        };
    }

    /// <summary>Returns a₀ − a₁ cos τ + a₂ cos 2τ − …</summary>
    private static double CosineSum(double tau, params ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var i = 0; i < coefficients.Length; i++)
            sum += (i % 2 == 0 ? coefficients[i] : -coefficients[i]) * Math.Cos(i * tau);
        return sum;
    }
}
