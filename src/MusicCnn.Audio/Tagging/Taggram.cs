using MusicCnn.Internal;
using MusicCnn.Weights;

namespace MusicCnn.Audio.Tagging;

/// <summary>Represents what a <see cref="MusicTagger"/> says of a clip: the likelihood of each tag in each patch.</summary>
/// <remarks>All of it is plain .NET data, which outlives the tagger and needs no disposing.</remarks>
public sealed class Taggram
{
    private readonly float[] _values;

    internal Taggram(IReadOnlyList<string> labels, IReadOnlyList<TagPatch> patches, float[] values, IReadOnlyDictionary<string, NpyArray> features)
    {
        (Labels, Patches, _values, Features) = (labels, patches, values, features);

        // The sort is stable, so equal likelihoods keep the order of the labels.
        Likelihoods = [.. labels.Select((label, tag) => new TagLikelihood(label, tag, (float)Mean(tag))).OrderByDescending(likelihood => likelihood.Likelihood)];
    }

    /// <summary>Gets the names of the tags, in the order of the network's outputs.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Gets when each patch sounds, in the order of time; at least one.</summary>
    public IReadOnlyList<TagPatch> Patches { get; }

    /// <summary>Gets the tags of the whole clip, the likeliest first: means of the likelihoods over the patches.</summary>
    public IReadOnlyList<TagLikelihood> Likelihoods { get; }

    /// <summary>Gets the features that were asked for, by name, single precision; see <see cref="TaggerFeatures"/> for names and shapes.</summary>
    /// <remarks><see cref="NpzFile.Save(string, IEnumerable{KeyValuePair{string, NpyArray}}, bool)"/> saves them as they are.</remarks>
    public IReadOnlyDictionary<string, NpyArray> Features { get; }

    /// <summary>Gets the likelihood of a tag in a patch, from 0 to 1.</summary>
    /// <param name="patch">The patch, from 0.</param>
    /// <param name="tag">The tag's position in <see cref="Labels"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such patch or tag.</exception>
    public float this[int patch, int tag]
    {
        get
        {
            Require.Within(patch, 0, Patches.Count - 1, "(patches)", nameof(patch));
            return _values[(patch * Labels.Count) + Require.Within(tag, 0, Labels.Count - 1, "(tags)", nameof(tag))];
        }
    }

    /// <summary>Returns the likeliest tags of the whole clip.</summary>
    /// <param name="count">The number of tags, at least 1; all of them where there are fewer.</param>
    /// <returns>The tags, the likeliest first.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<TagLikelihood> Top(int count = 3) => [.. Likelihoods.Take(Require.Positive(count, "tags", nameof(count)))];

    /// <summary>Returns all likelihoods.</summary>
    /// <returns>A copy, patches × tags.</returns>
    public float[,] ToArray()
    {
        var copy = new float[Patches.Count, Labels.Count];
        Buffer.BlockCopy(_values, 0, copy, 0, Buffer.ByteLength(_values));
        return copy;
    }

    /// <summary>Returns the three likeliest tags, such as <c>techno 0.41, electronic 0.40, synth 0.36 (9 patches)</c>.</summary>
    /// <returns>The tags as text.</returns>
    public override string ToString() =>
        $"{string.Join(", ", Top().Select(tag => FormattableString.Invariant($"{tag.Tag} {tag.Likelihood:0.00}")))} ({Patches.Count} patch{(Patches.Count == 1 ? "" : "es")})";

    private double Mean(int tag)
    {
        var sum = 0.0;
        for (var patch = 0; patch < Patches.Count; patch++)
            sum += _values[(patch * Labels.Count) + tag];
        return sum / Patches.Count;
    }
}
