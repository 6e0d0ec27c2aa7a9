using System.Buffers.Binary;

namespace MusicCnn.Weights;

/// <summary>Checks the directory of a zip archive before the reader of .NET takes memory for what it claims.</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorLength = 20;
    private const int End64Length = 56;
    private const int HeaderLength = 46;
    private const int Stored = 0;
    private const int Deflated = 8;

    private static ReadOnlySpan<byte> EndSignature => "PK\u0005\u0006"u8;

    private static ReadOnlySpan<byte> LocatorSignature => "PK\u0006\u0007"u8;

    private static ReadOnlySpan<byte> End64Signature => "PK\u0006\u0006"u8;

    private static ReadOnlySpan<byte> HeaderSignature => "PK\u0001\u0002"u8;

    /// <summary>Throws if a name, extra field or comment in the directory is longer than the rest of the file, or an entry is neither stored nor deflated, the two that
    /// NumPy writes; another method has a window of 256 KiB.</summary>
    /// <param name="stream">The archive; left anywhere.</param>
    /// <exception cref="InvalidDataException">One is. An archive without a directory is left to its reader to refuse.</exception>
    public static void Check(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        for (var at = Start(stream); at is >= 0 && TryRead(stream, at.Value, header) && header.StartsWith(HeaderSignature);)
        {
            var (name, extra, comment) = (UInt16(header, 28), UInt16(header, 30), UInt16(header, 32));
            if (UInt16(header, 10) is not (Stored or Deflated) and var method)
                throw new InvalidDataException($"Its directory entry at byte {at} is compressed by method {method}; supported are {Stored}, stored, and {Deflated}, deflated.");
            var next = at.Value + HeaderLength + name + extra + comment;
            if (next > stream.Length)
            {
                throw new InvalidDataException(
                    $"Its directory entry at byte {at} declares a name of {name} bytes, {extra} of extra fields and a comment of {comment}, but only {stream.Length - at.Value - HeaderLength} follow.");
            }

            at = next;
        }
    }

    /// <summary>Returns where the directory begins, or nothing where its end is not to be found.</summary>
    private static long? Start(Stream stream)
    {
        var tail = new byte[Math.Min(stream.Length, EndLength + LongestComment)];
        if (tail.Length < EndLength || !TryRead(stream, stream.Length - tail.Length, tail))
            return null;
        var end = tail.AsSpan(0, tail.Length - EndLength + EndSignature.Length).LastIndexOf(EndSignature);
        if (end < 0)
            return null;
        // Where any of disk, entries and place has its highest value, larger fields in front of this block count instead, if they are there.
        var block = tail.AsSpan(end);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(block[16..]);
        var isLarge = UInt16(block, 4) == ushort.MaxValue || UInt16(block, 8) == ushort.MaxValue || UInt16(block, 10) == ushort.MaxValue || start == uint.MaxValue;
        return isLarge && Start64(stream, stream.Length - tail.Length + end) is { } large ? large : start;
    }

    /// <summary>Returns where the directory of an archive beyond 4 GiB begins, as the blocks in front of its end say.</summary>
    private static long? Start64(Stream stream, long end)
    {
        Span<byte> block = stackalloc byte[End64Length];
        var locator = block[..LocatorLength];
        if (end < LocatorLength || !TryRead(stream, end - LocatorLength, locator) || !locator.StartsWith(LocatorSignature))
            return null;
        var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        return TryRead(stream, at, block) && block.StartsWith(End64Signature) ? BinaryPrimitives.ReadInt64LittleEndian(block[48..]) : null;
    }

    private static bool TryRead(Stream stream, long at, Span<byte> bytes)
    {
        if (at < 0 || at > stream.Length - bytes.Length)
            return false;
        stream.Position = at;
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
