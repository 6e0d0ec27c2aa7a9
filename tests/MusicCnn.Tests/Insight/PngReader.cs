using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MusicCnn.Insight;

namespace MusicCnn.Tests.Insight;

/// <summary>Reads PNG files of 8-bit red, green and blue, written from the specification and apart from the encoder under test.</summary>
internal sealed class PngReader
{
    private readonly byte[] _pixels;

    public PngReader(ReadOnlySpan<byte> file)
    {
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(file[..8]));
        file = file[8..];
        using var compressed = new MemoryStream();
        while (file.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file);
            var type = Encoding.ASCII.GetString(file.Slice(4, 4));
            var data = file.Slice(8, length);
            Assert.Equal(Crc(file.Slice(4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file[(length + 8)..]));
            file = file[(length + 12)..];
            Chunks.Add(type);
            if (type == "IDAT")
                compressed.Write(data);
            if (type != "IHDR")
                continue;
            (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
            Assert.Equal([8, 2, 0, 0, 0], data[8..].ToArray());
        }

        compressed.Position = 0;
        using var inflated = new MemoryStream();
        using (var inflate = new ZLibStream(compressed, CompressionMode.Decompress))
            inflate.CopyTo(inflated);
        Assert.Equal((long)Height * ((Width * 3) + 1), inflated.Length);
        _pixels = Unfilter(inflated.ToArray());
    }

    public List<string> Chunks { get; } = [];

    public int Width { get; }

    public int Height { get; }

    public Rgb this[int x, int y]
    {
        get
        {
            var pixel = _pixels.AsSpan(((y * Width) + x) * 3);
            return new(pixel[0], pixel[1], pixel[2]);
        }
    }

    private byte[] Unfilter(byte[] rows)
    {
        var stride = Width * 3;
        var pixels = new byte[Height * stride];
        for (var y = 0; y < Height; y++)
        {
            for (var i = 0; i < stride; i++)
            {
                int left = i < 3 ? 0 : pixels[(y * stride) + i - 3];
                int above = y == 0 ? 0 : pixels[((y - 1) * stride) + i];
                int corner = i < 3 || y == 0 ? 0 : pixels[((y - 1) * stride) + i - 3];
                var prediction = rows[y * (stride + 1)] switch
                {
                    0 => 0,
                    1 => left,
                    2 => above,
                    3 => (left + above) / 2,
                    4 => new[] { left, above, corner }.MinBy(value => Math.Abs(left + above - corner - value)),
                    _ => throw new InvalidDataException("unknown filter"),
                };
                pixels[(y * stride) + i] = (byte)(rows[(y * (stride + 1)) + i + 1] + prediction);
            }
        }

        return pixels;
    }

    /// <summary>The check by long division, bit by bit: slow and obvious.</summary>
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var register = uint.MaxValue;
        foreach (var value in data)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var carry = ((register ^ ((uint)value >> bit)) & 1) != 0;
                register = (register >> 1) ^ (carry ? 0xEDB88320 : 0);
            }
        }

        return ~register;
    }
}
