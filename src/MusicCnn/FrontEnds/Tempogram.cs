using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents a tempogram: how strongly onsets repeat after each number of frames, moment after moment.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, W, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, W, T]</c>; <c>[N, C, S]</c> to <c>[N, C, W, T]</c>;
/// W = <see cref="TempogramOptions.WindowLength"/>.</para>
/// <para>Units: amplitude in [-1, 1] in; correlations of at most 1 out, 0 at silence. Row ℓ is a beat of ℓ frames, <see cref="BeatsPerMinute"/>: tempi descend, and row 0 is
/// none (it is 1 wherever there is an onset). <see cref="Scale"/> is <see cref="FrequencyScale.Tempo"/>; <c>BinsBetweenTempi</c> makes tempi rows.</para>
/// <para>The onset strength o goes on as straight lines to 0, p = ⌊W/2⌋ frames long, at both ends. Frame t is its W frames from t − p on, times the window; its linear
/// autocorrelation r is divided by max(r(0), <see cref="TempogramOptions.EnergyFloor"/>), r(0) being the largest of all. Gradients are finite, and 0 at silence.</para>
/// <para>On the CPU correlations are computed in double precision. About 50·W bytes are needed for each frame while it is computed.</para>
/// <para>Source: Grosche, Müller, Kurth, "Cyclic tempogram: a mid-level tempo representation for music signals", ICASSP 2010, as librosa 0.11 <c>feature.tempogram</c> computes it.
/// Verified against: the definition in double precision, 1e-5, and published values.</para>
/// </remarks>
public sealed class Tempogram : nn.Module<Tensor, Tensor>, IFrontEnd
{
    [ComponentName(Name = "onsets")]
    private readonly OnsetStrength _onsets;
    [ComponentName(Name = "window")]
    private readonly Tensor _window;
    private readonly double[] _design;

    /// <summary>Initializes a new instance of the <see cref="Tempogram"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a mel band contains no FFT bin.</exception>
    public Tempogram(TempogramOptions options)
        : base(nameof(Tempogram))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _onsets = new OnsetStrength(options.Onsets);
        _design = options.Window.Samples(options.WindowLength);
        _window = DesignedTensor.Create(_design, options.WindowLength);
        BeatsPerMinute = Array.AsReadOnly(Enumerable.Range(0, options.WindowLength).Select(lag => 60 * FrameRate / lag).ToArray());
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public TempogramOptions Options { get; }

    /// <summary>Gets the tempo of each row, in beats per minute, descending: 60·<see cref="FrameRate"/>/ℓ; infinity for row 0.</summary>
    public IReadOnlyList<double> BeatsPerMinute { get; }

    /// <inheritdoc/>
    public int SampleRate => _onsets.SampleRate;

    /// <inheritdoc/>
    public int Bins => Options.WindowLength;

    /// <inheritdoc/>
    public double FrameRate => _onsets.FrameRate;

    /// <inheritdoc/>
    public FrequencyScale Scale => FrequencyScale.Tempo;

    /// <inheritdoc/>
    public IReadOnlyList<double> CenterFrequencies => [];

    /// <inheritdoc/>
    public int FrameCount(int samples) => _onsets.FrameCount(samples);

    /// <summary>Returns the tempogram of a waveform.</summary>
    /// <param name="waveform">The waveform, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, of the module's element type, finite.</param>
    /// <returns>The image, <c>[1, W, T]</c>, <c>[N, 1, W, T]</c> or <c>[N, C, W, T]</c>.</returns>
    /// <exception cref="ArgumentException">Rank, sizes, element type or values of the waveform are wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The waveform is shorter than a frame that must lie inside it.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var strengths = _onsets.call(waveform);
        var shape = strengths.shape;
        var images = OfStrengths(strengths.reshape(-1, shape[^1]));
        return images.reshape([.. shape[..^2], Bins, shape[^1]]).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"Tempogram({SampleRate} Hz, {FrameRate:0.##} frames a second, {Bins} frames of {Options.Window}, down to {BeatsPerMinute[^1]:0.#} beats a minute)");

    /// <summary>Returns the tempograms [M, W, T] of onset strengths [M, T].</summary>
    internal Tensor OfStrengths(Tensor strengths)
    {
        using var scope = NewDisposeScope();
        var (type, precise) = (strengths.dtype, strengths.device_type == DeviceType.CPU);
        var values = precise ? strengths.to(ScalarType.Float64) : strengths;
        var window = precise ? tensor(_design) : _window;

        var frames = Extended(values).unfold(1, Bins, 1).narrow(1, 0, values.shape[1]) * window;
        var correlations = Autocorrelation.Of(frames);
        var energy = correlations.narrow(2, 0, 1).clamp_min(Options.EnergyFloor);
        return (correlations / energy).transpose(1, 2).to(type).contiguous().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (dtype.HasValue)
            DesignedTensor.Restore(_window, _design);
    }

    /// <summary>Returns strengths [M, T] with a straight line from 0 in front and one to 0 behind.</summary>
    private Tensor Extended(Tensor strengths)
    {
        var length = Bins / 2;
        var ramp = Enumerable.Range(0, length).Select(j => (double)j / length).ToArray();
        return cat([strengths.narrow(1, 0, 1) * Line(ramp), strengths, strengths.narrow(1, strengths.shape[1] - 1, 1) * Line([.. ramp.Reverse()])], 1);

        Tensor Line(double[] values) => tensor(values, dtype: strengths.dtype, device: strengths.device);
    }
}
