namespace MusicCnn.Audio.Tagging;

/// <summary>Represents how far tagging has come.</summary>
/// <param name="Path">The file that is being tagged, or <see langword="null"/> for a clip.</param>
/// <param name="Position">How much of it was taken in, in time.</param>
/// <param name="Duration">The time of all of it, or <see langword="null"/> where its header leaves that open.</param>
/// <param name="FilesDone">The number of files that are done, those with errors included.</param>
/// <param name="FileCount">The number of files in all, or <see langword="null"/> where that is not known beforehand.</param>
public sealed record TaggingProgress(string? Path, TimeSpan Position, TimeSpan? Duration, int FilesDone, int? FileCount);
