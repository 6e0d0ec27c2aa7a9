using System.Text;

namespace MusicCnn.Audio.Internal;

/// <summary>Recognizes audio files by their first bytes.</summary>
internal static class AudioSignature
{
    /// <summary>Number of bytes that decide.</summary>
    public const int Length = 12;

    /// <summary>Returns the format of a file that begins with <paramref name="head"/>.</summary>
    /// <exception cref="InvalidDataException">It is none of the formats.</exception>
    public static AudioFileFormat Recognize(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            throw new InvalidDataException("the file is empty (0 bytes)");
        if (head.StartsWith("RIFF"u8) && Holds(head, "WAVE"u8))
            return AudioFileFormat.Wav;
        if (head.StartsWith("FORM"u8) && (Holds(head, "AIFF"u8) || Holds(head, "AIFC"u8)))
            return AudioFileFormat.Aiff;
        if (head.StartsWith("fLaC"u8))
            return AudioFileFormat.Flac;
        if (head.StartsWith("OggS"u8))
            return AudioFileFormat.Ogg;
        if (head.StartsWith("ID3"u8) || IsMp3Frame(head))
            return AudioFileFormat.Mp3;
        throw new InvalidDataException($"it is not a WAV, AIFF, FLAC, Ogg or MP3 file: it begins with {Show(head)}");
    }

    private static bool Holds(ReadOnlySpan<byte> head, ReadOnlySpan<byte> type) => head.Length >= Length && head[8..12].SequenceEqual(type);

    /// <summary>Returns whether a header of MPEG audio layer III begins here: sync word, no reserved version, layer III, no forbidden bit or sample rate.</summary>
    private static bool IsMp3Frame(ReadOnlySpan<byte> head) =>
        head.Length >= 4 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) == 0x02
        && (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C;

    private static string Show(ReadOnlySpan<byte> head) =>
        head.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0
            ? $"\"{Encoding.ASCII.GetString(head)}\""
            : $"the bytes {Convert.ToHexString(head)}";
}
