using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Puts the random sequence back when disposed: fresh weights are drawn at random, but reading or writing a file must not move the caller's sequence.</summary>
internal sealed class KeptRandomness : IDisposable
{
    private readonly Tensor _state = random.get_rng_state().DetachFromDisposeScope();

    public void Dispose()
    {
        random.set_rng_state(_state);
        _state.Dispose();
    }
}
