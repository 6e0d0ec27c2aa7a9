using MathNet.Numerics;

namespace MusicCnn.Signals;

/// <summary>Holds the windowed-sinc filter of one ratio of rates, one row of taps for each phase of the output.</summary>
/// <remarks>
/// <para>Output j + q·<see cref="Phases"/> is the sum over l of <c>Taps[j, l] · x(q·Stride + FirstTaps[j] + l)</c>, with zeros outside the signal.</para>
/// <para>
/// Formula, torchaudio 0.13.1: with a = Stride, b = Phases, c = rolloff·min(a, b) and u = c·(i/a − j/b), the tap at input i is
/// (c/a)·sin(πu)/(πu)·v(u) where |u| ≤ width, else 0. torchaudio stores the full span of every phase, b·(2w + a) taps most of which are 0;
/// here a row holds only what can differ from 0, so that rates without a common divisor stay affordable.
/// </para>
/// </remarks>
internal sealed class PolyphaseKernel
{
    /// <summary>Most taps of one kernel: 64 MiB in double precision, about a second of computation.</summary>
    public const int MaxTaps = 1 << 23;

    /// <summary>Rows of <see cref="Singles"/> are filled with zeros to a multiple of this, so that the inner product needs no remainder.</summary>
    private const int RowAlignment = 8;

    private readonly Lazy<float[]> _singles;
    private readonly double _halfWidth;

    private PolyphaseKernel(int stride, int phases, ResampleOptions options)
    {
        Stride = stride;
        Phases = phases;
        var cutoff = options.Rolloff * Math.Min(stride, phases);
        _halfWidth = options.Width * (stride / cutoff);
        Length = (int)Math.Floor(2 * _halfWidth) + 1;
        RowLength = (Length + RowAlignment - 1) / RowAlignment * RowAlignment;
        FirstTaps = [.. Enumerable.Range(0, phases).Select(phase => (int)Math.Ceiling(((double)phase * stride / phases) - _halfWidth))];
        Taps = Design(options, cutoff);
        _singles = new Lazy<float[]>(Narrow);
    }

    /// <summary>Gets the number of input samples, a, in the time of <see cref="Phases"/> output samples.</summary>
    public int Stride { get; }

    /// <summary>Gets the number of phases, b.</summary>
    public int Phases { get; }

    /// <summary>Gets the number of taps of a phase.</summary>
    public int Length { get; }

    /// <summary>Gets the number of values of a phase in <see cref="Singles"/>, <see cref="Length"/> and zeros behind it.</summary>
    public int RowLength { get; }

    /// <summary>Gets where the taps of each phase begin, relative to the first input sample of their block; ascending, and not above 0 for phase 0.</summary>
    public int[] FirstTaps { get; }

    /// <summary>Gets the number of input samples on either side of its own time that an output sample depends on.</summary>
    public int Reach => (int)Math.Ceiling(_halfWidth);

    /// <summary>Gets the taps in double precision, phase by phase.</summary>
    public double[] Taps { get; }

    /// <summary>Gets the taps rounded to single precision, in rows of <see cref="RowLength"/>.</summary>
    public float[] Singles => _singles.Value;

    /// <summary>Returns the kernel of a ratio, without looking at the cache.</summary>
    /// <exception cref="ArgumentException">The kernel would exceed <see cref="MaxTaps"/>.</exception>
    public static PolyphaseKernel Create(int fromRate, int toRate, ResampleOptions options)
    {
        var divisor = (int)Euclid.GreatestCommonDivisor(fromRate, toRate);
        var (stride, phases) = (fromRate / divisor, toRate / divisor);
        var taps = phases * ((2.0 * options.Width * stride / (options.Rolloff * Math.Min(stride, phases))) + 1);
        if (taps > MaxTaps)
        {
            throw new ArgumentException(
                $"Resampling from {fromRate} to {toRate} Hz (ratio {phases}:{stride}) would need a kernel of {taps:0} taps, more than {MaxTaps}. "
                + "Choose a rate that shares a larger divisor with the other, or options of smaller Width.", nameof(toRate));
        }

        return new PolyphaseKernel(stride, phases, options);
    }

    /// <summary>Returns the number of output samples of a signal of <paramref name="samples"/> samples, ⌈b·S/a⌉.</summary>
    public long OutputLength(long samples) => ((samples * Phases) + Stride - 1) / Stride;

    private double[] Design(ResampleOptions options, double cutoff)
    {
        var taps = new double[Phases * Length];
        var window = WindowOf(options);
        for (var phase = 0; phase < Phases; phase++)
        {
            var first = FirstTaps[phase];
            for (var l = 0; l < Length; l++)
            {
                // i/a − j/b over the common denominator: exact until the division.
                var distance = ((long)(first + l) * Phases) - ((long)phase * Stride);
                var u = cutoff * distance / ((double)Stride * Phases);
                if (Math.Abs(u) <= options.Width)
                    taps[(phase * Length) + l] = cutoff / Stride * Trig.Sinc(u) * window(u / options.Width);
            }
        }

        return taps;
    }

    private static Func<double, double> WindowOf(ResampleOptions options)
    {
        if (options.Window == ResampleWindow.Hann)
            return t => Math.Pow(Math.Cos(Math.PI * t / 2), 2);

        var beta = options.KaiserBeta;
        var scale = 1 / SpecialFunctions.BesselI0(beta);
        return t => scale * SpecialFunctions.BesselI0(beta * Math.Sqrt(Math.Max(0, 1 - (t * t))));
    }

    private float[] Narrow()
    {
        var singles = new float[Phases * RowLength];
        for (var phase = 0; phase < Phases; phase++)
        {
            for (var l = 0; l < Length; l++)
                singles[(phase * RowLength) + l] = (float)Taps[(phase * Length) + l];
        }

        return singles;
    }
}
