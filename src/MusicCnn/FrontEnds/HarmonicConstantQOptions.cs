using MusicCnn.FrontEnds.Atoms;
using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="HarmonicConstantQ"/>.</summary>
/// <remarks>Defaults that differ from those of the other constant-Q front-ends: a hop of 256 samples and 360 bins, 60 per octave.</remarks>
public sealed record HarmonicConstantQOptions : AtomOptions
{
    /// <summary>Initializes a new instance of the <see cref="HarmonicConstantQOptions"/> class.</summary>
    public HarmonicConstantQOptions()
    {
        HopLength = 256;
        BinsPerOctave = 60;
        Bins = 360;
    }

    /// <summary>Gets the input of deep salience (Bittner and others, ISMIR 2017): 22,050 Hz, hop 256, six octaves of 60 bins from C1, harmonics
    /// 0.5 and 1 to 5, librosa's atoms and scale, decibels of magnitude below the largest value of an example, 80 of them.</summary>
    /// <remarks>Differences: the paper then divides by 80 and adds 1. Built from the text; not compared with its software.</remarks>
    public static HarmonicConstantQOptions Bittner2017 { get; } = new()
    {
        SampleRate = 22_050,
        AtomRule = AtomRule.Librosa,
        Compression = new Decibels { OfMagnitude = true, Reference = null, Floor = 1e-5, TopDecibels = 80 },
    };

    /// <summary>Gets the harmonics, each a channel: factors on the frequencies of all bins, above 0, no two alike.</summary>
    /// <value>The default value is 0.5, 1, 2, 3, 4, 5.</value>
    public IReadOnlyList<double> Harmonics { get; init => field = Checked(value); } = Array.AsReadOnly([0.5, 1, 2, 3, 4, 5]);

    /// <summary>Gets what happens with harmonics that lie above half the sample rate.</summary>
    /// <value>The default value is <see cref="HarmonicsAboveNyquist.Refuse"/>.</value>
    public HarmonicsAboveNyquist AboveNyquist { get; init => field = Require.Defined(value); }

    /// <summary>Returns whether other settings are the same, harmonic by harmonic.</summary>
    /// <param name="other">The other settings.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Equals(HarmonicConstantQOptions? other) =>
        base.Equals(other) && AboveNyquist == other.AboveNyquist && Harmonics.SequenceEqual(other.Harmonics);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), AboveNyquist, Harmonics.Sum());

    /// <inheritdoc/>
    internal override long ValueCount => (long)Math.Min(long.MaxValue / 2, (double)Harmonics.Count * Bins * AtomLength(MinFrequency * Harmonics.Min()));

    /// <inheritdoc/>
    internal override void CheckLimits(string name)
    {
        AtomLimits.CheckLowest(this, MinFrequency * Harmonics.Min(), name);
        foreach (var harmonic in Harmonics)
        {
            var highest = Enumerable.Range(0, Bins).LastOrDefault(bin => AtomLimits.Fits(this, Frequency(bin) * harmonic), -1);
            if (highest >= 0)
                AtomLimits.CheckShortest(this, Frequency(highest) * harmonic, name);
            if (highest < Bins - 1 && AboveNyquist == HarmonicsAboveNyquist.Refuse)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Harmonic {harmonic} puts bin {Bins - 1} at {Frequency(Bins - 1) * harmonic:0.##} Hz, but {AtomLimits.Requirement(this)}. ")
                    + (highest >= 0 ? $"Take at most {highest + 1} bins, leave" : "Leave")
                    + " the harmonic out, raise SampleRate, or set AboveNyquist to Zero.",
                    name);
            }
        }
    }

    private static IReadOnlyList<double> Checked(IReadOnlyList<double> harmonics)
    {
        ArgumentNullException.ThrowIfNull(harmonics, nameof(Harmonics));
        if (harmonics.Count == 0)
            throw new ArgumentException("Harmonics must have at least one, but was empty. Take 1 for the pitch itself.", nameof(harmonics));
        foreach (var harmonic in harmonics)
            Require.Positive(harmonic, "(times the frequency)", nameof(Harmonics));
        if (harmonics.Distinct().Count() < harmonics.Count)
            throw new ArgumentException($"Harmonics must differ from each other, but were {string.Join(", ", harmonics)}.", nameof(harmonics));
        return Array.AsReadOnly(harmonics.ToArray());
    }
}
