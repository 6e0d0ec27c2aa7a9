using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents a mel spectrogram: the power of a signal in bands spaced as hearing is, frame after frame.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = <see cref="MelSpectrogramOptions.MelBands"/>, T = <see cref="FilterBankFrontEnd.FrameCount"/>(S).</para>
/// <para>Units: amplitude in [-1, 1] in; power, magnitude or what the compression makes of it out.</para>
/// <para>M(b, t) = Σ_k W(b, k) |X(k, t)|², W a <see cref="MelFilterBank"/>, X an <see cref="Stft"/>; then rounding to half precision and the
/// compression or <see cref="Pcen"/>, where set. It is computed inside the graph, so gradients reach the waveform and, if trainable, the filters; they are
/// finite at silence.</para>
/// <para>The element type is that of the module: float32, or float64 after <c>.to(ScalarType.Float64)</c>. Window and constant filters are designed
/// anew at each conversion, so float64 is double precision throughout; trained filters keep the digits they have.</para>
/// <para>Source: librosa 0.11 <c>feature.melspectrogram</c> and torchaudio's <c>MelSpectrogram</c>, whose numbers the presets give. Verified
/// against: the definition in double precision with MathNet.Numerics' FFT, odd rates and FFT sizes included: 2e-7 of the peak in float32, the logarithm
/// of the musicnn preset 2e-6, between the tones of a chord too; gradients 1e-6 of the largest in float32.</para>
/// </remarks>
public sealed class MelSpectrogram : FilterBankFrontEnd
{
    [ComponentName(Name = "mel_filters")]
    private readonly Tensor _melFilters;
    [ComponentName(Name = "pcen")]
    private readonly Pcen? _pcen;
    private readonly MelFilterBank _bank;

    /// <summary>Initializes a new instance of the <see cref="MelSpectrogram"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a band contains no FFT bin.</exception>
    public MelSpectrogram(MelSpectrogramOptions options)
        : base(nameof(MelSpectrogram), FilterBankOptions.Valid(options))
    {
        Options = options;
        _bank = new MelFilterBank(options);
        _melFilters = DesignedTensor.Create(_bank.Weights, _bank.Bands, _bank.Bins);
        if (options.Trainable)
            _melFilters = nn.Parameter(_melFilters).DetachFromDisposeScope();
        if (options.Pcen is { } pcen)
            _pcen = new Pcen(pcen, this);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public MelSpectrogramOptions Options { get; }

    /// <inheritdoc/>
    public override int Bins => Options.MelBands;

    /// <inheritdoc/>
    public override FrequencyScale Scale => FrequencyScale.Mel;

    /// <inheritdoc/>
    public override IReadOnlyList<double> CenterFrequencies => _bank.CenterFrequencies;

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"MelSpectrogram({SampleRate} Hz, {Options.FftSize}/{HopLength} samples -> {Bins} bands, {Options.MinFrequency}-{Options.ActualMaxFrequency} Hz)");

    /// <inheritdoc/>
    private protected override Tensor Sum(FramedSpectra spectra, int channels)
    {
        var bands = spectra.SumOver(_melFilters);
        return Options.Trainable ? bands.relu() : bands; // Learned filters may have negative weights; a logarithm would fail on their sums.
    }

    /// <inheritdoc/>
    private protected override Tensor Finish(Tensor image, PcenState? state)
    {
        if (Options.RoundToHalf)
            image = HalfRounding.Apply(image);
        if (_pcen is null)
            return base.Finish(image, state);
        return state is null ? _pcen.call(image) : _pcen.Process(image, state);
    }

    /// <inheritdoc/>
    private protected override void RestoreFilters()
    {
        if (!Options.Trainable)
            DesignedTensor.Restore(_melFilters, _bank.Weights);
    }
}
