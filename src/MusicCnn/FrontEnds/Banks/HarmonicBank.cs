namespace MusicCnn.FrontEnds.Banks;

/// <summary>Designs what does not change of harmonic filters, in double precision: where they lie, and how far each FFT bin is from their centers.</summary>
internal sealed class HarmonicBank
{
    /// <summary>Initializes a new instance of the <see cref="HarmonicBank"/> class.</summary>
    /// <param name="options">The settings, valid.</param>
    public HarmonicBank(HarmonicFiltersOptions options)
    {
        Notes = Array.AsReadOnly(options.Frequencies.ToArray());
        Centers = [.. Enumerable.Range(1, options.Harmonics).SelectMany(harmonic => Notes.Select(note => harmonic * note))];
        Distances = new double[Centers.Length * options.FftBins];
        var spacing = options.BinFrequencies == FftBinFrequencies.Exact || options.FftBins == 1
            ? (double)options.SampleRate / options.FftSize
            : (double)(options.SampleRate / 2) / (options.FftBins - 1);
        for (var filter = 0; filter < Centers.Length; filter++)
        {
            for (var bin = 0; bin < options.FftBins; bin++)
                Distances[(filter * options.FftBins) + bin] = Math.Abs((bin * spacing) - Centers[filter]);
        }

        if (options.EmptyBands == EmptyBands.Refuse)
            RefuseEmpty(options, spacing);
    }

    /// <summary>Gets the frequencies of the notes, in hertz.</summary>
    public IReadOnlyList<double> Notes { get; }

    /// <summary>Gets the centers of the filters, in hertz, harmonic after harmonic.</summary>
    public double[] Centers { get; }

    /// <summary>Gets the distances of all FFT bins from the centers, in hertz, filter after filter.</summary>
    public double[] Distances { get; }

    private void RefuseEmpty(HarmonicFiltersOptions options, double spacing)
    {
        var empty = Enumerable.Range(0, Centers.Length).Where(filter =>
        {
            var bandwidth = ((options.BandwidthGrowth * Centers[filter]) + options.LowBandwidth) / options.Quality;
            return 2 * Distances.AsSpan(filter * options.FftBins, options.FftBins).ToArray().Min() >= bandwidth;
        }).ToArray();
        if (empty.Length == 0)
            return;

        var (harmonic, note) = Math.DivRem(empty[0], Notes.Count);
        throw new ArgumentException(
            FormattableString.Invariant($"{empty.Length} of {Centers.Length} harmonic filters contain no FFT bin and would always be 0, the first of them harmonic {harmonic + 1} of note {note}, ")
            + FormattableString.Invariant($"at {Centers[empty[0]]:0.##} Hz. The bins are {spacing:0.##} Hz apart, up to {options.SampleRate / 2.0} Hz. ")
            + "Take a larger FftSize, fewer Bins or Harmonics or a smaller Quality, or set EmptyBands to Allow.",
            nameof(options));
    }
}
