namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Represents the atoms of a constant-Q transform, bin after bin, and how far they reach.</summary>
internal sealed class AtomBank
{
    /// <summary>The least magnitude that has a direction, in units of a sine of amplitude 1: 114 dB below it, above what float32 rounds off.</summary>
    private const double LeastSilence = 2e-6;

    /// <summary>Initializes a new instance of the <see cref="AtomBank"/> class.</summary>
    /// <param name="options">The settings, valid.</param>
    /// <param name="frequencies">The center frequencies, in hertz.</param>
    public AtomBank(AtomOptions options, IEnumerable<double> frequencies)
    {
        Options = options;
        Atoms = [.. frequencies.Select(frequency => Atom.Create(options, frequency))];
        Bands = [.. Atoms.Select(atom => AtomBand.Of(atom, options.HopLength, options.SideLobeError))];
        Reach = Atoms.Max(atom => (int)Math.Ceiling(atom.Span + Math.Abs(atom.Center)));
        Scales = [.. Atoms.Select(atom => atom.Scale)];
        SilentMagnitudes = [.. Atoms.Select(atom => Math.Max(LeastSilence, options.SideLobeError) * atom.SineMagnitude)];
    }

    /// <summary>Gets the settings.</summary>
    public AtomOptions Options { get; }

    /// <summary>Gets the atoms.</summary>
    public IReadOnlyList<Atom> Atoms { get; }

    /// <summary>Gets the band of each atom's spectrum.</summary>
    public IReadOnlyList<AtomBand> Bands { get; }

    /// <summary>Gets the largest number of samples that an atom reaches from the center of its frame.</summary>
    public int Reach { get; }

    /// <summary>Gets the factor of each atom's normalization.</summary>
    public double[] Scales { get; }

    /// <summary>Gets the magnitude of each atom below which its numbers are noise of the computation.</summary>
    public double[] SilentMagnitudes { get; }

    /// <summary>Returns the number of frames of a signal: 1 + ⌊S/h⌋, whatever the atoms.</summary>
    public int FrameCount(int samples, string name) => 1 + (Internal.Require.Positive(samples, "samples", name) / Options.HopLength);
}
