using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents a dataset of an HDF5 file: contiguous numbers.</summary>
/// <param name="Form">The type and the shape.</param>
/// <param name="Address">The first byte.</param>
/// <param name="Length">The number of bytes.</param>
internal sealed record Hdf5Dataset(TensorForm Form, ulong Address, long Length)
{
    private const int MaxRank = 32;

    /// <summary>The types by the bytes of their message: class and version, bit field, size, properties.</summary>
    private static readonly (byte[] Message, ScalarType Type)[] Types =
    [
        ([0x11, 0x20, 0x1F, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0], ScalarType.Float32),
        ([0x11, 0x20, 0x3F, 0, 8, 0, 0, 0, 0, 0, 64, 0, 52, 11, 0, 52, 255, 3, 0, 0], ScalarType.Float64),
        ([0x10, 0x08, 0, 0, 4, 0, 0, 0, 0, 0, 32, 0], ScalarType.Int32),
        ([0x10, 0x08, 0, 0, 8, 0, 0, 0, 0, 0, 64, 0], ScalarType.Int64),
    ];

    /// <summary>Reads what a header says of its dataset, and checks it against the file.</summary>
    public static Hdf5Dataset Read(Hdf5Source source, Hdf5ObjectHeader header, string name)
    {
        var type = Type(header.Message(Hdf5ObjectHeader.Datatype, 8, "data type"), name);
        var shape = Shape(header.Message(Hdf5ObjectHeader.Dataspace, 4, "dataspace"), name);
        Int128 length = type is ScalarType.Float64 or ScalarType.Int64 ? 8 : 4;
        // Zeros count as ones here, since strides are products of the other sizes.
        foreach (var size in shape)
        {
            length *= Math.Max(size, 1);
            if (length > long.MaxValue)
                throw new InvalidDataException($"Dataset '{name}' is larger than any memory: [{string.Join(", ", shape)}].");
        }

        if (shape.Contains(0))
            length = 0;
        var layout = header.Message(Hdf5ObjectHeader.Layout, 2, "layout");
        if (layout[0] != 3)
            throw new InvalidDataException($"Dataset '{name}' has a layout of version {layout[0]}; supported is 3.");
        if (layout[1] != 1 || layout.Length < 18)
        {
            var kind = layout[1] switch { 0 => "compact", 1 => "truncated", 2 => "chunked", _ => "unknown" };
            throw new InvalidDataException($"Dataset '{name}' has the {kind} layout, which is not supported; supported is contiguous. Write it without chunks, compression and maximum shape.");
        }

        var (address, stored) = (Hdf5Source.UInt64(layout, 2), Hdf5Source.UInt64(layout, 10));
        if (stored != (ulong)length)
            throw new InvalidDataException($"Dataset '{name}' of {type} [{string.Join(", ", shape)}] takes {length} bytes, but its layout says {stored}.");
        if (length > 0)
            source.Require(address, stored, $"values of dataset '{name}'");
        return new(new(type, shape), address, (long)length);
    }

    private static ScalarType Type(ReadOnlySpan<byte> message, string name)
    {
        foreach (var (bytes, type) in Types)
        {
            if (message.StartsWith(bytes))
                return type;
        }

        throw new InvalidDataException(
            $"Dataset '{name}' has a data type (class {message[0] & 15}, {Hdf5Source.UInt32(message, 4)} bytes) that is not supported; supported are {string.Join(", ", Types.Select(known => known.Type))}, little-endian.");
    }

    private static long[] Shape(ReadOnlySpan<byte> message, string name)
    {
        var (version, rank, start) = (message[0], message[1], message[0] == 1 ? 8 : 4);
        if (version is not (1 or 2) || rank > MaxRank || message.Length < start + 8 * rank || (version == 2 && message[3] > 1))
            throw new InvalidDataException($"Dataset '{name}' has a dataspace that is not supported: version {version}, {rank} dimensions in {message.Length} bytes.");
        var shape = new long[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var size = Hdf5Source.UInt64(message, start + 8 * axis);
            shape[axis] = size <= long.MaxValue ? (long)size : throw new InvalidDataException($"Dataset '{name}' has {size} elements along axis {axis}, more than any memory.");
        }

        return shape;
    }
}
