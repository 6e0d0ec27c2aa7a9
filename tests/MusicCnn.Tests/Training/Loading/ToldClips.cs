using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training.Loading;

/// <summary>Passes on clips with fingerprints, as files have them; their content can change.</summary>
internal sealed class ToldClips(TestClips clips) : PlainClips(clips), IFingerprintedClips
{
    /// <summary>Gets what is added to the samples of each clip.</summary>
    public Dictionary<int, float> Offsets { get; } = [];

    public string Fingerprint(int index) => FormattableString.Invariant($"{Name(index)} {Offsets.GetValueOrDefault(index)}");

    public override AudioClip Load(int index)
    {
        var clip = base.Load(index);
        return Offsets.TryGetValue(index, out var offset)
            ? new AudioClip([.. clip.Channel(0).ToArray().Select(sample => sample + offset)], clip.SampleRate)
            : clip;
    }
}
