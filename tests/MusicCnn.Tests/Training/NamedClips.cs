using MusicCnn.Signals;
using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

/// <summary>Represents a source of names only: so many clips of each class.</summary>
internal sealed class NamedClips(params int[] counts) : IClipSource
{
    private readonly List<(int Label, string Name)> _clips =
        [.. counts.SelectMany((count, label) => Enumerable.Range(0, count).Select(clip => (label, $"class {label}/{clip}.wav")))];

    public bool Reversed { get; init; }

    public bool SameName { get; init; }

    public IReadOnlyList<string> Labels => [.. counts.Select((_, label) => $"class {label}")];

    public int Count => _clips.Count;

    public string Name(int index) => SameName ? "song" : At(index).Name;

    public int Label(int index) => At(index).Label;

    public AudioClip Load(int index) => throw new InvalidOperationException("A division of clips loads nothing.");

    private (int Label, string Name) At(int index) => _clips[Reversed ? _clips.Count - 1 - index : index];
}
