namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Represents which atoms the bins of all harmonics need. Harmonics an octave apart share theirs.</summary>
/// <param name="Frequencies">The frequencies of the atoms, in hertz.</param>
/// <param name="Places">The atom of each bin, harmonic after harmonic; the number of atoms for a bin that does not exist.</param>
internal sealed record HarmonicAxis(IReadOnlyList<double> Frequencies, IReadOnlyList<long> Places)
{
    /// <summary>Steps of an octave by which bins are compared: far below a cent, far above rounding.</summary>
    private const double Resolution = 1e9;

    /// <summary>Gets a value indicating whether some bins do not exist.</summary>
    public bool HasMissing => Places.Contains(Frequencies.Count);

    /// <summary>Returns the axis of settings.</summary>
    public static HarmonicAxis Of(HarmonicConstantQOptions options)
    {
        var frequencies = new List<double>();
        var places = new List<long>();
        var known = new Dictionary<long, int>();
        foreach (var harmonic in options.Harmonics)
        {
            foreach (var frequency in options.Frequencies.Select(frequency => frequency * harmonic))
            {
                if (!AtomLimits.Fits(options, frequency))
                {
                    places.Add(-1);
                    continue;
                }

                var pitch = (long)Math.Round(Math.Log2(frequency / options.MinFrequency) * Resolution);
                if (known.TryAdd(pitch, frequencies.Count))
                    frequencies.Add(frequency);
                places.Add(known[pitch]);
            }
        }

        return new HarmonicAxis(frequencies, [.. places.Select(place => place < 0 ? frequencies.Count : place)]);
    }
}
