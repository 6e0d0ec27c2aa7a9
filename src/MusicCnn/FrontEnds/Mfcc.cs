using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents mel-frequency cepstral coefficients: the shape of a spectrum, and so the timbre, in a few nearly independent numbers a frame.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, K, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, K, T]</c>; <c>[N, C, S]</c> to <c>[N, C, K, T]</c>;
/// K = <see cref="MfccOptions.Coefficients"/>. With <see cref="MfccOptions.Deltas"/> there are (1 + orders) times as many channels or rows.</para>
/// <para>Units: amplitude in [-1, 1] in; those of the compression out, decibels times √bands. The rows are no frequencies: <see cref="Scale"/> is
/// <see cref="FrequencyScale.None"/>.</para>
/// <para>c_k = w_k s_k Σ_m a_m cos(πk(2m + 1)/(2B)), a the compressed mel spectrogram of B bands, s₀ = √(1/B), s_k = √(2/B), w the lifter.</para>
/// <para>A logarithm makes much of the rounding errors of faint bands. On the CPU bands are computed in double precision and rounded once, levels are not rounded, and
/// coefficients are rounded once; on other devices everything has the type of the module.</para>
/// <para>Source: Davis and Mermelstein, "Comparison of parametric representations for monosyllabic word recognition in continuously spoken sentences", 1980, with the
/// numbers of librosa 0.11, torchaudio 0.13.1 or nnAudio 0.3.3, which the presets give. Verified against: the definition in double precision, 5e-5 without a lifter and
/// 2.5e-4 with one of 22, and the libraries' values.</para>
/// </remarks>
public sealed class Mfcc : nn.Module<Tensor, Tensor>, IFrontEnd
{
    [ComponentName(Name = "mel")]
    private readonly MelSpectrogram _mel;
    [ComponentName(Name = "cosines")]
    private readonly Tensor _cosines;
    [ComponentName(Name = "deltas")]
    private readonly StackedDeltas? _deltas;
    private readonly double[] _design;

    /// <summary>Initializes a new instance of the <see cref="Mfcc"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a mel band contains no FFT bin.</exception>
    public Mfcc(MfccOptions options)
        : base(nameof(Mfcc))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        Options = options;
        _mel = MelLevels.Bands(options.Mel);
        _design = Design(options);
        _cosines = DesignedTensor.Create(_design, options.Coefficients, options.Mel.MelBands);
        _deltas = options.Deltas is { } deltas ? new StackedDeltas(deltas) : null;
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public MfccOptions Options { get; }

    /// <inheritdoc/>
    public int SampleRate => _mel.SampleRate;

    /// <inheritdoc/>
    public int Bins => Options.Coefficients * (_deltas is { Options.Axis: DeltaAxis.Rows } rows ? rows.Copies : 1);

    /// <inheritdoc/>
    public int Channels => _deltas is { Options.Axis: DeltaAxis.Channels } stacked ? stacked.Copies : 1;

    /// <inheritdoc/>
    public double FrameRate => _mel.FrameRate;

    /// <inheritdoc/>
    public FrequencyScale Scale => FrequencyScale.None;

    /// <inheritdoc/>
    public IReadOnlyList<double> CenterFrequencies => [];

    /// <inheritdoc/>
    public int FrameCount(int samples) => _mel.FrameCount(samples);

    /// <summary>Returns the coefficients of a waveform.</summary>
    /// <param name="waveform">The waveform, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, of the module's element type, finite.</param>
    /// <returns>The coefficients, <c>[1, K, T]</c>, <c>[N, 1, K, T]</c> or <c>[N, C, K, T]</c>.</returns>
    /// <exception cref="ArgumentException">Rank, sizes, element type or values of the waveform are wrong, or it is too short for the deltas.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The waveform is shorter than a frame that must lie inside it.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var levels = MelLevels.Of(_mel.call(waveform), Options.Mel.Compression);
        var cosines = levels.dtype == _cosines.dtype ? _cosines : tensor(_design, _cosines.shape);
        var coefficients = cosines.matmul(levels);
        return (_deltas?.call(coefficients) ?? coefficients).to(_cosines.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"Mfcc({SampleRate} Hz, {Options.Mel.FftSize}/{_mel.HopLength} samples -> {Options.Mel.MelBands} bands -> {Options.Coefficients} coefficients{(_deltas is null ? string.Empty : $", {_deltas}")})");

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (dtype.HasValue)
            DesignedTensor.Restore(_cosines, _design);
    }

    private static double[] Design(MfccOptions options)
    {
        var bands = options.Mel.MelBands;
        var design = CosineTransform.Design(options.Coefficients, bands);
        if (options.Lifter is not { } length)
            return design;

        var first = options.LifterRule == LifterRule.Librosa ? 1 : 0;
        for (var i = 0; i < design.Length; i++)
            design[i] *= 1 + (length / 2 * Math.Sin(Math.PI * ((i / bands) + first) / length));
        return design;
    }
}
