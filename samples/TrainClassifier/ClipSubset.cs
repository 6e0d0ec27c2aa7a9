using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>Some of the recordings of a folder or a table, with their classes or tags.</summary>
internal abstract class ClipSubset(IClips source, IReadOnlyList<int> clips) : IClips, IFingerprintedClips
{
    public IReadOnlyList<string> Labels => source.Labels;

    public int Count => clips.Count;

    public static IClips Of(IClips source, IReadOnlyList<int> clips) => source is ITagSource tags ? new Tagged(tags, clips) : new Songs((IClipSource)source, clips);

    public string Name(int index) => source.Name(clips[index]);

    public AudioClip Load(int index) => source.Load(clips[index]);

    public string Fingerprint(int index) => ((IFingerprintedClips)source).Fingerprint(clips[index]);

    private int Place(int index) => clips[index];

    private sealed class Songs(IClipSource source, IReadOnlyList<int> clips) : ClipSubset(source, clips), IClipSource
    {
        public int Label(int index) => source.Label(Place(index));
    }

    private sealed class Tagged(ITagSource source, IReadOnlyList<int> clips) : ClipSubset(source, clips), ITagSource
    {
        public IReadOnlyList<int> Tags(int index) => source.Tags(Place(index));
    }
}
