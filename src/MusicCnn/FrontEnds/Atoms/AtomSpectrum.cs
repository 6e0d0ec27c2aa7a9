namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Evaluates the spectrum of an atom's window in closed form, in double precision.</summary>
/// <remarks>
/// R(θ) = Σ w(u) cos(θu) = ½ D(θ) + ¼ D(θ + 2π/period) + ¼ D(θ − 2π/period) with D(θ) = sin((2·span + 1) θ/2) / sin(θ/2): the spectrum of
/// the sampled window, aliases included, not of a continuous one. It is real because the window is symmetric.
/// </remarks>
internal static class AtomSpectrum
{
    /// <summary>Steps by rotation after which the angle is computed anew: rounding stays near 1e-15.</summary>
    private const int Steps = 64;

    /// <summary>Below this sine of the half angle numerator and denominator are both small and are computed from the angle itself.</summary>
    private const double Near = 0.02;

    /// <summary>Returns the columns of a band, [columns, M], over the hop length.</summary>
    /// <param name="atom">The atom.</param>
    /// <param name="band">Its band.</param>
    /// <param name="frames">The width of a column, M: the frames of a block.</param>
    /// <param name="hop">The hop length h; the FFT has h·M samples.</param>
    public static double[] Columns(in Atom atom, AtomBand band, int frames, int hop)
    {
        var values = new double[checked(band.Count * frames)];
        Fill(atom, (long)band.First * frames, checked(frames * hop), 1.0 / hop, values);
        return values;
    }

    /// <summary>Fills <paramref name="values"/> with scale·R(2π(q/size − f)), q = first, first + 1, …</summary>
    /// <param name="atom">The atom.</param>
    /// <param name="first">The first index q of the FFT; negative ones are negative frequencies.</param>
    /// <param name="size">The FFT size.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="values">Where the values go.</param>
    public static void Fill(in Atom atom, long first, int size, double scale, Span<double> values)
    {
        var order = (2 * atom.Span) + 1;
        var (rightSine, rightCosine) = Math.SinCos(Math.PI / atom.Period);
        var (farSine, farCosine) = Math.SinCos(order * Math.PI / atom.Period);
        var (stepSine, stepCosine) = Math.SinCos(Math.PI / size);
        var (leapSine, leapCosine) = Math.SinCos(order * Math.PI / size);

        for (var start = 0; start < values.Length; start += Steps)
        {
            var half = HalfAngle(atom, first + start, size);
            var (sine, cosine) = Math.SinCos(half);                     // of θ/2
            var (manySine, manyCosine) = Math.SinCos(order * half);     // of (2·span + 1) θ/2
            var end = Math.Min(values.Length, start + Steps);
            for (var i = start; i < end; i++)
            {
                var lower = (sine * rightCosine) - (cosine * rightSine);
                var upper = (sine * rightCosine) + (cosine * rightSine);
                if (Math.Abs(sine) < Near || Math.Abs(lower) < Near || Math.Abs(upper) < Near)
                {
                    values[i] = scale * At(atom, HalfAngle(atom, first + i, size));
                }
                else
                {
                    var (straight, aside) = (manySine * farCosine, manyCosine * farSine);
                    values[i] = scale * ((0.5 * manySine / sine) + (0.25 * (((straight - aside) / lower) + ((straight + aside) / upper))));
                }

                (sine, cosine) = ((sine * stepCosine) + (cosine * stepSine), (cosine * stepCosine) - (sine * stepSine));
                (manySine, manyCosine) = ((manySine * leapCosine) + (manyCosine * leapSine), (manyCosine * leapCosine) - (manySine * leapSine));
            }
        }
    }

    /// <summary>Returns θ/2 at an index.</summary>
    private static double HalfAngle(in Atom atom, long index, int size) => Math.PI * (((double)index / size) - atom.Frequency);

    /// <summary>Returns R(θ).</summary>
    private static double At(in Atom atom, double half)
    {
        var (order, aside) = ((2 * atom.Span) + 1, Math.PI / atom.Period);
        return (0.5 * Dirichlet(order, half)) + (0.25 * (Dirichlet(order, half - aside) + Dirichlet(order, half + aside)));
    }

    /// <summary>Returns sin(order·x)/sin(x), which has a limit where the divisor is 0.</summary>
    private static double Dirichlet(double order, double x)
    {
        // Take whole turns off, so that the quotient near π, 2π … is as precise as near 0.
        var turns = Math.Round(x / Math.PI);
        var rest = x - (turns * Math.PI);
        var isOdd = ((long)turns & 1) != 0 && ((long)order & 1) == 0;
        var value = Math.Abs(rest) < 1e-9 ? order * (1 - (((order * order) - 1) * rest * rest / 6)) : Math.Sin(order * rest) / Math.Sin(rest);
        return isOdd ? -value : value;
    }
}
