using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training.Loading;

/// <summary>Passes on clips without saying anything of their content beforehand, as a generator would.</summary>
internal class PlainClips(TestClips clips) : IClipSource
{
    public IReadOnlyList<string> Labels => clips.Labels;

    public int Count => clips.Count;

    /// <summary>Gets the positions of the clips in the order in which they were decoded.</summary>
    public IEnumerable<int> Loaded => clips.Loaded;

    public string Name(int index) => clips.Name(index);

    public int Label(int index) => clips.Label(index);

    public virtual AudioClip Load(int index) => clips.Load(index);
}
