using System.Buffers.Binary;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Reads the pieces of an HDF5 file, each checked against the file's length before memory is taken for it.</summary>
/// <remarks>All structures together may be no longer than four times the file: those of a sound file do not overlap, and an evil one that
/// names the same bytes again and again is refused before that takes time.</remarks>
internal sealed class Hdf5Source
{
    private const int SpareBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly long _start;
    private long _budget;

    public Hdf5Source(Stream stream)
    {
        _stream = stream;
        _start = stream.Position;
        Length = stream.Length - _start;
        _budget = 4 * Length + SpareBytes;
    }

    /// <summary>Gets the number of bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Reads bytes at an address.</summary>
    public byte[] Read(ulong address, ulong count, string what)
    {
        Require(address, count, what);
        Charge((long)count, what);
        var bytes = new byte[(int)count];
        _stream.Position = _start + (long)address;
        try
        {
            _stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"The file ends within {what}; it has become shorter since it was opened.", e);
        }

        return bytes;
    }

    /// <summary>Fills a tensor with values whose place and number have been checked.</summary>
    public void ReadInto(ulong address, Tensor values, string what)
    {
        _stream.Position = _start + (long)address;
        TensorBytes.Read(_stream, values, what);
    }

    /// <summary>Refuses what does not lie within the file.</summary>
    public void Require(ulong address, ulong count, string what)
    {
        if (address > (ulong)Length || count > (ulong)Length - address)
            throw new InvalidDataException($"The {what} at byte {address} takes {count} bytes, but the file has only {Length}; it may be truncated.");
    }

    /// <summary>Counts bytes against what a sound file can hold.</summary>
    public void Charge(long count, string what)
    {
        _budget -= count;
        if (_budget < 0 || count > Array.MaxLength)
            throw new InvalidDataException($"The structures of the file overlap, as the {what} shows: together they are longer than four times its {Length} bytes.");
    }

    /// <summary>Returns a block that begins with a signature of four letters.</summary>
    public byte[] ReadSigned(ulong address, ulong count, ReadOnlySpan<byte> signature, string what)
    {
        var block = Read(address, count, what);
        if (!block.AsSpan().StartsWith(signature))
            throw new InvalidDataException($"The {what} at byte {address} must begin with '{System.Text.Encoding.ASCII.GetString(signature)}'.");
        return block;
    }

    public static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    public static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    public static ulong UInt64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
