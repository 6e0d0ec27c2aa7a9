using System.Buffers.Binary;
using System.Text;

namespace MusicCnn.Audio.Internal;

/// <summary>Walks through the chunks of a WAV or AIFF file; every size is held against the file's length before it is used.</summary>
/// <param name="stream">The file, from its beginning; each step leaves it at the start of the chunk's body.</param>
/// <param name="bigEndian">Whether sizes are big-endian, as in AIFF.</param>
internal sealed class ChunkWalk(Stream stream, bool bigEndian)
{
    /// <summary>The size that programs write which do not know it yet, such as at the end of a pipe: until the end of the file.</summary>
    private const uint OpenEnd = uint.MaxValue;

    private const int FileHeaderSize = 12;
    private const int ChunkHeaderSize = 8;

    private long _next = FileHeaderSize;

    /// <summary>Gets the chunk's name, of four characters.</summary>
    public string Id { get; private set; } = string.Empty;

    /// <summary>Gets the position of the chunk's name.</summary>
    public long Position { get; private set; }

    /// <summary>Gets the position of the chunk's body.</summary>
    public long Body => Position + ChunkHeaderSize;

    /// <summary>Gets the size of the chunk's body, which lies within the file.</summary>
    public long Size { get; private set; }

    /// <summary>Gets a value that indicates whether the file left the size open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Goes to the next chunk.</summary>
    /// <param name="wanted">The chunk that is looked for; it alone may leave its size open.</param>
    /// <exception cref="InvalidDataException">There is none, or it reaches beyond the end of the file.</exception>
    public void Advance(string wanted)
    {
        Position = _next;
        var left = stream.Length - Body;
        if (left < 0)
            throw new InvalidDataException($"it ends at byte {stream.Length} without a '{wanted}' chunk");

        Span<byte> header = stackalloc byte[ChunkHeaderSize];
        stream.Position = Position;
        stream.ReadExactly(header);
        Id = Encoding.Latin1.GetString(header[..4]);
        var size = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(header[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        IsOpen = size == OpenEnd && Id == wanted;
        if (size > left && !IsOpen)
            throw new InvalidDataException($"it is truncated: the '{Id}' chunk at byte {Position} declares {size} bytes, but only {left} follow");

        Size = IsOpen ? left : size;
        _next = Body + Size + (Size & 1);
    }
}
