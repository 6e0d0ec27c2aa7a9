using MusicCnn.FrontEnds.Kernels;
using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents what front-ends do that sum a short-time spectrum over filters: frames, spectrum, sums, compression.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = <see cref="Bins"/>, T = <see cref="FrameCount"/>(S). Harmonics multiply the channels.</para>
/// <para>Units: amplitude in [-1, 1] in; power, magnitude or what the compression makes of it out.</para>
/// <para>B(b, t) = Σ_k W(b, k) |X(k, t)|², X an <see cref="Stft"/>. It is computed inside the graph, so gradients reach the waveform and what is
/// trainable of the filters; they are finite at silence. Where no gradient is needed, on the CPU in float32, transform and sums are one
/// vectorized pass on torch's threads.</para>
/// <para>The element type is that of the module: float32, or float64 after <c>.to(ScalarType.Float64)</c>. Window and constant filters are designed
/// anew at each conversion, so float64 is double precision throughout.</para>
/// </remarks>
public abstract class FilterBankFrontEnd : nn.Module<Tensor, Tensor>, IStreamableFrontEnd
{
    [ComponentName(Name = "window")]
    private readonly Tensor _window;
    [ComponentName(Name = "kernels")]
    private readonly Tensor? _kernels;
    private readonly FilterBankOptions _options;
    private readonly FrameTransform _transform;

    /// <summary>Initializes a new instance of the <see cref="FilterBankFrontEnd"/> class; the derived class registers the components.</summary>
    /// <param name="name">The module's name.</param>
    /// <param name="options">The settings, valid.</param>
    private protected FilterBankFrontEnd(string name, FilterBankOptions options)
        : base(name)
    {
        _options = options;
        _transform = new FrameTransform(options);
        _window = DesignedTensor.Create(_transform.Window, options.FftSize);
        if (options.TrainableStft)
            _kernels = TransformKernels.Create(_transform);
    }

    /// <summary>Gets the number of samples from one frame to the next.</summary>
    public int HopLength => _transform.Grid.HopLength;

    /// <inheritdoc/>
    public int SampleRate => _options.SampleRate;

    /// <inheritdoc/>
    public abstract int Bins { get; }

    /// <inheritdoc/>
    public virtual int Channels => 1;

    /// <inheritdoc/>
    public double FrameRate => (double)SampleRate / HopLength;

    /// <inheritdoc/>
    public abstract FrequencyScale Scale { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<double> CenterFrequencies { get; }

    /// <inheritdoc/>
    public int FrameCount(int samples) => _transform.Grid.FrameCount(samples, nameof(samples));

    /// <summary>Returns the image of a waveform.</summary>
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
        RequireStreamable();
        return new FilterBankStream(this, _transform, () => _window);
    }

    /// <summary>Returns the image [leading…, F, T] of frames of signals [M, S], M the product of the leading sizes; frames that go on from others where
    /// the state of these is given.</summary>
    internal Tensor Image(FrameTransform transform, Tensor signals, long[] leading, int frames, PcenState? state = null)
    {
        var bands = Sum(new(transform, signals, _window, frames, _options.Spectrum, _kernels), (int)leading[^1]);
        return Finish(bands.reshape([.. leading[..^1], leading[^1] * Channels, Bins, frames]), state);
    }

    /// <summary>Returns the sums over the filters, [M, Channels·F, T].</summary>
    /// <param name="spectra">What is summed.</param>
    /// <param name="channels">The number of neighbouring signals that belong to one example.</param>
    private protected abstract Tensor Sum(FramedSpectra spectra, int channels);

    /// <summary>Returns what becomes of an image of sums: by default the compressed one.</summary>
    /// <param name="image">The sums, […, F, T].</param>
    /// <param name="state">The state of the frames before, if any.</param>
    private protected virtual Tensor Finish(Tensor image, PcenState? state) => _options.Compression.Apply(image);

    /// <summary>Throws where a setting needs the whole signal.</summary>
    private protected virtual void RequireStreamable() => _options.Compression.RequirePointwise();

    /// <summary>Fills constant filters anew after a conversion.</summary>
    private protected virtual void RestoreFilters()
    {
    }

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (!dtype.HasValue)
            return;
        DesignedTensor.Restore(_window, _transform.Window);
        TransformKernels.Restore(_kernels, _transform);
        RestoreFilters();
    }
}
