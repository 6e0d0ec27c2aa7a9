using MusicCnn.FrontEnds.Kernels;
using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the short-time Fourier transform: what frequencies a signal contains, frame after frame.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = ⌊<see cref="SpectrumOptions.FftSize"/>/2⌋ + 1, T = <see cref="FrameCount"/>(S).</para>
/// <para>Units: amplitude in [-1, 1] in; complex amplitude, magnitude, power or radians out.</para>
/// <para>X(f, t) = Σₙ w(n) x(t·h + n − p) e^(−2πi f n/N), n = 0 … N − 1, p = ⌊N/2⌋ where frames are centered and 0 elsewhere. Phase counts
/// from a frame's first sample.</para>
/// <para>Gradients are finite everywhere, at silence too: that of magnitude is X/|X|, and 0 where X is 0.</para>
/// <para>With <see cref="StftOptions.Trainable"/> the sums are products with learned kernels, which start as w(n) e^(−2πi f n/N); 3e-6 of the peak in float32.</para>
/// <para>The element type is that of the module: float32, or float64 after <c>.to(ScalarType.Float64)</c>, in full double precision because
/// the window is designed anew at each conversion.</para>
/// <para>Source: librosa 0.11 and torch, whose numbers it gives. Verified against: MathNet.Numerics' FFT in double precision (1e-12 in float64,
/// 1e-7 of the peak in float32, which on the CPU is computed in double precision and rounded once; gradients of magnitude and power 1e-6 of the
/// largest in float32).</para>
/// </remarks>
public sealed class Stft : nn.Module<Tensor, Tensor>, IStreamableFrontEnd
{
    [ComponentName(Name = "window")]
    private readonly Tensor _window;
    [ComponentName(Name = "kernels")]
    private readonly Tensor? _kernels;
    private readonly FrameTransform _transform;

    /// <summary>Initializes a new instance of the <see cref="Stft"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other.</exception>
    public Stft(StftOptions options)
        : base(nameof(Stft))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        Options = options;
        _transform = new FrameTransform(options);
        _window = DesignedTensor.Create(_transform.Window, options.FftSize);
        CenterFrequencies = Array.AsReadOnly(
            Enumerable.Range(0, Bins).Select(bin => bin * (double)options.SampleRate / options.FftSize).ToArray());
        if (options.Trainable)
            _kernels = TransformKernels.Create(_transform);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public StftOptions Options { get; }

    /// <summary>Gets the number of samples from one frame to the next.</summary>
    public int HopLength => _transform.Grid.HopLength;

    /// <inheritdoc/>
    public int SampleRate => Options.SampleRate;

    /// <inheritdoc/>
    public int Bins => _transform.Bins;

    /// <inheritdoc/>
    public double FrameRate => (double)SampleRate / HopLength;

    /// <inheritdoc/>
    public FrequencyScale Scale => FrequencyScale.Linear;

    /// <inheritdoc/>
    public IReadOnlyList<double> CenterFrequencies { get; }

    /// <inheritdoc/>
    public int FrameCount(int samples) => _transform.Grid.FrameCount(samples, nameof(samples));

    /// <summary>Returns the spectrum of a waveform.</summary>
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
        return new StftStream(this, _transform, () => _window);
    }

    /// <summary>Returns the transform's name and sizes.</summary>
    /// <returns>The transform as text.</returns>
    public override string ToString() =>
        $"Stft({Options.Output}, {SampleRate} Hz, {Options.FftSize}/{HopLength} samples, {Options.Window} -> {Bins} bins)";

    /// <summary>Returns the image [leading…, F, T] of frames of signals [M, S], M the product of the leading sizes.</summary>
    internal Tensor Image(FrameTransform transform, Tensor signals, long[] leading, int frames) =>
        Options.Compression.Apply((_kernels is null
            ? transform.Spectrum(signals, _window, frames, Options.Output)
            : TransformKernels.Spectrum(transform, signals, _kernels, frames, Options.Output)).reshape([.. leading, Bins, frames]));

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (!dtype.HasValue)
            return;
        DesignedTensor.Restore(_window, _transform.Window);
        TransformKernels.Restore(_kernels, _transform);
    }
}
