namespace MusicCnn.Samples.TagAudio;

/// <summary>Names the files that are written for each recording.</summary>
internal static class OutputPath
{
    /// <summary>Returns the path as it was given for a single recording; of several, <c>out-002-song.png</c> for the second one, song.mp3.</summary>
    public static string Of(string path, string recording, int index, int count) => count == 1
        ? path
        : Path.Combine(
            Path.GetDirectoryName(path) ?? "",
            FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(path)}-{index + 1:000}-{Path.GetFileNameWithoutExtension(recording)}{Path.GetExtension(path)}"));
}
