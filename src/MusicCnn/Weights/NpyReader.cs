using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MusicCnn.Weights;

/// <summary>Reads an array from a .npy file that may have been made by an enemy.</summary>
internal static class NpyReader
{
    /// <summary>What is allocated before the first byte has arrived, where the length of the source is not known.</summary>
    private const int FirstPiece = 1 << 16;

    /// <summary>Reads one array; the stream is left just behind it.</summary>
    /// <param name="stream">The file, at its beginning.</param>
    /// <param name="available">The number of bytes that the file has, or is said to have.</param>
    /// <param name="certain">Whether they are really there, so that memory for them can be taken at once.</param>
    /// <returns>The array, and the number of bytes that it took.</returns>
    /// <exception cref="InvalidDataException">It is no valid .npy file.</exception>
    public static (NpyArray Array, long Length) Read(Stream stream, long available, bool certain)
    {
        var (header, start) = NpyHeader.Read(stream, available);
        var size = header.Count * header.Type.Size; // cannot overflow: Count has seen to it
        if (size > available - start)
        {
            throw new InvalidDataException(
                $"A shape of ({string.Join(", ", header.Shape)}) of {header.Type.Code} is {size} bytes, but only {available - start} follow its header.");
        }

        if (size > Array.MaxLength)
            throw new InvalidDataException($"Its {size} bytes of data are more than the {Array.MaxLength} that one array can hold here.");

        var data = certain ? new byte[size] : [];
        if (certain)
            NpyHeader.Fill(stream, data, "its data");
        else
            data = Grow(stream, (int)size);

        if (header.BigEndian)
            Reverse(data, header.Type.WordSize);
        if (header.FortranOrder && header.Shape.Length > 1)
            data = ToCOrder(data, header.Shape, header.Type.Size);
        if (header.Type.Type == NpyType.Bool && data.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)1) is var at and >= 0)
            throw new InvalidDataException($"Its truth values must be 0 or 1, but element {at} is {data[at]}.");
        return (new(header.Type.Type, header.Shape, data), start + size);
    }

    /// <summary>Reads a number of bytes of which it is not known whether they will come, with memory that grows as they do.</summary>
    private static byte[] Grow(Stream stream, int size)
    {
        var data = new byte[Math.Min(size, FirstPiece)];
        for (var filled = 0; ;)
        {
            NpyHeader.Fill(stream, data.AsSpan(filled), "its data");
            filled = data.Length;
            if (filled == size)
                return data;
            Array.Resize(ref data, (int)Math.Min(size, 2L * filled));
        }
    }

    private static void Reverse(Span<byte> data, int wordSize)
    {
        switch (wordSize)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(data);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var integers = MemoryMarshal.Cast<byte, uint>(data);
                BinaryPrimitives.ReverseEndianness(integers, integers);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(data);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    private static byte[] ToCOrder(byte[] data, long[] shape, int size)
    {
        var ordered = new byte[data.Length];
        switch (size)
        {
            case 1:
                Transpose<byte>(data, ordered, shape);
                break;
            case 2:
                Transpose<ushort>(data, ordered, shape);
                break;
            case 4:
                Transpose<uint>(data, ordered, shape);
                break;
            case 8:
                Transpose<ulong>(data, ordered, shape);
                break;
            default:
                Transpose<UInt128>(data, ordered, shape);
                break;
        }

        return ordered;
    }

    /// <summary>Copies elements of which the first index runs fastest to where the last one does.</summary>
    private static void Transpose<T>(ReadOnlySpan<byte> from, Span<byte> to, long[] shape)
        where T : struct
    {
        var source = MemoryMarshal.Cast<byte, T>(from);
        var index = new long[shape.Length];
        var strides = new long[shape.Length];
        for (var (axis, stride) = (0, 1L); axis < shape.Length; stride *= shape[axis++])
            strides[axis] = stride;

        var offset = 0L;
        foreach (ref var element in MemoryMarshal.Cast<byte, T>(to))
        {
            element = source[(int)offset];
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                offset -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
    }
}
