using System.Security.Cryptography;
using MusicCnn.Weights;

namespace MusicCnn.Audio.Internal;

/// <summary>Tells what loading an audio file would give, without decoding it.</summary>
internal static class FileFingerprint
{
    private const int BufferSize = 1 << 16;

    /// <summary>Returns the checksum of a file beside the settings of loading and the builds of the decoders.</summary>
    public static string Of(string path, AudioLoadOptions loading)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        return $"{Convert.ToHexStringLower(SHA256.HashData(stream))} {typeof(AudioFile).Module.ModuleVersionId} {LibraryDecoder.Build} {SettingsJson.Write(loading)}";
    }
}
