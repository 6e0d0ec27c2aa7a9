namespace MusicCnn.Training.Loading;

/// <summary>Represents what is known of a clip once it was prepared.</summary>
/// <param name="Length">The number of frames or samples.</param>
/// <param name="Audio">The duration.</param>
/// <param name="Hash">The SHA-256 of the image or waveform.</param>
/// <param name="Key">The key in the cache, or null.</param>
internal sealed record ClipFacts(long Length, TimeSpan Audio, byte[] Hash, string? Key);
