using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Reads what HDF5 messages say of numbers and their arrangement, for datasets and attributes alike.</summary>
internal static class Hdf5Form
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

    /// <summary>Returns the type that a message of at least 8 bytes describes.</summary>
    /// <param name="message">The message.</param>
    /// <param name="owner">Whose type it is, to begin a sentence with.</param>
    /// <exception cref="InvalidDataException">The type is none of those that are read.</exception>
    public static ScalarType Number(ReadOnlySpan<byte> message, string owner)
    {
        foreach (var (bytes, type) in Types)
        {
            if (message.StartsWith(bytes))
                return type;
        }

        throw new InvalidDataException(
            $"{owner} has a data type (class {message[0] & 15}, {Hdf5Source.UInt32(message, 4)} bytes) that is not supported; supported are {string.Join(", ", Types.Select(known => known.Type))}, little-endian.");
    }

    /// <summary>Returns the number of bytes of an element.</summary>
    public static int Size(ScalarType type) => type is ScalarType.Float64 or ScalarType.Int64 ? 8 : 4;

    /// <summary>Returns the shape that a message of at least 4 bytes describes.</summary>
    /// <param name="message">The message.</param>
    /// <param name="owner">Whose shape it is, to begin a sentence with.</param>
    /// <exception cref="InvalidDataException">The dataspace is of a kind that is not read.</exception>
    public static long[] Shape(ReadOnlySpan<byte> message, string owner)
    {
        var (version, rank, start) = (message[0], message[1], message[0] == 1 ? 8 : 4);
        if (version is not (1 or 2) || rank > MaxRank || message.Length < start + 8 * rank || (version == 2 && message[3] > 1))
            throw new InvalidDataException($"{owner} has a dataspace that is not supported: version {version}, {rank} dimensions in {message.Length} bytes.");
        var shape = new long[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var size = Hdf5Source.UInt64(message, start + 8 * axis);
            shape[axis] = size <= long.MaxValue ? (long)size : throw new InvalidDataException($"{owner} has {size} elements along axis {axis}, more than any memory.");
        }

        return shape;
    }
}
