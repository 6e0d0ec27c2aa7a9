using MusicCnn.Internal;

namespace MusicCnn.Models;

/// <summary>Represents the settings of an <see cref="AudioClassifier"/> beside its front-end and its network.</summary>
public sealed record AudioClassifierOptions
{
    /// <summary>At 40 frames a second nearly half an hour: longer than any song that is one patch, short enough to bound what a broken file can ask for.</summary>
    private const int MaxPatchFrames = 65_536;

    /// <summary>Gets the names of the classes, in the order of the network's outputs; all different.</summary>
    public required IReadOnlyList<string> Labels { get; init => field = Checked(value, nameof(Labels)); }

    /// <summary>Gets the number of frames of one patch, from 1 to 65,536: the width of the images that the network is trained on.</summary>
    public required int PatchFrames { get; init => field = Require.Within(value, 1, MaxPatchFrames, "frames"); }

    /// <summary>Gets how many classes a clip belongs to: whether probabilities are a softmax over the classes or a sigmoid of each.</summary>
    /// <value>The default value is <see cref="ClassOutput.OneOf"/>; so are classifiers in model files that do not say.</value>
    [LaterSetting]
    public ClassOutput Output { get; init => field = Require.Defined(value); } = ClassOutput.OneOf;

    private static IReadOnlyList<string> Checked(IReadOnlyList<string> labels, string name)
    {
        ArgumentNullException.ThrowIfNull(labels, name);
        if (labels.Count == 0)
            throw new ArgumentException("A classifier needs at least one label, but got none.", name);
        if (labels.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("A label must not be empty.", name);
        if (labels.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Labels must differ, but '{twice.Key}' occurs {twice.Count()} times.", name);
        return Array.AsReadOnly(labels.ToArray());
    }
}
