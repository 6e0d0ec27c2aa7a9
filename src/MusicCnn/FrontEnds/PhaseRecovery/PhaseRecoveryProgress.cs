namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Represents how far a recovery of phase has come.</summary>
/// <param name="Iteration">The number of iterations that are done, from 0.</param>
/// <param name="Iterations">The number of iterations in all.</param>
/// <param name="SpectralConvergence">The mean spectral convergence of the examples so far.</param>
public sealed record PhaseRecoveryProgress(int Iteration, int Iterations, double SpectralConvergence);
