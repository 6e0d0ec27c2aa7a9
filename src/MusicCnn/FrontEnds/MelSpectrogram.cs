using MusicCnn.FrontEnds.Kernels;
using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents a mel spectrogram: the power of a signal in bands spaced as hearing is, frame after frame.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = <see cref="MelSpectrogramOptions.MelBands"/>, T = <see cref="FrameCount"/>(S).</para>
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
public sealed class MelSpectrogram : nn.Module<Tensor, Tensor>, IStreamableFrontEnd
{
    [ComponentName(Name = "window")]
    private readonly Tensor _window;
    [ComponentName(Name = "mel_filters")]
    private readonly Tensor _melFilters;
    [ComponentName(Name = "pcen")]
    private readonly Pcen? _pcen;
    private readonly MelFilterBank _bank;
    private readonly FrameTransform _transform;

    /// <summary>Initializes a new instance of the <see cref="MelSpectrogram"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a band contains no FFT bin.</exception>
    public MelSpectrogram(MelSpectrogramOptions options)
        : base(nameof(MelSpectrogram))
    {
        ArgumentNullException.ThrowIfNull(options);
        _bank = new MelFilterBank(options);
        Options = options;
        _transform = new FrameTransform(options);
        _window = DesignedTensor.Create(_transform.Window, options.FftSize);
        _melFilters = DesignedTensor.Create(_bank.Weights, _bank.Bands, _bank.Bins);
        if (options.Trainable)
            _melFilters = nn.Parameter(_melFilters).DetachFromDisposeScope();
        if (options.Pcen is { } pcen)
            _pcen = new Pcen(pcen, this);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public MelSpectrogramOptions Options { get; }

    /// <summary>Gets the number of samples from one frame to the next.</summary>
    public int HopLength => _transform.Grid.HopLength;

    /// <inheritdoc/>
    public int SampleRate => Options.SampleRate;

    /// <inheritdoc/>
    public int Bins => Options.MelBands;

    /// <inheritdoc/>
    public double FrameRate => (double)SampleRate / HopLength;

    /// <inheritdoc/>
    public FrequencyScale Scale => FrequencyScale.Mel;

    /// <inheritdoc/>
    public IReadOnlyList<double> CenterFrequencies => _bank.CenterFrequencies;

    /// <inheritdoc/>
    public int FrameCount(int samples) => _transform.Grid.FrameCount(samples, nameof(samples));

    /// <summary>Returns the mel spectrogram of a waveform.</summary>
    /// <param name="waveform">The waveform, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, of the module's element type, finite.</param>
    /// <returns>The image, <c>[1, F, T]</c>, <c>[N, 1, F, T]</c> or <c>[N, C, F, T]</c>.</returns>
    /// <exception cref="ArgumentException">Rank, sizes, element type or values of the waveform are wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The waveform is shorter than a frame that must lie inside it.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var signals = _transform.Signals(waveform, _window, out var leading, out var frames, nameof(waveform));
        return Image(_transform, signals, leading, frames).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public FrontEndStream OpenStream()
    {
        Options.Compression.RequirePointwise();
        return new MelStream(this, _transform, () => _window);
    }

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"MelSpectrogram({SampleRate} Hz, {Options.FftSize}/{HopLength} samples -> {Bins} bands, {Options.MinFrequency}-{Options.ActualMaxFrequency} Hz)");

    /// <summary>Returns the image [leading…, F, T] of frames of signals [M, S], M the product of the leading sizes; frames that go on from others where
    /// the state of these is given.</summary>
    internal Tensor Image(FrameTransform transform, Tensor signals, long[] leading, int frames, PcenState? state = null)
    {
        var bands = transform.Bands(signals, _window, _melFilters, frames, Options.Spectrum).reshape([.. leading, Bins, frames]);
        if (Options.Trainable)
            bands = bands.relu(); // Learned filters may have negative weights; a band's power is never below zero, where a logarithm would fail.
        if (Options.RoundToHalf)
            bands = HalfRounding.Apply(bands);
        if (_pcen is null)
            return Options.Compression.Apply(bands);
        return state is null ? _pcen.call(bands) : _pcen.Process(bands, state);
    }

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (!dtype.HasValue)
            return;
        DesignedTensor.Restore(_window, _transform.Window);
        if (!Options.Trainable)
            DesignedTensor.Restore(_melFilters, _bank.Weights);
    }
}
