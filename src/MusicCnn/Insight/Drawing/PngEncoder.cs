using System.Buffers.Binary;
using System.IO.Compression;
using MusicCnn.Internal;

namespace MusicCnn.Insight.Drawing;

/// <summary>Writes a canvas as a PNG file: 8 bits for each of red, green and blue, sRGB, not interlaced.</summary>
/// <remarks>Source: Portable Network Graphics (PNG) Specification, W3C Recommendation, second edition, 2003.</remarks>
internal static class PngEncoder
{
    /// <summary>Gets the eight bytes with which every PNG file starts.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Returns the file's bytes.</summary>
    public static byte[] Encode(Canvas canvas)
    {
        using var file = new MemoryStream();
        file.Write(Signature);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], canvas.Height);
        header[8] = 8;        // bits of a sample
        header[9] = 2;        // red, green, blue
        header[10..].Clear(); // deflate, filters by row, no interlace
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "sRGB"u8, [0]); // perceptual intent
        WriteChunk(file, "IDAT"u8, Compress(canvas));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Returns the compressed rows, each after a byte that says it is not filtered.</summary>
    /// <remarks>The colors of a map come again and again, and repetitions are what deflate finds: every filter makes the file larger.</remarks>
    private static ReadOnlySpan<byte> Compress(Canvas canvas)
    {
        var stride = canvas.Width * 3;
        using var data = new MemoryStream();
        using (var deflate = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < canvas.Height; y++)
            {
                deflate.WriteByte(0);
                deflate.Write(canvas.Pixels.Slice(y * stride, stride));
            }
        }

        return data.GetBuffer().AsSpan(0, (int)data.Length);
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);

        var crc = default(Crc32);
        crc.Append(type);
        crc.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc.Value);
        file.Write(number);
    }
}
