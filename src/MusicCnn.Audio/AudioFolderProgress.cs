namespace MusicCnn.Audio;

/// <summary>Represents how far the indexing of an <see cref="AudioFolder"/> has come.</summary>
/// <param name="Done">The number of files looked at.</param>
/// <param name="Total">The number of files in all.</param>
/// <param name="Path">The file looked at last.</param>
public sealed record AudioFolderProgress(int Done, int Total, string Path);
