using System.Numerics;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Represents an atom: κ(m) = scale·w(m − center) e^(−2πi f m), w(u) = ½ + ½ cos(2πu/period) for |u| ≤ span, m whole.</summary>
/// <param name="Frequency">The frequency f, in cycles per sample.</param>
/// <param name="Period">The window's length, in samples.</param>
/// <param name="Span">The largest distance from the window's center that counts, a multiple of ½.</param>
/// <param name="Center">Where the window peaks, in samples from the center of its frame: 0, ½ or −½.</param>
/// <param name="Scale">The factor of the normalization.</param>
/// <remarks>All three rules make symmetric windows of this form: in the libraries' periodic ones the first sample is 0.</remarks>
internal readonly record struct Atom(double Frequency, double Period, double Span, double Center, double Scale)
{
    /// <summary>Gets the first sample, counted from the center of the frame.</summary>
    public int First => (int)(Center - Span);

    /// <summary>Gets the number of samples.</summary>
    public int Samples => (int)(2 * Span) + 1;

    /// <summary>Gets the magnitude of a sine of amplitude 1 at the center of the bin: half the sum of the window, which is half its period.</summary>
    public double SineMagnitude => Scale * Period / 4;

    /// <summary>Returns the atom of a bin.</summary>
    public static Atom Create(AtomOptions options, double frequency)
    {
        var length = options.AtomLength(frequency);
        var (period, center) = options.AtomRule switch
        {
            AtomRule.Librosa => (Math.Floor(length / 2) + Math.Ceiling(length / 2), 1),
            AtomRule.NnAudio => (Math.Ceiling(length), -1),
            _ => (length, 0),
        };
        var span = options.AtomRule == AtomRule.Exact ? Math.Ceiling(length / 2) - 1 : (period / 2) - 1;
        var isOdd = period % 2 == 1;
        var atom = new Atom(frequency / options.SampleRate, period, span, isOdd ? center * 0.5 : 0, 1);
        return atom with { Scale = atom.Factor(options.ActualNormalization, options.AtomRule == AtomRule.NnAudio ? period : length) };
    }

    /// <summary>Returns κ(m), m counted from the center of the frame.</summary>
    public Complex Value(int m)
    {
        // Whole turns are taken off first: the sine of a large angle has lost them already.
        var turns = Frequency * m;
        return Complex.FromPolarCoordinates(Scale * Window(m - Center), -2 * Math.PI * (turns - Math.Round(turns)));
    }

    private double Window(double distance) => 0.5 + (0.5 * Math.Cos(2 * Math.PI * distance / Period));

    private double Factor(AtomNormalization normalization, double length)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < Samples; i++)
        {
            var weight = Window(i - Span);
            sum += weight;
            squares += weight * weight;
        }

        return normalization switch
        {
            AtomNormalization.HalfSine => 1 / sum,
            AtomNormalization.RootLength => Math.Sqrt(length) / sum,
            AtomNormalization.Length => length / sum,
            AtomNormalization.UnitEnergy => 1 / Math.Sqrt(squares),
            _ => 2 / sum,
        };
    }
}
