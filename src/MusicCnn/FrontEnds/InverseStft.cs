using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the inverse of <see cref="Stft"/>: the signal whose spectrum comes nearest, by windowed overlap-add.</summary>
/// <remarks>
/// <para>Shape: complex <c>[…, F, T]</c> to <c>[…, S]</c>, up to two axes in front. Without a length, S = N + h(T − 1), less 2⌊N/2⌋ where frames
/// are centered: up to h − 1 samples shorter than the signal was. <see cref="Invert"/> takes the length.</para>
/// <para>y(m) = Σₜ w(m − t·h) xₜ(m − t·h) / Σₜ w²(m − t·h), xₜ the inverse FFT of frame t; imaginary parts of bin 0 and of bin N/2 do
/// nothing. Samples that no frame reaches are 0. The division is made wherever the sum is a normal number, however small: at the ends
/// of frames that are not centered it magnifies what was changed in the spectrum, which the guarded form avoids.</para>
/// <para>Units: complex amplitude in, amplitude out. On the CPU a float32 spectrum is inverted in double precision and rounded once.</para>
/// <para>Source: Griffin and Lim 1984, as in librosa 0.11's <c>istft</c>. Differences: a window and hop that leave gaps are an error, as in
/// torch. Verified against: MathNet.Numerics in double precision (1e-12 in float64); the round trip returns the signal at 135 dB or
/// better in float32.</para>
/// </remarks>
public sealed class InverseStft : nn.Module<Tensor, Tensor>
{
    /// <summary>Below this part of its largest value the summed squared window counts as a gap (torch: 1e-11, absolute).</summary>
    private const double Gap = 1e-11;

    /// <summary>Below this part of the largest value the guarded form returns silence.</summary>
    private const double Guard = 1e-10;

    /// <summary>The smallest normal numbers: the division is made above them.</summary>
    private const double SmallestDouble = 2.2250738585072014e-308;
    private const double SmallestSingle = 1.17549435e-38;

    [ComponentName(Name = "window")]
    private readonly Tensor _window;
    private readonly double[] _windowDesign;
    private readonly FrameGrid _grid;
    private readonly WindowOverlap _overlap;
    private readonly FusedOverlapAdd? _fused;
    private readonly bool _guarded;

    /// <summary>Initializes a new instance of the <see cref="InverseStft"/> class.</summary>
    /// <param name="options">The settings of the transform to invert; its output must be complex.</param>
    /// <param name="guarded">Whether samples at which the summed squared window is below 1e-10 of its largest value are silent, which is
    /// kinder to changed spectra at the ends of frames that are not centered; the default is to divide there too.</param>
    /// <exception cref="ArgumentException">The output is not complex, or window and hop leave gaps from which nothing returns.</exception>
    public InverseStft(StftOptions options, bool guarded = false)
        : base(nameof(InverseStft))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        if (options.Output != SpectrumKind.Complex)
            throw new ArgumentException($"Only a complex spectrum can be inverted, but Output was {options.Output}. Set Output to Complex.", nameof(options));

        if (options.Trainable)
            throw new ArgumentException("Learned kernels are not in the settings, and have no exact inverse. Set Trainable to false for the inverse of the transform that they start as.", nameof(options));
        Options = options;
        _guarded = guarded;
        _grid = FrameGrid.Of(options);
        _windowDesign = FrameWindow.Design(options);
        _overlap = new WindowOverlap(_windowDesign, _grid.HopLength);
        if (_overlap.Smallest < Gap * _overlap.Largest)
        {
            throw new ArgumentException(
                $"A {options.Window} window of {options.ActualWindowLength} samples cannot be inverted at a hop of {_grid.HopLength} samples: "
                + "some samples are in no frame, or only where the window is 0. Take a shorter hop (half the window is always enough) or a longer window.",
                nameof(options));
        }

