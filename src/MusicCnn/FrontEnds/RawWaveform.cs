using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents no front-end: the waveform itself as an image of one bin, a frame a sample, for networks that learn from waveforms.</summary>
/// <remarks>
/// <para>With it such a network fits wherever others do: <see cref="Models.AudioClassifier"/>, model files, training, summaries. Patches are then counted in samples.</para>
/// <para>Shape: <c>[S]</c> to <c>[1, 1, S]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, 1, S]</c>; <c>[N, C, S]</c> to <c>[N, C, 1, S]</c>. A view: no sample is copied.</para>
/// <para>Units: amplitude in [-1, 1] in and out. The row is no frequency: <see cref="Scale"/> is <see cref="FrequencyScale.None"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// using var tagger = new AudioClassifier(
///     new RawWaveform(new() { SampleRate = 16_000 }), new TaggerAtScale(TaggerAtScaleOptions.Waveform), new() { Labels = tags, PatchFrames = 59_049 });
/// </code>
/// </example>
public sealed class RawWaveform : nn.Module<Tensor, Tensor>, IFrontEnd
{
    /// <summary>Initializes a new instance of the <see cref="RawWaveform"/> class.</summary>
    /// <param name="options">The settings.</param>
    public RawWaveform(RawWaveformOptions options)
        : base(nameof(RawWaveform))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public RawWaveformOptions Options { get; }

    /// <inheritdoc/>
    public int SampleRate => Options.SampleRate;

    /// <inheritdoc/>
    public int Bins => 1;

    /// <inheritdoc/>
    public double FrameRate => Options.SampleRate;

    /// <inheritdoc/>
    public FrequencyScale Scale => FrequencyScale.None;

    /// <inheritdoc/>
    public IReadOnlyList<double> CenterFrequencies => [];

    /// <inheritdoc/>
    public int FrameCount(int samples) => Require.Positive(samples, "samples", nameof(samples));

    /// <summary>Returns a waveform as an image of one bin.</summary>
    /// <param name="waveform">The waveform, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, finite.</param>
    /// <returns>The same samples, <c>[1, 1, S]</c>, <c>[N, 1, 1, S]</c> or <c>[N, C, 1, S]</c>.</returns>
    /// <exception cref="ArgumentException">Rank, sizes or values of the waveform are wrong, or its elements are no floating-point numbers.</exception>
    public override Tensor forward(Tensor waveform)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        if (!waveform.is_floating_point())
            throw new ArgumentException($"The waveform must be of floating-point numbers, but was {waveform.dtype}. Convert it with .to(ScalarType.Float32), full scale to 1.", nameof(waveform));
        using var scope = NewDisposeScope();
        var signals = WaveformGuard.Flatten(waveform, waveform.dtype, out var leading, nameof(waveform));
        return signals.reshape([.. leading, 1, signals.shape[1]]).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the front-end's name and sample rate.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant($"{nameof(RawWaveform)}({SampleRate} Hz)");
}
