using static TorchSharp.torch;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Represents a transform and its inverse, the two projections between which a recovery alternates.</summary>
internal interface IInvertibleTransform : IDisposable
{
    /// <summary>Returns the complex transforms [M, F, T] of signals [M, S].</summary>
    Tensor Analyze(Tensor signals);

    /// <summary>Returns the signals [M, S] whose transforms come nearest to given ones [M, F, T].</summary>
    Tensor Synthesize(Tensor transforms);
}
