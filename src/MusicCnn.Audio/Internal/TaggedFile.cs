namespace MusicCnn.Audio.Internal;

/// <summary>Represents a file and its tags.</summary>
/// <param name="Path">The path.</param>
/// <param name="Name">The path as the table has it.</param>
/// <param name="Tags">The tags, ascending.</param>
internal sealed record TaggedFile(string Path, string Name, IReadOnlyList<int> Tags);
