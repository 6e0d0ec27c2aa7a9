using MusicCnn.Internal;
using MusicCnn.Signals.Windows;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents chroma energy normalized statistics: a chroma image that hears harmony and neither loudness nor articulation.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = <see cref="FoldedConstantQOptions.Classes"/>, T = 1 + ⌊⌊S/h⌋/d⌋, d = <see cref="CensOptions.Downsampling"/>.</para>
/// <para>Units: amplitude in [-1, 1] in; components of vectors of Euclidean length 1 out.</para>
/// <para>The shares of a frame's sum in a <see cref="ConstantQChroma"/> become ¼ for each of the levels 0.4, 0.2, 0.1, 0.05 that they exceed; a Hann window smooths
/// them over time, silence beyond the ends; each frame is divided by its Euclidean norm. Silence stays silent.</para>
/// <para>The levels have steps, so no gradient reaches the waveform: it is a feature, not a layer to train through.</para>
/// <para>Source: Müller and Ewert, "Chroma Toolbox: Matlab implementations for extracting variants of chroma-based audio features", ISMIR 2011, as librosa 0.11's
/// <c>chroma_cens</c> has it. Verified against: the definition in double precision (1e-6 where no share lies at a level).</para>
/// </remarks>
public sealed class Cens : nn.Module<Tensor, Tensor>, IFrontEnd
{
    /// <summary>The shares of a frame at which the quantized value rises by a quarter.</summary>
    private static readonly double[] Levels = [0.4, 0.2, 0.1, 0.05];

    [ComponentName(Name = "chroma")]
    private readonly ConstantQChroma _chroma;
    [ComponentName(Name = "window")]
    private readonly Tensor _window;
    private readonly double[] _windowDesign;

    /// <summary>Initializes a new instance of the <see cref="Cens"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a bin lies too high for the sample rate.</exception>
    public Cens(CensOptions options)
        : base(nameof(Cens))
    {
        Options = FoldedConstantQOptions.Valid(options);
        _chroma = new ConstantQChroma(new()
        {
            ConstantQ = options.ConstantQ,
            Classes = options.Classes,
            Base = options.Base,
            Normalization = options.ActualNormalization,
            NormalizationFloor = options.NormalizationFloor,
        });
        _windowDesign = Smoothing(options.SmoothingFrames);
        _window = DesignedTensor.Create(_windowDesign, 1, 1, options.SmoothingFrames);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public CensOptions Options { get; }

    /// <inheritdoc/>
    public int SampleRate => _chroma.SampleRate;

    /// <inheritdoc/>
    public int Bins => _chroma.Bins;

    /// <inheritdoc/>
    public double FrameRate => _chroma.FrameRate / Options.Downsampling;

    /// <inheritdoc/>
    public FrequencyScale Scale => _chroma.Scale;

    /// <inheritdoc/>
    public IReadOnlyList<double> CenterFrequencies => _chroma.CenterFrequencies;

    /// <inheritdoc/>
    public int FrameCount(int samples) => 1 + ((_chroma.FrameCount(samples) - 1) / Options.Downsampling);

    /// <summary>Returns the features of a waveform.</summary>
    /// <param name="waveform">The waveform, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, of the module's element type, finite, of any length from 1.</param>
    /// <returns>The image, <c>[1, F, T]</c>, <c>[N, 1, F, T]</c> or <c>[N, C, F, T]</c>, without a graph.</returns>
    /// <exception cref="ArgumentException">Rank, sizes, element type or values of the waveform are wrong.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var shares = _chroma.call(waveform);
        var quantized = Levels.Select(level => shares.gt(level).to(shares.dtype)).Aggregate((sum, step) => sum + step).mul(0.25);

        // Every row is a signal of its own.
        var rows = quantized.reshape(-1, 1, shares.shape[^1]);
        var smooth = nn.functional.conv1d(rows, _window, padding: Options.SmoothingFrames / 2).reshape(shares.shape);
        var kept = smooth.slice(-1, 0, shares.shape[^1], Options.Downsampling);
        return FrameNorm.Apply(kept, PitchClassNormalization.Euclidean, FrameNorm.SmallestFloor).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"Cens({SampleRate} Hz, {FrameRate:0.##} frames a second, smoothed over {Options.SmoothingFrames} -> {Bins} pitch classes from {Options.Base})");

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (dtype.HasValue)
            DesignedTensor.Restore(_window, _windowDesign);
    }

    /// <summary>Returns a symmetric Hann window without its two zeros, of sum 1.</summary>
    private static double[] Smoothing(int frames)
    {
        var window = Window.Hann.Samples(frames + 2, periodic: false)[1..^1];
        var sum = window.Sum();
        return [.. window.Select(value => value / sum)];
    }
}
