namespace MusicCnn.Audio.Internal;

/// <summary>Represents a line of a table of tags.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Tags">Its tags, as positions in the list of all.</param>
internal sealed record TagRow(string Path, IReadOnlyList<int> Tags);
