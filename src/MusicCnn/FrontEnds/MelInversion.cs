using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents a spectrum that an <see cref="InverseMel"/> found, and how near it came.</summary>
/// <param name="Spectrum">The power or magnitude spectrum, <c>[…, F, T]</c>, not negative; the caller's to dispose of.</param>
/// <param name="Iterations">The number of passes over the bands, that of the slowest frame.</param>
/// <param name="RelativeError">‖W x − m‖/‖m‖, the largest of all frames. Bands that no spectrum has leave an error, however many the iterations.</param>
/// <param name="UnfinishedFrames">The number of frames whose iterations ran out before the tolerance was reached.</param>
public sealed record MelInversion(Tensor Spectrum, int Iterations, double RelativeError, int UnfinishedFrames);
