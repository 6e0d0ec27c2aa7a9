using MusicCnn.Signals;

namespace MusicCnn.Training.Loading;

/// <summary>Represents a clip on its way from its source or the cache to the network, in managed memory.</summary>
/// <param name="Clip">The clip, as a position in the source.</param>
/// <param name="Key">The key in the cache, or null where there is no cache, or where the clip changed while it was read.</param>
/// <param name="Sound">The clip, mono and at the rate of the front-end, or null where the cache had it.</param>
/// <param name="Cached">What the cache had, or null.</param>
internal sealed record LoadedClip(int Clip, string? Key, AudioClip? Sound, ClipFeatures? Cached) : IDisposable
{
    public TimeSpan Audio => Cached?.Audio ?? Sound!.Duration;

    public void Dispose() => Cached?.Dispose();
}
