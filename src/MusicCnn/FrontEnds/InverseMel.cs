using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the way back from a mel spectrogram to a linear spectrum: of all spectra without negative bins that have its bands, the one of least
/// energy.</summary>
/// <remarks>
/// <para>Shape: <c>[B, T]</c>, <c>[C, B, T]</c> or <c>[N, C, B, T]</c> to the same with F = ⌊N/2⌋ + 1 bins in place of the B bands.</para>
/// <para>Units: power in and power out, or magnitude in and magnitude out, as <see cref="FilterBankOptions.Spectrum"/> says. Take the root of power
/// for Griffin and Lim's phases.</para>
/// <para>min ‖x‖² with W x = m, x ≥ 0, in each frame on its own; where no spectrum has the bands, which a changed mel spectrogram can bring about, the
/// non-negative least squares solution, each band relative to the norm of its filter. A mel spectrogram has fewer bands than bins: what filters blurred
/// stays blurred, a tone as wide as its band. Bins that no filter reaches are 0.</para>
/// <para>Computed on the CPU in double precision, wherever the tensors are; the result does not depend on batch or threads. No gradients pass.</para>
/// <para>Source: Hildreth 1957 (the iteration). librosa 0.11's <c>mel_to_stft</c> solves the same least squares with L-BFGS from a cut-off
/// pseudo-inverse, and takes the root of power; torchaudio's <c>InverseMelScale</c> descends stochastically. Verified against: the bands themselves
/// (1e-6), the conditions of the optimum, and every choice of positive bins in small cases.</para>
/// </remarks>
public sealed class InverseMel : nn.Module<Tensor, Tensor>
{
    private readonly BandSolver _solver;

    /// <summary>Initializes a new instance of the <see cref="InverseMel"/> class.</summary>
    /// <param name="options">The settings of the mel spectrogram, without compression and half rounding; its filters are not learned.</param>
    /// <param name="stop">When the iteration stops, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The settings contradict each other, or name what cannot be undone here.</exception>
    public InverseMel(MelSpectrogramOptions options, InverseMelOptions? stop = null)
        : base(nameof(InverseMel))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Stop = stop ?? new InverseMelOptions();
        var bank = new MelFilterBank(options);
        if (options.Compression != Compression.None || options.Pcen is not null || options.RoundToHalf)
        {
            throw new ArgumentException(
                "A mel spectrogram can be inverted before it is compressed, normalized or rounded. Set Compression to None, Pcen to null and RoundToHalf to false.", nameof(options));
        }

        if (options.Trainable)
            throw new ArgumentException("Learned filters are not in the settings, so they cannot be inverted from these. Set Trainable to false.", nameof(options));
        Bins = bank.Bins;
        _solver = new BandSolver(bank, Stop);
        RegisterComponents();
    }

    /// <summary>Gets the settings of the mel spectrogram.</summary>
    public MelSpectrogramOptions Options { get; }

    /// <summary>Gets when the iteration stops.</summary>
    public InverseMelOptions Stop { get; }

    /// <summary>Gets the number of bins F of a spectrum.</summary>
    public int Bins { get; }

    /// <summary>Returns the spectrum of a mel spectrogram.</summary>
    /// <param name="bands">The mel spectrogram, <c>[B, T]</c>, <c>[C, B, T]</c> or <c>[N, C, B, T]</c>, float32 or float64, finite, not negative.</param>
    /// <returns>The spectrum, of the same type and on the same device, not negative.</returns>
    /// <exception cref="ArgumentException">Shape, element type or values are wrong.</exception>
    public override Tensor forward(Tensor bands) => Invert(bands).Spectrum;

    /// <summary>Returns the spectrum of a mel spectrogram, and how near it came.</summary>
    /// <param name="bands">The mel spectrogram, <c>[B, T]</c>, <c>[C, B, T]</c> or <c>[N, C, B, T]</c>, float32 or float64, finite, not negative.</param>
    /// <returns>The spectrum, the iterations and the error.</returns>
    /// <exception cref="ArgumentException">Shape, element type or values are wrong.</exception>
    public MelInversion Invert(Tensor bands)
    {
        Check(bands);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var shape = bands.shape;
        var frames = (int)shape[^1];
        var columns = bands.detach().to(ScalarType.Float64).cpu().reshape(-1, shape[^2], frames).transpose(1, 2).contiguous().data<double>().ToArray();
        var count = columns.Length / _solver.Bands;
        var spectra = new double[(long)count * Bins];
        var (gate, iterations, unfinished, error) = (new Lock(), 0, 0, 0.0);
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, get_num_threads()) }, frame =>
        {
            var found = _solver.Solve(columns.AsSpan(frame * _solver.Bands, _solver.Bands), spectra.AsSpan(frame * Bins, Bins));
            lock (gate)
                (iterations, unfinished, error) = (Math.Max(iterations, found.Iterations), unfinished + (found.Done ? 0 : 1), Math.Max(error, found.Error));
        });

        var spectrum = tensor(spectra, [count / frames, frames, Bins]).transpose(1, 2).to(bands.dtype, bands.device).contiguous().reshape([.. shape[..^2], Bins, frames]);
        return new MelInversion(spectrum.MoveToOuterDisposeScope(), iterations, error, unfinished);
    }

    /// <summary>Returns the module's name and sizes.</summary>
    /// <returns>The module as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"InverseMel({Options.MelBands} bands -> {Bins} bins, {Options.Spectrum}, tolerance {Stop.Tolerance}, at most {Stop.MaxIterations} iterations)");

    private void Check(Tensor bands)
    {
        ArgumentNullException.ThrowIfNull(bands);
        var shape = bands.shape;
        if (shape.Length is < 2 or > 4 || shape[^2] != Options.MelBands || shape.Contains(0))
        {
            throw new ArgumentException(
                $"Expected a mel spectrogram [batch, channel, frequency={Options.MelBands}, time], or without the axes in front, but got {ShapeGuard.Print(shape)}.", nameof(bands));
        }

        ImageGuard.RequireMagnitudes(bands, "The mel spectrogram", "Take it before any logarithm or decibels.", nameof(bands));
    }
}
