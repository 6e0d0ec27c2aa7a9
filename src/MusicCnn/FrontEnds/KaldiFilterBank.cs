using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Internal;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents Kaldi's log-mel filter bank, the input of speech recognizers and of models pre-trained on them.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = B bands, and one more with energy, T = <see cref="FrameCount"/>(S). Kaldi and torchaudio return the transpose, [T, F].</para>
/// <para>Units: amplitude in, times <see cref="KaldiFilterBankOptions.Scale"/>; natural logarithm of power out, no less than ln 2⁻²³ = −15.942385.</para>
/// <para>Of each frame of W samples: its mean is taken off; y(j) = x(j) − 0.97 x(j − 1), y(0) = 0.03 x(0); a symmetric window; zeros behind, up to N;
/// |FFT|²; triangles over mel = 1127 ln(1 + f/700), of height 1, bins 0 … N/2 − 1; ln(max(x, 2⁻²³)). A <see cref="MelSpectrogram"/> differs in all of
/// these.</para>
/// <para>On the CPU everything is computed in double precision and rounded once. Gradients reach the waveform; they are 0 at silence, below the floor.</para>
/// <para>Source: Povey and others, "The Kaldi speech recognition toolkit", ASRU 2011; torchaudio 0.13.1 <c>compliance.kaldi.fbank</c>. Differences: no
/// dither, which is random, and no vocal-tract length warping; the bank is built in double precision, where torchaudio's is up to 2e-4 off after the
/// logarithm. Verified against: the definition in double precision (1e-6 in float32) and torchaudio's values of a probe signal; Kaldi itself was not
/// run.</para>
/// </remarks>
public sealed class KaldiFilterBank : nn.Module<Tensor, Tensor>, IStreamableFrontEnd
{
    /// <summary>float32's step at 1, Kaldi's least value before a logarithm.</summary>
    private const double Epsilon = 1.0 / (1 << 23);

    [ComponentName(Name = "window")]
    private readonly Tensor _window;
    [ComponentName(Name = "mel_filters")]
    private readonly Tensor _melFilters;
    private readonly double[] _windowDesign;
    private readonly MelFilterBank _bank;

    /// <summary>Initializes a new instance of the <see cref="KaldiFilterBank"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a band contains no FFT bin.</exception>
    public KaldiFilterBank(KaldiFilterBankOptions options)
        : base(nameof(KaldiFilterBank))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        Options = options;
        _bank = new MelFilterBank(options.Filters);
        _windowDesign = options.Window.Samples(options.FrameLength, periodic: false);
        _window = DesignedTensor.Create(_windowDesign, options.FrameLength);
        _melFilters = DesignedTensor.Create(_bank.Weights, _bank.Bands, _bank.Bins);
        CenterFrequencies = options.UseEnergy ? [] : _bank.CenterFrequencies;
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public KaldiFilterBankOptions Options { get; }

    /// <summary>Gets the number of samples from one frame to the next.</summary>
    public int HopLength => Options.HopLength;

    /// <inheritdoc/>
    public int SampleRate => Options.SampleRate;

    /// <inheritdoc/>
    public int Bins => Options.MelBands + (Options.UseEnergy ? 1 : 0);

    /// <inheritdoc/>
    public double FrameRate => (double)SampleRate / HopLength;

    /// <summary>Gets <see cref="FrequencyScale.Mel"/>, or <see cref="FrequencyScale.None"/> where energy is a row of its own.</summary>
    public FrequencyScale Scale => Options.UseEnergy ? FrequencyScale.None : FrequencyScale.Mel;

    /// <inheritdoc/>
    public IReadOnlyList<double> CenterFrequencies { get; }

    /// <summary>Gets how many samples the first frame begins before the signal.</summary>
    private int Before => Options.SnipEdges ? 0 : (Options.FrameLength / 2) - (HopLength / 2);

    /// <inheritdoc/>
    public int FrameCount(int samples)
    {
        Internal.Require.Positive(samples, "samples", nameof(samples));
        var least = Options.SnipEdges ? Options.FrameLength : HopLength - (HopLength / 2);
        if (samples < least)
        {
            throw new ArgumentOutOfRangeException(
                nameof(samples), $"A frame needs at least {least} samples{(Options.SnipEdges ? " with SnipEdges" : "")}, but there were {samples}. Take a longer signal{(Options.SnipEdges ? ", or set SnipEdges to false" : "")}.");
        }

        return Options.SnipEdges ? 1 + ((samples - Options.FrameLength) / HopLength) : (samples + (HopLength / 2)) / HopLength;
    }

