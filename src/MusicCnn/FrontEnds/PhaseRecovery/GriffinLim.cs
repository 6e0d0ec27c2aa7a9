using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Represents the fast Griffin-Lim algorithm: signals from spectrograms without phase.</summary>
/// <remarks>
/// <para>Shape: magnitude or power <c>[F, T]</c>, <c>[C, F, T]</c> or <c>[N, C, F, T]</c> to <c>[S]</c>, <c>[C, S]</c> or <c>[N, C, S]</c>. Without a
/// length, S is what the frames cover, (T − 1)·h for centered frames of even size.</para>
/// <para>From A₀ = M·e^(iφ), each iteration: y = <see cref="InverseStft"/>(A), R = <see cref="Stft"/>(y), Z = R − m/(1 + m)·R′, R′ being the R of the
/// iteration before and 0 at first, A = M·Z/|Z|. What comes out is the inverse of the last A, and how near it came.</para>
/// <para>Units: magnitude or power in, amplitude out; not differentiable, no gradient is recorded. It computes in the element type and on the
/// device of the spectrogram, float32 or float64.</para>
/// <para>Draws derive from the seed and the place of an example in the batch: the first example of any batch starts from the same phases. On the
/// CPU the same seed gives the same bits.</para>
/// <para>Source: Perraudin, Balazs, Søndergaard, "A fast Griffin-Lim algorithm", WASPAA 2013; Griffin and Lim 1984 at a momentum of 0. Verified
/// against: values of librosa 0.11's <c>griffinlim</c> (1e-8 in float64), and in spectral convergence against torchaudio's algorithm.</para>
/// </remarks>
public sealed class GriffinLim
{
    private readonly StftOptions _transform;
    private readonly FrameGrid _grid;

    /// <summary>Initializes a new instance of the <see cref="GriffinLim"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Settings contradict each other, the transform does not keep the magnitude, or its window and hop leave
    /// gaps from which nothing returns.</exception>
    public GriffinLim(GriffinLimOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        Options = options;
        _transform = options.Transform with { Output = SpectrumKind.Complex };
        _grid = FrameGrid.Of(_transform);

        // Refuses windows and hops that leave gaps now, not at the first spectrogram.
        using var inverse = new InverseStft(_transform);
    }

    /// <summary>Gets the settings.</summary>
    public GriffinLimOptions Options { get; }

    /// <summary>Returns the signals of spectrograms.</summary>
    /// <param name="spectrogram">Magnitude or power, as <see cref="GriffinLimOptions.Transform"/> says, <c>[F, T]</c>, <c>[C, F, T]</c> or
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
            (_transform.FftSize / 2) + 1,
            Options.Transform.Output,
            Options,
            magnitudes => new StftPair(_transform, Samples((int)magnitudes.shape[^1], nameof(spectrogram)), magnitudes),
            progress,
            cancellationToken);

    /// <summary>Returns what is done, in a few words.</summary>
    /// <returns>The algorithm as text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"GriffinLim({_transform.SampleRate} Hz, {_transform.FftSize}/{_grid.HopLength} samples, {_transform.Window}, {Options.Iterations} iterations, momentum {Options.Momentum})");

    /// <summary>Returns the length of the signals, whose transforms have the frames that were given.</summary>
    private int Samples(int frames, string name)
    {
        var covered = _grid.Placement == FramePlacement.CenteredPastEnd
            ? _grid.HopLength * (frames - 1L)
            : _grid.Span(frames) - (2 * _grid.Before);
        var length = Options.Length ?? checked((int)covered);
        if (length < 1)
            throw new ArgumentException("A single centered frame covers no sample of its own. Set Length.", name);
        var own = _grid.FrameCount(length, nameof(Options.Length));
        if (own == frames)
            return length;
        throw new ArgumentException(
            $"A signal of {length} samples has {own} frames, but the spectrogram has {frames}. Set Length to that of the signal, {covered} samples or somewhat more.",
            name);
    }
}
