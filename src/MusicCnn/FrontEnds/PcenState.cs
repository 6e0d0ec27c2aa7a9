using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents what <see cref="Pcen"/> remembers of the pieces of an image that it has had: the smoothed level of each band.</summary>
/// <remarks>New, it stands before the first frame. <see cref="Pcen.Process"/> moves it on. It holds memory of its own, outside all dispose scopes, and
/// no graph.</remarks>
public sealed class PcenState : IDisposable
{
    private Tensor? _level;

    /// <summary>Gets the smoothed level of the last frame, <c>[M, F]</c>, M images of F bands, or <see langword="null"/> before the first frame. It is
    /// double precision where the image is on the CPU.</summary>
    /// <remarks>librosa's <c>zf</c> is (1 − b) times this. Do not dispose it.</remarks>
    public Tensor? Level => _level;

    /// <summary>Goes back to before the first frame.</summary>
    public void Reset()
    {
        _level?.Dispose();
        _level = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Reset();

    /// <summary>Keeps a copy of a level [M, F].</summary>
    internal void Keep(Tensor level)
    {
        using var scope = NewDisposeScope();
        var kept = level.detach().clone().DetachFromDisposeScope();
        Reset();
        _level = kept;
    }
}
