using MusicCnn.Internal;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Computes the spectra of a signal's frames, or their sums over filters, in the way that fits: through tensors where another device, float64 or the
/// gradient of a complex spectrum asks for it, fused otherwise. Both give the same numbers but for the last digits of float32.</summary>
/// <remarks>The fused way takes the window's design in double precision, the tensors the buffer of the module.</remarks>
internal sealed class FrameTransform
{
    /// <summary>Up to this many hops a frame is put together from pieces of a hop, whose gradient is much quicker than that of overlapping views.</summary>
    private const int MostPieces = 16;

    private readonly FrameFft? _fft;
    private readonly FusedFrames? _fused;
    private readonly FusedAdjoint? _adjoint;

    /// <summary>Initializes a new instance of the <see cref="FrameTransform"/> class.</summary>
    /// <param name="options">The settings, valid.</param>
    public FrameTransform(SpectrumOptions options)
        : this(
            FrameGrid.Of(options),
            options.EdgePadding,
            FrameWindow.Design(options),
            FrameFft.Supports(options.FftSize) ? new FrameFft(options.FftSize) : null)
    {
    }

    private FrameTransform(FrameGrid grid, EdgePadding padding, double[] window, FrameFft? fft)
    {
        (Grid, Padding, Window, _fft) = (grid, padding, window, fft);
        if (fft is null)
            return;
        var reader = new FrameReader(grid, padding);
        _fused = new FusedFrames(reader, fft);
        _adjoint = new FusedAdjoint(reader, fft);
    }

    /// <summary>Gets where the frames lie.</summary>
    public FrameGrid Grid { get; }

    /// <summary>Gets how signals continue beyond their ends.</summary>
    public EdgePadding Padding { get; }

    /// <summary>Gets the design of the window, as long as a frame.</summary>
    public double[] Window { get; }

    /// <summary>Gets the number of bins of a spectrum.</summary>
    public int Bins => (Grid.FftSize / 2) + 1;

    /// <summary>Returns the same transform of frames that lie inside signals, whose continuation at the ends is part of them.</summary>
    public FrameTransform Inside() => new(Grid with { Placement = FramePlacement.Inside }, Padding, Window, _fft);

    /// <summary>Checks a waveform and returns it as signals [M, S], contiguous.</summary>
    public Tensor Signals(Tensor waveform, Tensor window, out long[] leading, out int frames, string name)
    {
        var signals = WaveformGuard.Flatten(waveform, window.dtype, out leading, name).contiguous();
        frames = Grid.FrameCount(checked((int)signals.shape[1]), name);
        return signals;
    }

    /// <summary>Returns spectra [M, F, T], contiguous.</summary>
    public Tensor Spectrum(Tensor signals, Tensor window, int frames, SpectrumKind kind)
    {
        var isComplex = kind == SpectrumKind.Complex;
        var hasAdjoint = kind is SpectrumKind.Magnitude or SpectrumKind.Power;
        if (!CanFuse(signals, isComplex ? 2 * Bins : Bins, frames) || (FusedFrames.WantsGradient(signals) && !(hasAdjoint && CanJoin(signals))))
            return ThroughTensors(signals, window, null, frames, kind);
        if (hasAdjoint)
            return FusedOrJoined(signals, null, frames, kind);

        SpectrumSink sink = isComplex ? new ComplexSink(Bins) : new PhaseSink(Bins);
        var result = empty([signals.shape[0], Bins, frames], dtype: isComplex ? ScalarType.ComplexFloat32 : ScalarType.Float32);
        _fused!.Run(signals, Window, frames, sink, result);
        return result;
    }

    /// <summary>Returns sums over filters [B, F] of magnitude or power, [M, B, T].</summary>
    public Tensor Bands(Tensor signals, Tensor window, Tensor filters, int frames, SpectrumKind kind)
    {
        var isJoined = FusedFrames.WantsGradient(signals) || FusedFrames.WantsGradient(filters);
        if (CanFuse(signals, Math.Max(filters.shape[0], Bins), frames) && FusedFrames.IsPlain(filters) && (!isJoined || CanJoin(signals)))
            return FusedOrJoined(signals, filters, frames, kind);
        return ThroughTensors(signals, window, filters, frames, kind);
    }

    /// <summary>Returns power or magnitude, or their sums over filters, without a graph.</summary>
    public Tensor Fused(Tensor signals, Tensor? filters, int frames, SpectrumKind kind)
    {
        var sink = new MagnitudeSink(Bins, kind == SpectrumKind.Power, filters is null ? null : new FilterBands(filters));
        var result = empty([signals.shape[0], sink.Rows, frames], dtype: ScalarType.Float32);
        _fused!.Run(signals, Window, frames, sink, result);
        return result;
    }

