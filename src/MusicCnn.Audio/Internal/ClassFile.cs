namespace MusicCnn.Audio.Internal;

/// <summary>Represents a file of a class.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Name">The path below the data set's folder, with <c>/</c> between its parts.</param>
/// <param name="Label">The position of its class.</param>
internal sealed record ClassFile(string Path, string Name, int Label);
