using MusicCnn.FrontEnds.Banks;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents a gammatone spectrogram: the power of a signal in bands shaped and spaced as those of the inner ear, frame after frame.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = <see cref="GammatoneOptions.Bands"/>.</para>
/// <para>Units: amplitude in [-1, 1] in; power, magnitude or what the compression makes of it out.</para>
/// <para>G(b, t) = Σ_k W(b, k) |X(k, t)|², X an <see cref="Stft"/>, W(b, k) the magnitude response of a gammatone filter of fourth order at the
/// frequency of FFT bin k, 1 at its center, divided by the FFT size. The centers are equal steps on the scale of equivalent rectangular
/// bandwidths, the widths 1.019 times these.</para>
/// <para>A filter reaches all bins, however far from its center: none is empty.</para>
/// <para>Source: Slaney 1993 and Ellis 2009 as nnAudio 0.3 has them. Verified against: nnAudio's centers and weights (1e-8), and the
/// definition in double precision with MathNet.Numerics' FFT (1e-6 of the peak in float32).</para>
/// </remarks>
public sealed class Gammatone : FilterBankFrontEnd
{
    [ComponentName(Name = "filters")]
    private readonly Tensor _filters;
    private readonly double[] _weights;

    /// <summary>Initializes a new instance of the <see cref="Gammatone"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other.</exception>
    public Gammatone(GammatoneOptions options)
        : base(nameof(Gammatone), FilterBankOptions.Valid(options))
    {
        Options = options;
        CenterFrequencies = Array.AsReadOnly(GammatoneBank.Centers(options));
        _weights = GammatoneBank.Weights(options);
        _filters = DesignedTensor.Create(_weights, options.Bands, options.FftBins);
        if (options.Trainable)
            _filters = nn.Parameter(_filters).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public GammatoneOptions Options { get; }

    /// <inheritdoc/>
    public override int Bins => Options.Bands;

    /// <inheritdoc/>
    public override FrequencyScale Scale => FrequencyScale.Erb;

    /// <inheritdoc/>
    public override IReadOnlyList<double> CenterFrequencies { get; }

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"Gammatone({SampleRate} Hz, {Options.FftSize}/{HopLength} samples -> {Bins} bands, {CenterFrequencies[0]:0.#}-{CenterFrequencies[^1]:0.#} Hz)");

    /// <inheritdoc/>
    private protected override Tensor Sum(FramedSpectra spectra, int channels)
    {
        var bands = spectra.SumOver(_filters);
        return Options.Trainable ? bands.relu() : bands; // Learned filters may have negative weights; a logarithm would fail on their sums.
    }

    /// <inheritdoc/>
    private protected override void RestoreFilters()
    {
        if (!Options.Trainable)
            DesignedTensor.Restore(_filters, _weights);
    }
}
