namespace MusicCnn.Audio.Tagging;

/// <summary>Represents a piece of a file on its way from the decoder to the network.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Duration">The file's duration, where it is known.</param>
/// <param name="Samples">Samples of one channel at the network's rate; possibly none.</param>
/// <param name="IsLast">Whether the file ends here.</param>
/// <param name="Error">Why it ends here, if it should not have.</param>
internal sealed record DecodedPiece(string Path, TimeSpan? Duration, float[] Samples, bool IsLast, Exception? Error = null);
