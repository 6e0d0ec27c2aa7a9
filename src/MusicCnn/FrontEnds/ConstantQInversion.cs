using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents a signal that an <see cref="InverseConstantQ"/> found, and how near it came.</summary>
/// <param name="Signal">The signal, <c>[S]</c>, <c>[C, S]</c> or <c>[N, C, S]</c>; the caller's to dispose of.</param>
/// <param name="Iterations">The number of iterations, that of the slowest signal.</param>
/// <param name="RelativeResidual">The residual that is left, relative to the start; the largest of the signals. It is above
/// <see cref="InverseConstantQOptions.RelativeResidual"/> only if the iterations ran out.</param>
public sealed record ConstantQInversion(Tensor Signal, int Iterations, double RelativeResidual);
