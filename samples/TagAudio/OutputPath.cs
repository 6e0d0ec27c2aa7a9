namespace MusicCnn.Samples.TagAudio;

/// <summary>Names the files that are written for each recording.</summary>
internal static class OutputPath
{
    /// <summary>File systems take names of 255 bytes; a character of a recording's own is up to three.</summary>
    private const int MostCharacters = 60;

    /// <summary>Returns the path as it was given for a single recording; of several, <c>out-002-song.png</c> for the second one, song.mp3.</summary>
    public static string Of(string path, string recording, int index, int count) => count == 1
        ? path
        : Path.Combine(
            Path.GetDirectoryName(path) ?? "",
            FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(path)}-{index + 1:000}-{Short(Path.GetFileNameWithoutExtension(recording))}{Path.GetExtension(path)}"));

    /// <summary>Returns the beginning of a name, without half a character of two.</summary>
    private static string Short(string name) =>
        name.Length <= MostCharacters ? name : name[..(char.IsHighSurrogate(name[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
}
