namespace MusicCnn.Audio;

/// <summary>Represents a file that an <see cref="AudioFolder"/> left out because it could not be read.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Reason">Why it could not be read.</param>
public sealed record SkippedFile(string Path, string Reason);
