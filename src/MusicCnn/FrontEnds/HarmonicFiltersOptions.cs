using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of <see cref="HarmonicFilters"/>.</summary>
/// <remarks>The preset is data; change it with <c>with</c>, such as <c>Won2020 with { FftSize = 1024 }</c>.</remarks>
public sealed record HarmonicFiltersOptions : FilterBankOptions
{
    /// <summary>Gets the front-end of Won, Chun, Nieto and Serra, "Data-driven harmonic filters for audio representation learning", 2020, as its published code
    /// has it: 16 kHz, FFT of 513 samples with hop 256, 6 harmonics of 128 notes, decibels.</summary>
    /// <remarks>The code takes the bins of its odd FFT to be stretched, and so does this preset. The filters of its lowest notes are narrower than
    /// a bin, some of them empty. Verified against: the code's bank (6e-6, its own float32).</remarks>
    public static HarmonicFiltersOptions Won2020 { get; } = new()
    {
        SampleRate = 16_000,
        FftSize = 513,
        HopLength = 256,
        BinFrequencies = FftBinFrequencies.Stretched,
        EmptyBands = EmptyBands.Allow,
        Compression = new Decibels(),
    };

    /// <summary>Gets the number of harmonics H: channel h holds the filters at h + 1 times the frequencies of the notes.</summary>
    /// <value>The default value is 6.</value>
    public int Harmonics { get; init => field = Require.Positive(value, "harmonics"); } = 6;

    /// <summary>Gets the frequency of the lowest note, in hertz.</summary>
    /// <value>The default value is 32.703, the note C1.</value>
    public double MinFrequency { get; init => field = Require.Positive(value, "hertz"); } = 32.70319566257483;

    /// <summary>Gets the number of notes in a semitone (the paper's code: <c>semitone_scale</c>).</summary>
    /// <value>The default value is 2.</value>
    public int BinsPerSemitone { get; init => field = Require.Positive(value, "bins"); } = 2;

    /// <summary>Gets the number of notes F, or <see langword="null"/> for all below the semitone nearest to rate/(2H), of which the highest harmonic
    /// comes nearest to half the sample rate.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? Bins { get; init => field = value is { } bins ? Require.Positive(bins, "bins") : null; }

    /// <summary>Gets the quality Q that divides all bandwidths, as it starts.</summary>
    /// <value>The default value is 1.</value>
    public double Quality { get; init => field = Require.Positive(value, "(quality)"); } = 1;

    /// <summary>Gets what a trained quality never falls below in use, nor the quality as it starts.</summary>
    /// <remarks>A quality of 0.1 makes every filter ten times as wide as hearing's.</remarks>
    /// <value>The default value is 0.1.</value>
    public double MinQuality { get; init => field = Require.Positive(value, "(quality)"); } = 0.1;

    /// <summary>Gets α, by which bandwidth grows with frequency, in hertz per hertz, as it starts.</summary>
    /// <value>The default value is 0.1079, that of hearing's filters (Glasberg and Moore 1990).</value>
    public double BandwidthGrowth { get; init => field = Require.NotNegative(value, "(hertz per hertz)"); } = 0.1079;

    /// <summary>Gets β, the bandwidth at low frequencies, in hertz, as it starts.</summary>
    /// <value>The default value is 24.7, that of hearing's filters (Glasberg and Moore 1990).</value>
    public double LowBandwidth { get; init => field = Require.Positive(value, "hertz"); } = 24.7;

    /// <summary>Gets a value indicating whether the quality is learned with the rest, as in the paper.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool TrainQuality { get; init; } = true;

    /// <summary>Gets a value indicating whether α and β are learned with the rest.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool TrainBandwidth { get; init; }

    /// <summary>Gets at which frequencies the filters believe the FFT bins to lie.</summary>
    /// <value>The default value is <see cref="FftBinFrequencies.Exact"/>.</value>
    public FftBinFrequencies BinFrequencies { get; init => field = Require.Defined(value); } = FftBinFrequencies.Exact;

    /// <summary>Gets what happens when a filter contains no FFT bin as it starts.</summary>
    /// <value>The default value is <see cref="EmptyBands.Refuse"/>.</value>
    public EmptyBands EmptyBands { get; init => field = Require.Defined(value); } = EmptyBands.Refuse;

    /// <summary>Gets the number of notes in use; at most 0 where none fits.</summary>
    internal int ActualBins => Bins
        ?? checked((int)Math.Round(12 * Math.Log2(SampleRate / (2.0 * Harmonics * MinFrequency))) * BinsPerSemitone);

    /// <summary>Gets the frequencies of the notes, in hertz.</summary>
    internal IEnumerable<double> Frequencies =>
        Enumerable.Range(0, ActualBins).Select(bin => MinFrequency * Math.Pow(2, bin / (12.0 * BinsPerSemitone)));

    /// <inheritdoc/>
    internal override void Validate(string name)
    {
        base.Validate(name);
        if (ActualBins < 1)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Harmonic {Harmonics} of the lowest note ({MinFrequency:0.##} Hz) must lie a semitone below half the sample rate ({SampleRate / 2.0} Hz). ")
                + "Take fewer Harmonics, a lower MinFrequency or a higher SampleRate.",
                name);
        }

        if (Quality < MinQuality)
            throw new ArgumentException(FormattableString.Invariant($"Quality must not be below MinQuality ({MinQuality}), but was {Quality}."), name);
    }
}
