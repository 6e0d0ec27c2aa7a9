namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Represents the part of an FFT that an atom's spectrum covers, in whole columns of M bins, M the frames of a block.</summary>
/// <param name="First">The first column; negative ones are negative frequencies.</param>
/// <param name="Count">The number of columns.</param>
internal readonly record struct AtomBand(int First, int Count)
{
    /// <summary>Gets the column after the last.</summary>
    public int End => First + Count;

    /// <summary>Returns the band of an atom.</summary>
    /// <param name="atom">The atom.</param>
    /// <param name="hop">The number of columns of the whole FFT.</param>
    /// <param name="sideLobeError">The magnitude, in units of a sine at the center, at which side lobes end.</param>
    /// <remarks>
    /// The spectrum at the distance u/period from the center is sinc(u)/(1 − u²), so side lobes fall below 1/(πu³). What lies beyond
    /// half the rate wraps to negative frequencies and is kept.
    /// </remarks>
    public static AtomBand Of(in Atom atom, int hop, double sideLobeError)
    {
        var width = Math.Cbrt(1 / (Math.PI * sideLobeError)) / atom.Period;
        if (width >= 0.5)
            return new AtomBand(0, hop);

        // A column is 1/hop cycles per sample wide.
        var first = (int)Math.Floor((atom.Frequency - width) * hop);
        var last = (int)Math.Floor((atom.Frequency + width) * hop);
        return last - first + 1 >= hop ? new AtomBand(0, hop) : new AtomBand(first, last - first + 1);
    }

    /// <summary>Returns the smallest band that covers others.</summary>
    public static AtomBand Union(IEnumerable<AtomBand> bands)
    {
        var (first, end) = (int.MaxValue, int.MinValue);
        foreach (var band in bands)
            (first, end) = (Math.Min(first, band.First), Math.Max(end, band.End));
        return new AtomBand(first, end - first);
    }
}
