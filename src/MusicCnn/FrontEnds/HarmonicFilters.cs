using MusicCnn.FrontEnds.Banks;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents harmonic filters: band-pass filters at the harmonics of every note, whose bandwidths are learned.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[H, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, H, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C·H, F, T]</c>;
/// H = <see cref="HarmonicFiltersOptions.Harmonics"/>, F = <see cref="Bins"/> notes. Row j of every channel belongs to the same note, so
/// that a small filter over the channels sees a whole sound.</para>
/// <para>Units: amplitude in [-1, 1] in; power, magnitude or what the compression makes of it out.</para>
/// <para>The filter of harmonic h of note j is a triangle around f = h·f_j: W = max(0, 1 − 2|f_k − f|/b), b = (α·f + β)/Q hertz, f_k the frequency
/// of FFT bin k. Q, and α and β on demand, are parameters of one value each (keys <c>quality</c>, <c>bandwidth_growth</c>,
/// <c>low_bandwidth</c>). In use, Q is at least <see cref="HarmonicFiltersOptions.MinQuality"/> and b at least 1 mHz; below, the gradient is 0.</para>
/// <para>Source: Won, Chun, Nieto and Serra, "Data-driven harmonic filters for audio representation learning", ICASSP 2020. Differences: bins lie at
/// their true frequencies unless <see cref="HarmonicFiltersOptions.BinFrequencies"/> says otherwise; α and β can be learned. Verified against: the published
/// code's bank, and the definition in double precision (bank 1e-6, image 1e-6 of the peak in float32).</para>
/// </remarks>
public sealed class HarmonicFilters : FilterBankFrontEnd
{
    /// <summary>The narrowest triangle, in hertz: far below the distance of two bins, above nothing.</summary>
    private const double MinBandwidth = 1e-3;

    [ComponentName(Name = "centers")]
    private readonly Tensor _centers;
    [ComponentName(Name = "distances")]
    private readonly Tensor _distances;
    [ComponentName(Name = "quality")]
    private readonly Tensor? _quality;
    [ComponentName(Name = "bandwidth_growth")]
    private readonly Tensor? _growth;
    [ComponentName(Name = "low_bandwidth")]
    private readonly Tensor? _low;
    private readonly HarmonicBank _bank;

    /// <summary>Initializes a new instance of the <see cref="HarmonicFilters"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a filter contains no FFT bin.</exception>
    public HarmonicFilters(HarmonicFiltersOptions options)
        : base(nameof(HarmonicFilters), FilterBankOptions.Valid(options))
    {
        Options = options;
        _bank = new HarmonicBank(options);
        _centers = DesignedTensor.Create(_bank.Centers, _bank.Centers.Length, 1);
        _distances = DesignedTensor.Create(_bank.Distances, _bank.Centers.Length, options.FftBins);
        if (options.TrainQuality)
            _quality = Trained(options.Quality);
        if (options.TrainBandwidth)
            (_growth, _low) = (Trained(options.BandwidthGrowth), Trained(options.LowBandwidth));
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public HarmonicFiltersOptions Options { get; }

    /// <inheritdoc/>
    public override int Bins => _bank.Notes.Count;

    /// <inheritdoc/>
    public override FrequencyScale Scale => FrequencyScale.Logarithmic;

    /// <summary>Gets the frequencies of the notes, in hertz, ascending: the centers of the first harmonic's filters.</summary>
    public override IReadOnlyList<double> CenterFrequencies => _bank.Notes;

    /// <inheritdoc/>
    public override int Channels => Options.Harmonics;

    /// <summary>Returns the filters as they are now.</summary>
    /// <returns>The weights, <c>[H·F, K]</c>, K = ⌊N/2⌋ + 1 FFT bins, harmonic after harmonic; gradients reach the parameters.</returns>
    public Tensor Filters()
    {
        using var scope = NewDisposeScope();
        return Triangles().MoveToOuterDisposeScope();
    }

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"HarmonicFilters({SampleRate} Hz, {Options.FftSize}/{HopLength} samples -> {Options.Harmonics} harmonics of {Bins} notes, {CenterFrequencies[0]:0.#}-{CenterFrequencies[^1]:0.#} Hz)");

    /// <inheritdoc/>
    private protected override Tensor Sum(FramedSpectra spectra, int channels) => spectra.SumOver(Triangles());

    /// <inheritdoc/>
    private protected override void RestoreFilters()
    {
        DesignedTensor.Restore(_centers, _bank.Centers);
        DesignedTensor.Restore(_distances, _bank.Distances);
    }

    private static Tensor Trained(double start) => nn.Parameter(DesignedTensor.Create([start], 1)).DetachFromDisposeScope();

    /// <summary>Returns the weights of all filters, [H·F, K].</summary>
    private Tensor Triangles()
    {
        var growing = _growth is null ? _centers.mul(Options.BandwidthGrowth) : _centers * _growth;
        var hearing = _low is null ? growing.add(Options.LowBandwidth) : growing + _low;
        var bandwidth = _quality is null ? hearing.mul(1 / Options.Quality) : hearing / _quality.clamp_min(Options.MinQuality);
        return (1 - (_distances * (2 / bandwidth.clamp_min(MinBandwidth)))).relu();
    }
}
