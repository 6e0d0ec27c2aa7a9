using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Represents atoms whose bands are so alike that batched matrix products over their common columns serve all of them.</summary>
/// <param name="Band">The columns that cover all bands.</param>
/// <param name="Center">Where the windows peak: 0, ½ or −½ samples from the center of the frame.</param>
/// <param name="Bins">The bins, ascending.</param>
internal sealed record FoldGroup(AtomBand Band, double Center, int[] Bins)
{
    /// <summary>Below this number of columns a product costs the same, however few they are.</summary>
    private const int FewColumns = 32;

    /// <summary>How many times the columns that its bands need a group may have.</summary>
    private const double LargestWaste = 1.4;

    /// <summary>Gets the columns of the mirror image.</summary>
    public AtomBand Mirrored => new(-Band.End, Band.Count);

    /// <summary>Sorts the bins of a bank into groups.</summary>
    public static IReadOnlyList<FoldGroup> Of(AtomBank bank)
    {
        var groups = new List<FoldGroup>();
        foreach (var bins in Enumerable.Range(0, bank.Atoms.Count).GroupBy(bin => bank.Atoms[bin].Center))
        {
            var (members, union, needed) = (new List<int>(), default(AtomBand), 0L);
            foreach (var bin in bins.OrderByDescending(bin => bank.Bands[bin].Count))
            {
                var (own, cost) = (bank.Bands[bin], Math.Max(FewColumns, bank.Bands[bin].Count));
                var wider = members.Count == 0 ? own : AtomBand.Union([union, own]);
                if ((long)wider.Count * (members.Count + 1) > LargestWaste * (needed + cost))
                {
                    groups.Add(new FoldGroup(union, bins.Key, [.. members.Order()]));
                    (members, wider, needed) = ([], own, 0);
                }

                members.Add(bin);
                (union, needed) = (wider, needed + cost);
            }

            groups.Add(new FoldGroup(union, bins.Key, [.. members.Order()]));
        }

        return groups;
    }

    /// <summary>Returns the spectra of the atoms without their scale, over the hop length, [2, ⌊M/2⌋ + 1, columns, bins]: first A(r + jM) over
    /// the columns j of the band, then what the mirror image needs to give row M − r, over its columns.</summary>
    /// <param name="bank">The bank.</param>
    /// <param name="frames">The number of frames M of a block.</param>
    /// <param name="type">Float32 for an array of float, Float64 for one of double.</param>
    public Array Spectra(AtomBank bank, int frames, ScalarType type) =>
        type == ScalarType.Float64 ? Spectra(bank, frames, value => value) : Spectra(bank, frames, value => (float)value);

    private T[] Spectra<T>(AtomBank bank, int frames, Converter<double, T> round)
    {
        var rows = ColumnSpectrum.Rows(frames);
        var result = new T[checked(2 * rows * Band.Count * Bins.Length)];
        for (var k = 0; k < Bins.Length; k++)
        {
            // Only the columns of the atom's own band count; the others of the group stay 0.
            var own = bank.Bands[Bins[k]];
            var values = AtomSpectrum.Columns(bank.Atoms[Bins[k]], own, frames, bank.Options.HopLength);
            for (var column = 0; column < own.Count; column++)
            {
                for (var r = 0; r < frames; r++)
                {
                    var isMirrored = r >= rows;
                    var row = isMirrored ? rows + frames - r : r;
                    var place = isMirrored ? Band.End - own.First - column - 1 : column + own.First - Band.First;
                    result[(((row * Band.Count) + place) * Bins.Length) + k] = round(values[(column * frames) + r]);
                }
            }
        }

        return result;
    }
}
