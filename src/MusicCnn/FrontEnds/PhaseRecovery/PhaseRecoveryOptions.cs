using MusicCnn.Internal;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Represents what all recoveries of phase by alternating projections share: how long, from where, with how much momentum.</summary>
public abstract record PhaseRecoveryOptions
{
    /// <summary>Gets the number of iterations (librosa and torchaudio: <c>n_iter</c>); 0 inverts the start.</summary>
    /// <value>The default value is 32.</value>
    public int Iterations { get; init => field = Require.NotNegative(value, "iterations"); } = 32;

    /// <summary>Gets the momentum m, at least 0 and below 1; 0 is the algorithm of 1984.</summary>
    /// <value>The default value is 0.99.</value>
    public double Momentum { get; init => field = Require.Within(value, 0, Math.BitDecrement(1.0), "(1 excluded)"); } = 0.99;

    /// <summary>Gets the seed of the phases that are drawn.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; init; }

    /// <summary>Gets the phases from which it starts.</summary>
    /// <value>The default value is <see cref="PhaseStart.Random"/>.</value>
    public PhaseStart Start { get; init => field = Require.Defined(value); } = PhaseStart.Random;

    /// <summary>Gets the spectral convergence by which an iteration must improve an example for another one to follow, or <see langword="null"/>
    /// for all iterations.</summary>
    /// <remarks>Each example stops for itself, so that its signal does not depend on those beside it.</remarks>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? Tolerance { get; init => field = value is { } least ? Require.NotNegative(least, "(spectral convergence)") : null; }

    /// <summary>Gets the number of samples S of the signals, or <see langword="null"/> for what the frames cover.</summary>
    /// <remarks>A signal of this length must have as many frames as the spectrogram.</remarks>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? Length { get; init => field = value is { } samples ? Require.Positive(samples, "samples") : null; }
}
