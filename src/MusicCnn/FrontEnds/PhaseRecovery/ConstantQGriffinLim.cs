using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Represents the fast Griffin-Lim algorithm on the constant-Q transform: signals from its magnitude.</summary>
/// <remarks>
/// <para>Shape: magnitude or power <c>[F, T]</c>, <c>[C, F, T]</c> or <c>[N, C, F, T]</c> to <c>[S]</c>, <c>[C, S]</c> or <c>[N, C, S]</c>, S = (T − 1)·h
/// without a length.</para>
/// <para>The iteration is that of <see cref="GriffinLim"/>, with <see cref="InverseConstantQ"/> and <see cref="ConstantQ"/> in the place of the two
/// Fourier transforms. What comes back is what the bins cover, at a hop of at most half the shortest atom.</para>
/// <para>Units: magnitude or power in, amplitude out; not differentiable, no gradient is recorded. It computes in the element type and on the
/// device of the image, float32 or float64; the inversion in double precision.</para>
/// <para>Draws derive from the seed and the place of an example in the batch. On the CPU the same seed gives the same bits.</para>
/// <para>Source: Perraudin, Balazs, Søndergaard, "A fast Griffin-Lim algorithm", WASPAA 2013; librosa 0.11 has the same as <c>griffinlim_cqt</c>, on
/// approximate transforms. Verified against: the course of its spectral convergence on music.</para>
/// </remarks>
public sealed class ConstantQGriffinLim
{
    private readonly ConstantQOptions _transform;

    /// <summary>Initializes a new instance of the <see cref="ConstantQGriffinLim"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Settings contradict each other, the transform does not keep the magnitude, or its atoms are trained.</exception>
    public ConstantQGriffinLim(ConstantQGriffinLimOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        Options = options;
        _transform = options.Transform with { Output = SpectrumKind.Complex };
    }

    /// <summary>Gets the settings.</summary>
    public ConstantQGriffinLimOptions Options { get; }

    /// <summary>Returns the signals of constant-Q images.</summary>
    /// <param name="spectrogram">Magnitude or power, as <see cref="ConstantQGriffinLimOptions.Transform"/> says, <c>[F, T]</c>, <c>[C, F, T]</c> or
    /// <c>[N, C, F, T]</c>, finite, not below 0.</param>
    /// <param name="progress">Told after each iteration, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work between two iterations.</param>
    /// <returns>The signals and the course of their spectral convergence.</returns>
    /// <exception cref="ArgumentException">Shape, element type or values are wrong, or a signal of the length asked for has another number of frames.</exception>
    /// <exception cref="OperationCanceledException">The work was canceled.</exception>
    public PhaseRecoveryResult Recover(
        Tensor spectrogram, IProgress<PhaseRecoveryProgress>? progress = null, CancellationToken cancellationToken = default) =>
        AlternatingProjections.Recover(
            spectrogram,
            _transform.Bins,
            Options.Transform.Output,
            Options,
            magnitudes => new ConstantQPair(_transform, Options.Inversion, Samples((int)magnitudes.shape[^1], nameof(spectrogram)), magnitudes),
            progress,
            cancellationToken);

    /// <summary>Returns what is done, in a few words.</summary>
    /// <returns>The algorithm as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"ConstantQGriffinLim({_transform.SampleRate} Hz, hop {_transform.HopLength} samples, {_transform.Bins} bins, {Options.Iterations} iterations, momentum {Options.Momentum})");

    /// <summary>Returns the length of the signals, whose transforms have the frames that were given.</summary>
    private int Samples(int frames, string name)
    {
        var length = Options.Length ?? checked((frames - 1) * _transform.HopLength);
        if (length < 1)
            throw new ArgumentException("A single frame covers no sample of its own. Set Length.", name);
        var own = 1 + (length / _transform.HopLength);
        if (own == frames)
            return length;
        throw new ArgumentException(
            $"A signal of {length} samples has {own} frames, but the spectrogram has {frames}. "
            + $"Set Length to that of the signal, {Math.Max(1, (frames - 1) * _transform.HopLength)} to {(frames * _transform.HopLength) - 1} samples.",
            name);
    }
}