    /// <summary>Returns the gradient of the signals, given that of <see cref="Fused"/>, contiguous.</summary>
    public Tensor Adjoint(Tensor signals, Tensor? filters, Tensor gradient, SpectrumKind kind) => _adjoint!.Run(
        signals, Window, new MagnitudeAdjoint(Bins, kind == SpectrumKind.Power, filters is null ? null : new FilterBands(filters)), gradient);

    /// <summary>Returns what <see cref="Fused"/> does by way of tensors, differentiable as often as wanted.</summary>
    public Tensor ThroughTensors(Tensor signals, Tensor? filters, int frames, SpectrumKind kind) =>
        ThroughTensors(signals, tensor(Window, dtype: signals.dtype, device: signals.device), filters, frames, kind);

    /// <summary>Returns the frames [M, T, N] of signals, without the window.</summary>
    public Tensor Frames(Tensor signals, int frames) => Frames(signals, Grid.After((int)signals.shape[1], frames), frames);

    private Tensor ThroughTensors(Tensor signals, Tensor window, Tensor? filters, int frames, SpectrumKind kind)
    {
        var spectrum = Transformed(signals, window, frames, kind);
        if (filters is null)
            return spectrum.transpose(1, 2).contiguous();
        return FusedFrames.CanRead(spectrum) && FusedFrames.CanRead(filters)
            ? BandedProduct.Compute(filters, spectrum.transpose(1, 2).contiguous())
            : spectrum.matmul(filters.transpose(0, 1)).transpose(1, 2).contiguous();
    }

    /// <summary>Computes the fused way, as part of the graph where a gradient is wanted.</summary>
    private Tensor FusedOrJoined(Tensor signals, Tensor? filters, int frames, SpectrumKind kind) =>
        FusedFrames.WantsGradient(signals) || (filters is not null && FusedFrames.WantsGradient(filters))
            ? FusedBands.apply(signals, filters!, new FusedWork(this, frames, kind))
            : Fused(signals, filters, frames, kind);

    private bool CanFuse(Tensor signals, long rows, int frames) =>
        _fused is not null && FusedFrames.IsPlain(signals) && signals.shape[0] * rows * frames <= FusedFrames.MostValues;

    /// <summary>Returns whether the sizes suit the adjoint, which must not fail: a backward cannot go another way any more.</summary>
    private bool CanJoin(Tensor signals) =>
        Grid.HopLength <= FusedAdjoint.MostHop(Grid.FftSize) && signals.shape[0] * FusedAdjoint.MostHop(Grid.FftSize) <= FusedFrames.MostValues / 2;

    /// <summary>Returns spectra [M, T, F] by way of tensors.</summary>
    /// <remarks>Sizes with large prime factors, whose transform loses digits, go through double precision on the CPU.</remarks>
    private Tensor Transformed(Tensor signals, Tensor window, int frames, SpectrumKind kind)
    {
        var type = signals.dtype;
        var widened = _fused is null && signals.device_type == DeviceType.CPU;
        if (widened)
            (signals, window) = (signals.to(ScalarType.Float64), window.to(ScalarType.Float64));

        var after = Grid.After((int)signals.shape[1], frames);
        var spectrum = fft.rfft(Frames(signals, after, frames) * window);
        var kept = kind switch
        {
            SpectrumKind.Magnitude => spectrum.abs(),
            SpectrumKind.Power => spectrum.abs().square(),
            SpectrumKind.Phase => spectrum.angle(),
            _ => spectrum,
        };
        return widened ? kept.to(kind == SpectrumKind.Complex ? WaveformGuard.ComplexOf(type) : type) : kept;
    }

    /// <summary>Returns the frames [M, T, N].</summary>
    private Tensor Frames(Tensor signals, int after, int frames)
    {
        var (size, hop) = (Grid.FftSize, Grid.HopLength);
        var pieces = (size + hop - 1) / hop;
        if (pieces > MostPieces)
            return SignalEdges.Extend(signals, Grid.Before, after, Padding).unfold(1, size, hop);

        // Whole pieces, the last of them filled with whatever follows: the frames are cut to size below.
        var rest = (pieces * hop) - size;
        var extended = SignalEdges.Extend(signals, Grid.Before, after + rest, Padding).reshape(signals.shape[0], frames + pieces - 1, hop);
        var parts = new List<Tensor>(pieces);
        for (var piece = 0; piece < pieces; piece++)
            parts.Add(extended.narrow(1, piece, frames));
        return (pieces == 1 ? parts[0] : cat(parts, 2)).narrow(2, 0, size);
    }
}
