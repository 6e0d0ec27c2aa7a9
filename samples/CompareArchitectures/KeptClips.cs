using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Keeps the clips of a source in memory, mono, so that they are rendered or decoded once and not for every front-end.</summary>
internal sealed class KeptClips(IClipSource source) : IClipSource, IDisposable
{
    private AudioClip?[] _clips = new AudioClip?[source.Count];

    public IReadOnlyList<string> Labels => source.Labels;

    public int Count => source.Count;

    public string Name(int index) => source.Name(index);

    public int Label(int index) => source.Label(index);

    public AudioClip Load(int index) => _clips[index] ??= source.Load(index).ToMono();

    /// <summary>Gets the source itself.</summary>
    public IClipSource Source => source;

    /// <summary>Loads all clips, several at a time, so that no measured time holds the making of the music.</summary>
    public void LoadAll(CancellationToken cancellationToken) =>
        Parallel.For(0, Count, new ParallelOptions { CancellationToken = cancellationToken }, clip => _ = Load(clip));

    /// <summary>Forgets the clips.</summary>
    public void Dispose() => _clips = new AudioClip?[source.Count];
}
