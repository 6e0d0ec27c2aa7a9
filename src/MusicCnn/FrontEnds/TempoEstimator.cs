using MusicCnn.FrontEnds.Kernels;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents an estimate of the tempo of music, one for a whole signal.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1]</c>; <c>[N, C, S]</c> to <c>[N, C]</c>.</para>
/// <para>Units: amplitude in [-1, 1] in; beats per minute out. Without <see cref="TempoEstimatorOptions.Interpolate"/> it is one of 60·frame rate/ℓ with whole ℓ: at 120 beats a minute and
/// 43 frames a second these are 5 apart.</para>
/// <para>With g the mean over time of a <see cref="Tempogram"/>, it is the tempo b below <see cref="TempoEstimatorOptions.MaxTempo"/> with the largest ln(1 + 10⁶ g) − ½ (log₂(b/120))², the
/// constants being those of the settings. Silence has the row nearest to the likeliest tempo. A choice has no gradient.</para>
/// <para>With interpolation parabolas go through the peaks of g at ℓ, 2ℓ, 3ℓ, … up to half of the window, each where the one before expects it; the last one that is a peak, divided by its number,
/// is the beat. So it may pass MaxTempo by less than a row.</para>
/// <para>Source: Ellis, "Beat tracking by dynamic programming", 2007, as librosa 0.11 <c>feature.tempo</c> computes it. Verified against: the definition in double precision; clicks at
/// 60 to 174 beats a minute (0.3 % with interpolation).</para>
/// </remarks>
public sealed class TempoEstimator : nn.Module<Tensor, Tensor>
{
    /// <summary>What correlations are multiplied with before the logarithm.</summary>
    private const double CorrelationScale = 1e6;

    [ComponentName(Name = "tempogram")]
    private readonly Tempogram _tempogram;
    private readonly double[] _likelihoods;

    /// <summary>Initializes a new instance of the <see cref="TempoEstimator"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, no tempo lies below the largest one, or a mel band contains no FFT bin.</exception>
    public TempoEstimator(TempoEstimatorOptions options)
        : base(nameof(TempoEstimator))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        var mel = options.Onsets.Mel;
        var frames = (int)Math.Floor(options.WindowDuration.TotalSeconds * mel.SampleRate / mel.ActualHopLength);
        _tempogram = new Tempogram(new() { Onsets = options.Onsets, WindowLength = Math.Max(2, frames) });
        _likelihoods = [.. _tempogram.BeatsPerMinute.Select(Likelihood)];
        if (_likelihoods.All(double.IsNegativeInfinity))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"MaxTempo must lie above the slowest tempo of the window ({_tempogram.BeatsPerMinute[^1]:0.##} beats per minute), but was {options.MaxTempo}. ")
                + "Lengthen WindowDuration.",
                nameof(options));
        }

        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public TempoEstimatorOptions Options { get; }

    /// <summary>Returns the tempo of a waveform.</summary>
    /// <param name="waveform">The waveform, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, of the module's element type, finite.</param>
    /// <returns>The tempo, <c>[1]</c>, <c>[N, 1]</c> or <c>[N, C]</c>, in beats per minute.</returns>
    /// <exception cref="ArgumentException">Rank, sizes, element type or values of the waveform are wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The waveform is shorter than a frame that must lie inside it.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var correlations = _tempogram.call(waveform).to(ScalarType.Float64).mean([-1L]);
        var scores = correlations.clamp_min(0).mul(CorrelationScale).log1p() + tensor(_likelihoods, device: correlations.device);
        var lags = scores.argmax(-1).to(ScalarType.Float64);
        if (Options.Interpolate)
            lags = Interpolated(correlations, lags);
        return lags.reciprocal().mul(60 * _tempogram.FrameRate).to(waveform.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the module's name and settings.</summary>
    /// <returns>The module as text.</returns>
    public override string ToString() => FormattableString.Invariant($"TempoEstimator(around {Options.LikeliestTempo}, below {Options.MaxTempo} beats a minute, {_tempogram})");

    private static Tensor Interpolated(Tensor correlations, Tensor lags)
    {
        var values = correlations.cpu().contiguous().data<double>().ToArray();
        var periods = lags.cpu().data<double>().ToArray();
        var width = values.Length / periods.Length;
        for (var row = 0; row < periods.Length; row++)
            periods[row] = FinePeriod.Of(values.AsSpan(row * width, width), (int)periods[row]);
        return tensor(periods, lags.shape, device: lags.device);
    }

    private double Likelihood(double tempo)
    {
        var octaves = Math.Log2(tempo / Options.LikeliestTempo) / Options.SpreadInOctaves;
        return tempo < Options.MaxTempo ? -0.5 * octaves * octaves : double.NegativeInfinity;
    }
}
