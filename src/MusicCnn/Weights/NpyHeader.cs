using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MusicCnn.Weights;

/// <summary>Represents the header of a .npy file: what its elements are and how they lie.</summary>
internal sealed record NpyHeader(NpyTypes.Entry Type, bool BigEndian, bool FortranOrder, long[] Shape)
{
    /// <summary>The longest header that is read, far above what an array of 64 dimensions needs.</summary>
    public const int MaxLength = 1 << 16;

    /// <summary>The most dimensions, NumPy's own limit.</summary>
    public const int MaxRank = 64;

    /// <summary>What starts every file, before two bytes of version.</summary>
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>The multiple of bytes at which data begin, so that a file can be mapped into memory.</summary>
    private const int Alignment = 64;

    /// <summary>The room that NumPy leaves for the first size to grow when rows are appended.</summary>
    private const int GrowthDigits = 21;

    /// <summary>Gets the number of elements.</summary>
    /// <exception cref="InvalidDataException">It is beyond 2^63.</exception>
    public long Count
    {
        get
        {
            if (Array.Exists(Shape, size => size == 0))
                return 0;
            var count = 1L;
            foreach (var size in Shape)
            {
                if (count > long.MaxValue / Type.Size / size)
                    throw new InvalidDataException($"A shape of ({string.Join(", ", Shape)}) is more than can be counted.");
                count *= size;
            }

            return count;
        }
    }

    /// <summary>Reads a header up to the first byte of the data.</summary>
    /// <param name="stream">The file, at its beginning.</param>
    /// <param name="available">The number of bytes that the file has.</param>
    /// <returns>The header, and its length in bytes.</returns>
    /// <exception cref="InvalidDataException">It is no header; the message says what and where.</exception>
    public static (NpyHeader Header, int Length) Read(Stream stream, long available)
    {
        Span<byte> prefix = stackalloc byte[12];
        Fill(stream, prefix[..8], "the first 8 bytes");
        if (!prefix[..6].SequenceEqual(Magic))
            throw new InvalidDataException($"A .npy file begins with 93-4E-55-4D-50-59, but this one begins with {BitConverter.ToString(prefix[..6].ToArray())}.");
        var (major, minor) = (prefix[6], prefix[7]);
        if (major is < 1 or > 3 || minor != 0)
            throw new InvalidDataException($"Its version must be 1.0, 2.0 or 3.0, but is {major}.{minor} (bytes 6 and 7).");

        var start = major == 1 ? 10 : 12;
        Fill(stream, prefix[8..start], "the length of its header");
        var length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(prefix[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(prefix[8..]);
        if (length > Math.Min(MaxLength, available - start))
        {
            throw new InvalidDataException(
                $"Its header must be {length} bytes long, as byte 8 says, but {Math.Max(0, available - start)} bytes follow and at most {MaxLength} are allowed.");
        }

        var text = new byte[(int)length];
        Fill(stream, text, "its header");
        var encoding = major == 3 ? new UTF8Encoding(false, throwOnInvalidBytes: true) : Encoding.Latin1;
        try
        {
            return (NpyHeaderText.Parse(encoding.GetString(text), start), start + text.Length);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"Its header, {length} bytes from byte {start}, is not valid UTF-8.", e);
        }
    }

    /// <summary>Returns the bytes of the header, the very ones that NumPy writes for an array in C order.</summary>
    public static byte[] Write(NpyType type, IReadOnlyList<long> shape)
    {
        var entry = NpyTypes.Of(type);
        var order = entry.Size == 1 ? '|' : '<';
        var sizes = string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        var text = new StringBuilder($"{{'descr': '{order}{entry.Code}', 'fortran_order': False, 'shape': ({sizes}{(shape.Count == 1 ? "," : string.Empty)}), }}");
        if (shape.Count > 0)
            text.Append(' ', GrowthDigits - shape[0].ToString(CultureInfo.InvariantCulture).Length);

        // Sixty-four sizes of nineteen digits stay far below the 65535 bytes of version 1.0.
        const int Start = 10;
        text.Append(' ', Alignment - 1 - ((Start + text.Length) % Alignment)).Append('\n');
        return [.. Magic, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. Encoding.Latin1.GetBytes(text.ToString())];
    }

    /// <summary>Reads exactly as many bytes as the span has.</summary>
    public static void Fill(Stream stream, Span<byte> bytes, string what)
    {
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
            throw new InvalidDataException($"It ends within {what}: {read} of {bytes.Length} bytes are there.");
    }
}
