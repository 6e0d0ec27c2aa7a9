using MusicCnn.Internal;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.Kernels;

/// <summary>Computes the spectra of a signal's frames, or their sums over filters, in the way that fits: through tensors where a graph, another device or
/// float64 asks for it, fused otherwise. Both give the same numbers but for the last digits of float32.</summary>
internal sealed class FrameTransform
{
    /// <summary>Up to this many hops a frame is put together from pieces of a hop, whose gradient is much quicker than that of overlapping views.</summary>
    private const int MostPieces = 16;

    private readonly FusedFrames? _fused;

    /// <summary>Initializes a new instance of the <see cref="FrameTransform"/> class.</summary>
    /// <param name="options">The settings, valid.</param>
    public FrameTransform(SpectrumOptions options)
    {
        Grid = FrameGrid.Of(options);
        Window = FrameWindow.Design(options);
        Padding = options.EdgePadding;
        _fused = FrameFft.Supports(options.FftSize) ? new FusedFrames(Grid, Padding) : null;
    }

    /// <summary>Initializes a new instance of the <see cref="FrameTransform"/> class for frames inside signals, with the window and the tables of another.</summary>
    private FrameTransform(FrameTransform other)
    {
        Grid = other.Grid with { Placement = FramePlacement.Inside };
        Window = other.Window;
        Padding = other.Padding;
        _fused = other._fused?.Inside();
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
    public FrameTransform Inside() => new(this);

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
        if (!CanFuse(signals, window, isComplex ? 2 * Bins : Bins, frames))
            return Transformed(signals, window, frames, kind).transpose(1, 2).contiguous();

        SpectrumSink sink = kind switch
        {
            SpectrumKind.Complex => new ComplexSink(Bins),
            SpectrumKind.Phase => new PhaseSink(Bins),
            _ => new MagnitudeSink(Bins, kind == SpectrumKind.Power, filters: null),
        };
        var result = empty([signals.shape[0], Bins, frames], dtype: isComplex ? ScalarType.ComplexFloat32 : ScalarType.Float32);
        _fused!.Run(signals, window, frames, sink, result);
        return result;
    }

    /// <summary>Returns sums over filters [B, F] of magnitude or power, [M, B, T].</summary>
    public Tensor Bands(Tensor signals, Tensor window, Tensor filters, int frames, SpectrumKind kind)
    {
        if (CanFuse(signals, window, filters.shape[0], frames) && FusedFrames.CanRead(filters))
        {
            var sink = new MagnitudeSink(Bins, kind == SpectrumKind.Power, new FilterBands(filters));
            var result = empty([signals.shape[0], sink.Rows, frames], dtype: ScalarType.Float32);
            _fused!.Run(signals, window, frames, sink, result);
            return result;
        }

        var spectrum = Transformed(signals, window, frames, kind);
        return FusedFrames.CanRead(spectrum) && FusedFrames.CanRead(filters)
            ? BandedProduct.Compute(filters, spectrum.transpose(1, 2).contiguous())
            : spectrum.matmul(filters.transpose(0, 1)).transpose(1, 2).contiguous();
    }

    private bool CanFuse(Tensor signals, Tensor window, long rows, int frames) =>
        _fused is not null && FusedFrames.CanRead(signals) && FusedFrames.CanRead(window)
        && signals.shape[0] * rows * frames <= FusedFrames.MostValues;

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
