using System.Buffers.Binary;
using System.Text;

namespace MusicCnn.Tests.Audio;

/// <summary>Builds WAV and AIFF files byte by byte, from the formats' specifications and not with the library's own writer.</summary>
internal static class WavBytes
{
    public const ushort Pcm = 1;
    public const ushort Float = 3;
    public const ushort Extensible = 0xFFFE;

    /// <summary>The size of the data chunk in files of <see cref="File"/> with a plain format chunk stands here.</summary>
    public const int DataSizeOffset = 40;

    /// <summary>Returns a WAV file with a plain format chunk.</summary>
    public static byte[] File(ushort tag, int channels, int rate, int bits, byte[] data) => Riff([.. Chunk("fmt ", Format(tag, channels, rate, bits)), .. Chunk("data", data)]);

    /// <summary>Returns a WAV file with an extensible format chunk, whose sub-format is the tag.</summary>
    public static byte[] ExtensibleFile(ushort tag, int channels, int rate, int bits, byte[] data) =>
        Riff([.. Chunk("fmt ", ExtensibleFormat(tag, channels, rate, bits)), .. Chunk("data", data)]);

    public static byte[] Riff(byte[] chunks) => [.. "RIFF"u8, .. U32(4 + chunks.Length), .. "WAVE"u8, .. chunks];

    /// <summary>Returns a chunk, padded to an even size.</summary>
    public static byte[] Chunk(string id, byte[] body) => [.. Encoding.ASCII.GetBytes(id), .. U32(body.Length), .. body, .. new byte[body.Length % 2]];

    public static byte[] Format(ushort tag, int channels, int rate, int bits) =>
    [
        .. U16(tag), .. U16(channels), .. U32(rate), .. U32(rate * channels * bits / 8), .. U16(channels * bits / 8), .. U16(bits),
    ];

    public static byte[] ExtensibleFormat(ushort tag, int channels, int rate, int bits) =>
    [
        .. Format(Extensible, channels, rate, bits), .. U16(22), .. U16(bits), .. U32(0),
        .. U16(tag), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71,
    ];

    /// <summary>Returns a mono AIFF file of 16 bits at 16 kHz.</summary>
    public static byte[] Aiff(params short[] samples)
    {
        byte[] sound = [.. new byte[8], .. samples.SelectMany(sample => BigEndian((ushort)sample, 2))];
        return Form("AIFF", [.. BigChunk("COMM", Common(samples.Length, 16)), .. BigChunk("SSND", sound)]);
    }

    /// <summary>Returns a mono AIFF-C file of floating-point samples at 16 kHz.</summary>
    public static byte[] FloatAifc(params float[] samples)
    {
        byte[] sound = [.. new byte[8], .. samples.SelectMany(sample => BigEndian(BitConverter.SingleToUInt32Bits(sample), 4))];
        byte[] common = [.. Common(samples.Length, 32), .. "fl32"u8, 0, 0];
        return Form("AIFC", [.. BigChunk("FVER", BigEndian(0xA2805140, 4)), .. BigChunk("COMM", common), .. BigChunk("SSND", sound)]);
    }

    public static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    public static byte[] U32(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return bytes;
    }

    // 16000 Hz as an 80-bit number: 2^13 times 1.953125.
    private static byte[] Common(int samples, int bits) =>
        [.. BigEndian(1, 2), .. BigEndian((uint)samples, 4), .. BigEndian((uint)bits, 2), 0x40, 0x0C, 0xFA, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] Form(string type, byte[] chunks) =>
        [.. "FORM"u8, .. BigEndian((uint)(4 + chunks.Length), 4), .. Encoding.ASCII.GetBytes(type), .. chunks];

    private static byte[] BigChunk(string id, byte[] body) =>
        [.. Encoding.ASCII.GetBytes(id), .. BigEndian((uint)body.Length, 4), .. body, .. new byte[body.Length % 2]];

    private static byte[] BigEndian(uint value, int bytes)
    {
        var all = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(all, value);
        return all[^bytes..];
    }
}
