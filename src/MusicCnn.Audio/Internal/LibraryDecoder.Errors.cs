namespace MusicCnn.Audio.Internal;

/// <content>What is said where the library or the file does not do.</content>
internal sealed partial class LibraryDecoder
{
    /// <summary>Returns the error for a machine without libsndfile, with what to do about it.</summary>
    public static NotSupportedException LibraryIsMissing(AudioFileFormat format, Exception? cause) => new(
        $"Reading {Name(format)} files needs libsndfile 1.1 or later, which was not found. Install it: "
        + "Debian and Ubuntu: apt-get install libsndfile1; Fedora: dnf install libsndfile; Alpine: apk add libsndfile; Arch: pacman -S libsndfile; "
        + "macOS: brew install libsndfile; Windows: vcpkg install libsndfile, or the release from https://libsndfile.github.io/libsndfile, with sndfile.dll on the PATH. "
        + "WAV files need nothing.",
        cause);

    private static string Name(AudioFileFormat format) => format == AudioFileFormat.Ogg ? "Ogg" : format.ToString().ToUpperInvariant();

    /// <summary>Returns the error for a file that the library refuses.</summary>
    private InvalidDataException Refused(string reason, Exception? cause = null) => new(
        $"it cannot be decoded as {Name(Format)}: {reason.TrimEnd('.', ' ')}"
        + (Format == AudioFileFormat.Mp3 ? " (MP3 needs libsndfile 1.1 or later)" : string.Empty),
        cause);
}