        _fused = FrameFft.Supports(options.FftSize) ? new FusedOverlapAdd(_grid, _windowDesign) : null;
        _window = DesignedTensor.Create(_windowDesign, options.FftSize);
        RegisterComponents();
    }

    /// <summary>Gets the settings of the transform that is inverted.</summary>
    public StftOptions Options { get; }

    /// <summary>Returns the signal of a spectrum, at the length that its frames cover.</summary>
    /// <param name="spectrum">The complex spectrum, <c>[F, T]</c>, <c>[C, F, T]</c> or <c>[N, C, F, T]</c>.</param>
    /// <returns>The signal, <c>[S]</c>, <c>[C, S]</c> or <c>[N, C, S]</c>.</returns>
    /// <exception cref="ArgumentException">Shape, element type or values are wrong, or the frames cover no sample.</exception>
    public override Tensor forward(Tensor spectrum) => Reconstruct(spectrum, null);

    /// <summary>Returns the signal of a spectrum, at a given length.</summary>
    /// <param name="spectrum">The complex spectrum, <c>[F, T]</c>, <c>[C, F, T]</c> or <c>[N, C, F, T]</c>.</param>
    /// <param name="length">The number of samples S, at least 1; what no frame reaches is silent.</param>
    /// <returns>The signal, <c>[S]</c>, <c>[C, S]</c> or <c>[N, C, S]</c>.</returns>
    /// <exception cref="ArgumentException">Shape, element type or values are wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is below 1.</exception>
    public Tensor Invert(Tensor spectrum, int length) => Reconstruct(spectrum, Require.Positive(length, "samples", nameof(length)));

    /// <summary>Returns the transform's name and sizes.</summary>
    /// <returns>The transform as text.</returns>
    public override string ToString() =>
        $"InverseStft({Options.SampleRate} Hz, {Options.FftSize}/{_grid.HopLength} samples, {Options.Window}{(_guarded ? ", guarded" : "")})";

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (dtype.HasValue)
            DesignedTensor.Restore(_window, _windowDesign);
    }

    private Tensor Reconstruct(Tensor spectrum, int? length)
    {
        CheckSpectrum(spectrum);
        using var scope = NewDisposeScope();
        var shape = spectrum.shape;
        var frames = checked((int)shape[^1]);
        var span = _grid.Span(frames);
        var samples = length ?? checked((int)(span - (2 * _grid.Before)));
        if (samples < 1)
            throw new ArgumentException("A single centered frame covers no sample of its own. Give the length: Invert(spectrum, length).", nameof(spectrum));

        var covered = (int)Math.Min(samples, span - _grid.Before);
        var factors = new OverlapFactors(_overlap, frames, Factor);
        var spectra = ComplexPairs.Readable(spectrum).reshape(-1, shape[^2], shape[^1]);
        var signals = _fused is not null && FusedOverlapAdd.CanRead(spectra)
            ? Fused(spectra, factors, covered, samples)
            : Transformed(spectra, factors, covered, samples);
        return signals.reshape([.. shape[..^2], samples]).MoveToOuterDisposeScope();
    }

    private Tensor Fused(Tensor spectra, OverlapFactors factors, int covered, int samples)
    {
        var shape = new[] { spectra.shape[0], samples };
        var signals = covered < samples ? zeros(shape, dtype: ScalarType.Float32) : empty(shape, dtype: ScalarType.Float32);
        _fused!.Run(spectra.contiguous(), covered, factors, signals);
        return signals;
    }

    /// <summary>Returns signals [M, S] by way of tensors, on the CPU in double precision.</summary>
    private Tensor Transformed(Tensor spectra, OverlapFactors factors, int covered, int samples)
    {
        var span = _grid.Span((int)spectra.shape[2]);
        var type = _window.device_type == DeviceType.CPU ? ScalarType.Float64 : _window.dtype;
        var columns = spectra.transpose(1, 2).to(WaveformGuard.ComplexOf(type));                                        // [M, T, F]
        var windowed = fft.irfft(columns, Options.FftSize) * _window.to(type);                                          // [M, T, N]
        var sum = nn.functional.fold(
            windowed.transpose(1, 2), (1, span), (1, Options.FftSize), stride: (1, _grid.HopLength)).reshape(-1, span);

        var values = new double[covered];
        factors.Fill(values, _grid.Before);
        var signals = (sum.narrow(1, _grid.Before, covered) * tensor(values, dtype: type, device: _window.device)).to(_window.dtype);
        return covered < samples
            ? cat([signals, zeros([signals.shape[0], samples - covered], dtype: signals.dtype, device: signals.device)], 1)
            : signals;
    }

    /// <summary>Returns one over a sum of squared windows, where it may be divided by.</summary>
    private double Factor(double sum)
    {
        var smallest = _window.dtype == ScalarType.Float64 ? SmallestDouble : SmallestSingle;
        return _guarded && sum < Guard * _overlap.Largest ? 0 : sum > smallest ? 1 / sum : 1;
    }

    private void CheckSpectrum(Tensor spectrum)
    {
        ArgumentNullException.ThrowIfNull(spectrum);
        var bins = (Options.FftSize / 2) + 1;
        var shape = spectrum.shape;
        if (shape.Length is < 2 or > 4 || shape[^2] != bins || shape.Contains(0))
        {
            throw new ArgumentException(
                $"Expected a complex spectrum [frequency={bins}, time], with up to two axes in front, but got {ShapeGuard.Print(shape)}.", nameof(spectrum));
        }

        var type = WaveformGuard.ComplexOf(_window.dtype);
        if (spectrum.dtype != type)
            throw new ArgumentException($"The spectrum must be {type}, because the module is {_window.dtype}, but was {spectrum.dtype}.", nameof(spectrum));

        using var real = spectrum.real;
        using var imaginary = spectrum.imag;
        WaveformGuard.RequireFinite(real, "real part of the spectrum", nameof(spectrum));
        WaveformGuard.RequireFinite(imaginary, "imaginary part of the spectrum", nameof(spectrum));
    }
}
