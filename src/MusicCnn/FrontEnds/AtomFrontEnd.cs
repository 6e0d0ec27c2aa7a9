using MusicCnn.FrontEnds.Atoms;
using MusicCnn.FrontEnds.Streaming;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents what all constant-Q front-ends do: waveforms through atoms on a logarithmic axis, at the full rate.</summary>
/// <remarks>
/// <para>C(k, t) = s_k Σ_n w(n) e^(−2πi f_k n/rate) x(t·h + n), T = 1 + ⌊S/h⌋ frames whatever the lowest frequency, S at least 1. Phase counts
/// from the center of a frame.</para>
/// <para>It is evaluated with one FFT of each block of up to 2¹⁸ samples (longer where atoms are), a product with each atom's band, and an inverse
/// FFT of the band folded at the frame rate. The first call with signals of another length designs the bands for it; the last four are
/// kept. Where no gradient is needed, on the CPU in float32, product and fold are vectorized on torch's threads.</para>
/// <para>In pieces, a frame comes as soon as all samples that its longest atom reaches are there. It is within 1e-5 of the peak of the image
/// of the whole: side lobes that are left out (<see cref="AtomOptions.SideLobeError"/>) end elsewhere.</para>
/// <para>Gradients are finite everywhere, at silence too: that of magnitude is C/|C|, and 0 below 2e-6 of a unit sine (or
/// <see cref="AtomOptions.SideLobeError"/> where that is larger), so that silence beside sound gets none.</para>
/// </remarks>
public abstract class AtomFrontEnd : nn.Module<Tensor, Tensor>, IStreamableFrontEnd
{
    [ComponentName(Name = "scales")]
    private readonly Tensor? _scales;
    [ComponentName(Name = "atoms")]
    private readonly Tensor? _atoms;
    private readonly AtomBank _bank;
    private readonly AtomTransform _fixed;
    private readonly AtomOptions _options;

    /// <summary>Initializes a new instance of the <see cref="AtomFrontEnd"/> class.</summary>
    /// <param name="name">The module's name.</param>
    /// <param name="options">The settings, valid.</param>
    /// <param name="frequencies">The frequencies of the atoms, in hertz.</param>
    private protected AtomFrontEnd(string name, AtomOptions options, IEnumerable<double> frequencies)
        : base(name)
    {
        _options = options;
        CenterFrequencies = Array.AsReadOnly(options.Frequencies.ToArray());
        _bank = new AtomBank(options, frequencies);
        _fixed = new AtomTransform(_bank);
        if (options.Trainable)
            _atoms = TrainedAtoms.Create(_bank);
        else
            _scales = DesignedTensor.Create(_bank.Scales, _bank.Scales.Length);
        RegisterComponents();
    }

    /// <summary>Gets the number of samples from one frame to the next.</summary>
    public int HopLength => _options.HopLength;

    /// <inheritdoc/>
    public int SampleRate => _options.SampleRate;

    /// <inheritdoc/>
    public int Bins => _options.Bins;

    /// <inheritdoc/>
    public virtual int Channels => 1;

    /// <inheritdoc/>
    public double FrameRate => (double)SampleRate / HopLength;

    /// <inheritdoc/>
    public FrequencyScale Scale => FrequencyScale.Logarithmic;

    /// <inheritdoc/>
    public IReadOnlyList<double> CenterFrequencies { get; }

    /// <inheritdoc/>
    public int FrameCount(int samples) => _bank.FrameCount(samples, nameof(samples));

    /// <summary>Returns the image of a waveform.</summary>
    /// <param name="waveform">The waveform, <c>[S]</c>, <c>[N, S]</c> or <c>[N, C, S]</c>, of the module's element type, finite, of any length from 1.</param>
    /// <returns>The image, <c>[1, F, T]</c>, <c>[N, 1, F, T]</c> or <c>[N, C, F, T]</c>; harmonics multiply the channels.</returns>
    /// <exception cref="ArgumentException">Rank, sizes, element type or values of the waveform are wrong.</exception>
    public override Tensor forward(Tensor waveform)
    {
        using var scope = NewDisposeScope();
        var signals = WaveformGuard.Flatten(waveform, Weights.dtype, out var leading, nameof(waveform));
        var frames = FrameCount(checked((int)signals.shape[1]));
        var grid = BlockGrid.Of(frames, HopLength, _bank.Reach, isDense: _options.Trainable);
        leading[^1] *= Channels;
        return Image(grid.Extend(signals, _options.ActualEdgePadding), grid, leading, frames).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public FrontEndStream OpenStream()
    {
        _options.Compression.RequirePointwise();
        return new AtomStream(this, _options, _bank.Reach);
    }

    /// <summary>Gets what has the element type and the device of the module.</summary>
    internal Tensor Weights => (_atoms ?? _scales)!;

    /// <summary>Returns the image of extended signals.</summary>
    /// <param name="signals">The signals, extended as the grid wants them.</param>
    /// <param name="grid">How they are cut.</param>
    /// <param name="leading">The image's axes before frequency.</param>
    /// <param name="frames">The number of frames T.</param>
    internal Tensor Image(Tensor signals, BlockGrid grid, long[] leading, int frames)
    {
        using var scope = NewDisposeScope();
        var spectrum = _atoms is null
            ? _fixed.Analyze(signals, grid, frames, Weights)
            : TrainedAtoms.Analyze(_bank, signals, grid, frames, Weights);
        var image = Arrange(Keep(spectrum)).reshape([.. leading, Bins, frames]);
        return _options.Compression.Apply(image).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the atoms' images [M, atoms, T] as bins of channels, [M, channels·F, T].</summary>
    private protected virtual Tensor Arrange(Tensor image) => image;

    /// <summary>Returns the front-end's name and sizes.</summary>
    /// <returns>The front-end as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{GetName()}({_options.Output}, {SampleRate} Hz, hop {HopLength} samples, {_options.BinsPerOctave} per octave -> {Bins} bins, {CenterFrequencies[0]:0.#}-{CenterFrequencies[^1]:0.#} Hz)");

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (dtype.HasValue && _scales is not null)
            DesignedTensor.Restore(_scales, _bank.Scales);
    }

    private Tensor Keep(Tensor spectrum) => _options.Output switch
    {
        SpectrumKind.Magnitude => Magnitude(spectrum),
        SpectrumKind.Power => spectrum.real.square() + spectrum.imag.square(),
        SpectrumKind.Phase => spectrum.angle(),
        _ => spectrum,
    };

    /// <summary>Returns |C|, whose gradient is C/|C| above the level of silence and 0 below it, where C is what rounding and missing side lobes leave and
    /// points anywhere.</summary>
    private Tensor Magnitude(Tensor spectrum)
    {
        var magnitude = spectrum.abs();
        if (!is_grad_enabled() || !spectrum.requires_grad)
            return magnitude;
        var value = magnitude.detach();
        var silence = tensor(_bank.SilentMagnitudes, dtype: value.dtype, device: value.device).unsqueeze(1);
        return where(value.lt(silence), value, magnitude);
    }
}
