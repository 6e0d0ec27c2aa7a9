using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Represents signals that were recovered from spectrograms without phase, and how near they came.</summary>
/// <param name="Waveform">The signals, <c>[S]</c>, <c>[C, S]</c> or <c>[N, C, S]</c>; the caller's to dispose of.</param>
/// <param name="SpectralConvergence">For each example, in the order of the flattened axes in front, the spectral convergence of the start and
/// after each iteration: ‖|X| − M‖ / ‖M‖, M the magnitude that was given and X the transform of the signal so far; 0 is perfect. The
/// last value is that of the signal in <paramref name="Waveform"/>. Silence counts as perfect.</param>
public sealed record PhaseRecoveryResult(Tensor Waveform, IReadOnlyList<IReadOnlyList<double>> SpectralConvergence)
{
    /// <summary>Gets the number of iterations that each example took.</summary>
    public IReadOnlyList<int> Iterations => [.. SpectralConvergence.Select(course => course.Count - 1)];

    /// <summary>Gets the spectral convergence of each signal in <see cref="Waveform"/>.</summary>
    public IReadOnlyList<double> FinalConvergence => [.. SpectralConvergence.Select(course => course[^1])];
}