    /// <summary>Returns the filter bank's image of a waveform.</summary>
    /// <param name="waveform">The waveform, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, of the module's element type, finite.</param>
    /// <returns>The image, <c>[1, F, T]</c>, <c>[N, 1, F, T]</c> or <c>[N, C, F, T]</c>.</returns>
    /// <exception cref="ArgumentException">Rank, sizes, element type or values of the waveform are wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The waveform is shorter than a frame.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var signals = WaveformGuard.Flatten(waveform, _window.dtype, out var leading, nameof(waveform));
        var frames = FrameCount(checked((int)signals.shape[1]));
        var image = Image(Options.SnipEdges ? signals : Extended(signals, Span(frames)), frames);
        return image.reshape([.. leading, Bins, frames]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public FrontEndStream OpenStream()
    {
        if (!Options.SnipEdges)
            throw new InvalidOperationException("A stream cannot mirror a signal at its ends as Kaldi does. Set SnipEdges to true, or call the front-end with the whole signal.");
        if (Options.SubtractMean)
        {
            throw new InvalidOperationException(
                "A stream cannot take off the mean over the whole signal (SubtractMean), of which it knows only what has been pushed. Set SubtractMean to false, or call the front-end with the whole signal.");
        }

        return new KaldiStream(this, () => _window);
    }

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"KaldiFilterBank({SampleRate} Hz, {Options.FrameLength}/{HopLength} samples -> {Options.MelBands} bands{(Options.UseEnergy ? " and energy" : "")}, {Options.MinFrequency}-{Options.Filters.ActualMaxFrequency} Hz)");

    /// <summary>Returns the image [M, F, T] of signals [M, S], of which frame t begins at sample t·h.</summary>
    internal Tensor Image(Tensor signals, int frameCount)
    {
        var type = signals.device_type == DeviceType.CPU ? ScalarType.Float64 : signals.dtype;
        var frames = signals.narrow(1, 0, Span(frameCount)).to(type).mul(Options.Scale).unfold(1, Options.FrameLength, HopLength);     // [M, T, W]
        if (Options.RemoveMean)
            frames = frames - frames.mean([2L], keepdim: true);

        var shaped = frames;
        if (Options.PreEmphasis > 0)
            shaped = frames - (Options.PreEmphasis * cat([frames.narrow(2, 0, 1), frames.narrow(2, 0, Options.FrameLength - 1)], 2));
        shaped = shaped * DesignedTensor.In(type, _window, _windowDesign);

        // Without the last bin, N/2, to which Kaldi gives no weight.
        var bins = Options.FftSize / 2;
        var magnitude = fft.rfft(shaped, Options.FftSize).abs().narrow(2, 0, bins);
        var bands = (Options.Spectrum == SpectrumKind.Power ? magnitude.square() : magnitude)
            .matmul(DesignedTensor.In(type, _melFilters, _bank.Weights).narrow(1, 0, bins).transpose(0, 1));
        if (Options.Logarithm)
            bands = bands.clamp_min(Epsilon).log();
        if (Options.UseEnergy)
        {
            var energy = Energy(Options.RawEnergy ? frames : shaped);
            bands = cat(Options.EnergyLast ? [bands, energy] : [energy, bands], 2);
        }

        if (Options.SubtractMean)
            bands = bands - bands.mean([1L], keepdim: true);
        return bands.transpose(1, 2).to(_window.dtype).contiguous();
    }

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (!dtype.HasValue)
            return;
        DesignedTensor.Restore(_window, _windowDesign);
        DesignedTensor.Restore(_melFilters, _bank.Weights);
    }

    /// <summary>Returns the logarithm of each frame's energy, [M, T, 1].</summary>
    private Tensor Energy(Tensor frames)
    {
        var energy = frames.square().sum(2L, keepdim: true).clamp_min(Epsilon).log();
        return Options.EnergyFloor > 0 ? energy.clamp_min(Math.Log(Options.EnergyFloor)) : energy;
    }

    private long Span(int frames) => ((frames - 1L) * HopLength) + Options.FrameLength;

    /// <summary>Returns the samples that frames beyond the ends of signals [M, S] span.</summary>
    private Tensor Extended(Tensor signals, long span)
    {
        var sources = new long[span];
        for (var i = 0L; i < span; i++)
            sources[i] = Mirrored(i - Before, signals.shape[1]);
        return signals.index_select(1, tensor(sources, device: signals.device));
    }

    /// <summary>Returns the source of a sample at any position: mirrored with the end sample repeated, as often as needed.</summary>
    private static long Mirrored(long position, long samples)
    {
        var phase = ((position % (2 * samples)) + (2 * samples)) % (2 * samples);
        return phase < samples ? phase : (2 * samples) - 1 - phase;
    }
}
