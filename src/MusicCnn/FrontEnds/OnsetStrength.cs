using MusicCnn.FrontEnds.Kernels;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents onset strength: how much the spectrum grows at each moment, which is where notes begin.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, 1, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, 1, T]</c>; <c>[N, C, S]</c> to <c>[N, C, 1, T]</c>: an image of one row, so that
/// filters of 1×n sit on it.</para>
/// <para>Units: amplitude in [-1, 1] in; those of the compression out, decibels a frame, not negative unless <see cref="OnsetStrengthOptions.Detrend"/> is set.</para>
/// <para>o(t) = mean over bands of max(0, S(b, t) − R(b, t − lag)), S the compressed mel spectrogram, R its maximum over neighboring bands; 0 in the first lag frames.</para>
/// <para>On the CPU levels and their growth are computed in double precision. Gradients are finite, and 0 at silence.</para>
/// <para>Source: librosa 0.11 <c>onset.onset_strength</c>; Böck and Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013. Verified against: the definition
/// in double precision, 1e-5 of the peak, and published values.</para>
/// </remarks>
public sealed class OnsetStrength : nn.Module<Tensor, Tensor>, IFrontEnd
{
    [ComponentName(Name = "mel")]
    private readonly MelSpectrogram _mel;

    /// <summary>Initializes a new instance of the <see cref="OnsetStrength"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a mel band contains no FFT bin.</exception>
    public OnsetStrength(OnsetStrengthOptions options)
        : base(nameof(OnsetStrength))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _mel = MelLevels.Bands(options.Mel);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public OnsetStrengthOptions Options { get; }

    /// <inheritdoc/>
    public int SampleRate => _mel.SampleRate;

    /// <summary>Gets the number of rows, 1.</summary>
    public int Bins => 1;

    /// <inheritdoc/>
    public double FrameRate => _mel.FrameRate;

    /// <inheritdoc/>
    public FrequencyScale Scale => FrequencyScale.None;

    /// <inheritdoc/>
    public IReadOnlyList<double> CenterFrequencies => [];

    /// <inheritdoc/>
    public int FrameCount(int samples) => _mel.FrameCount(samples);

    /// <summary>Returns the onset strength of a waveform.</summary>
    /// <param name="waveform">The waveform, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, of the module's element type, finite.</param>
    /// <returns>The strength, <c>[1, 1, T]</c>, <c>[N, 1, 1, T]</c> or <c>[N, C, 1, T]</c>.</returns>
    /// <exception cref="ArgumentException">Rank, sizes, element type or values of the waveform are wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The waveform is shorter than a frame that must lie inside it.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var levels = MelLevels.Of(_mel.call(waveform), Options.Mel.Compression);
        var shape = levels.shape;
        var strengths = SpectralFlux.Of(levels.reshape(-1, shape[^2], shape[^1]), Options.Lag, Options.NeighborBands);
        strengths = SpectralFlux.Delayed(strengths, Options.Delay);
        if (Options.Detrend)
            strengths = SpectralFlux.Detrended(strengths);
        return strengths.to(waveform.dtype).reshape([.. shape[..^2], 1, shape[^1]]).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"OnsetStrength({SampleRate} Hz, {Options.Mel.FftSize}/{_mel.HopLength} samples -> {Options.Mel.MelBands} bands, lag {Options.Lag})");
}
