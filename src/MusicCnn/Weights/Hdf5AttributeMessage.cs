using System.Buffers.Binary;
using System.Text;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents an attribute as its message in an object header, version 1, has it. It is read when it is asked for: one that is not supported keeps
/// nobody from the datasets.</summary>
/// <param name="Bytes">The message.</param>
/// <param name="Shared">Whether the message is a reference to one that other objects use too.</param>
/// <param name="Owner">The path of the object that has the attribute.</param>
internal sealed record Hdf5AttributeMessage(byte[] Bytes, bool Shared, string Owner)
{
    private const int PrefixLength = 8;
    private const int Alignment = 8;
    private const int FixedText = 3;
    private const int VariableLength = 9;

    /// <summary>Bytes of a text of variable length: its own length, and address and number in a global heap.</summary>
    private const int ReferenceLength = 16;

    /// <summary>Returns the name.</summary>
    /// <exception cref="InvalidDataException">The message is shared, of another version, or broken.</exception>
    public string Name() => Text(Parts().Name);

    /// <summary>Returns the attribute.</summary>
    /// <param name="heaps">The file's global heaps, where texts of variable length are.</param>
    /// <exception cref="InvalidDataException">The attribute is broken or of a kind that is not read.</exception>
    public Hdf5AttributeValue Read(Hdf5GlobalHeaps heaps)
    {
        var parts = Parts();
        var (name, type, values) = (Text(parts.Name), parts.Type, parts.Values);
        var what = $"Attribute '{name}' of '/{Owner}'";
        var shape = Hdf5Form.Shape(parts.Space, what);
        var (category, size) = (type[0] & 15, Hdf5Source.UInt32(type, 4));
        if (category is not (FixedText or VariableLength))
        {
            var number = Hdf5Form.Number(type, what);
            return new(name, shape, Numbers(Require(values, shape, Hdf5Form.Size(number), what), number));
        }

        if (category == FixedText && size is > 0 and <= int.MaxValue)
            return new(name, shape, [.. Require(values, shape, (int)size, what).Chunk((int)size).Select(bytes => Text(bytes, padding: type[1] & 15))]);
        if (category == VariableLength && (type[1] & 15) == 1 && size == ReferenceLength)
            return new(name, shape, [.. Require(values, shape, ReferenceLength, what).Chunk(ReferenceLength).Select(bytes => Referenced(heaps, bytes, what))]);
        throw new InvalidDataException($"{what} has a data type (class {category}, {size} bytes) that is not supported; supported are numbers and texts.");
    }

    private static string Referenced(Hdf5GlobalHeaps heaps, byte[] reference, string what)
    {
        var length = Hdf5Source.UInt32(reference, 0);
        if (length == 0)
            return "";
        var stored = heaps.Read(Hdf5Source.UInt64(reference, 4), Hdf5Source.UInt32(reference, 12), what);
        if (length > stored.Length)
            throw new InvalidDataException($"{what} holds a text of {length} bytes, but its heap has {stored.Length}.");
        return Text(stored.AsSpan(0, (int)length));
    }

    private static double[] Numbers(byte[] values, ScalarType type) => [.. values.Chunk(Hdf5Form.Size(type)).Select(bytes => type switch
    {
        ScalarType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ScalarType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ScalarType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    })];

    /// <summary>Returns the bytes of the values, which must all be in the message.</summary>
    private static byte[] Require(byte[] values, long[] shape, int elementSize, string what)
    {
        var length = TensorForm.ByteLength(shape, elementSize, what);
        return length <= values.Length ? values[..(int)length] : throw new InvalidDataException($"{what} takes {length} bytes, but its message has {values.Length}.");
    }

    /// <summary>Returns a text without what fills it up: everything from the first zero, zeros at the end, or spaces at the end.</summary>
    private static string Text(ReadOnlySpan<byte> bytes, int padding = 0)
    {
        var end = padding == 0 && bytes.IndexOf((byte)0) is var zero and >= 0 ? zero : bytes.Length;
        return Encoding.UTF8.GetString(bytes[..end].TrimEnd(padding == 2 ? (byte)' ' : (byte)0));
    }

    private (byte[] Name, byte[] Type, byte[] Space, byte[] Values) Parts()
    {
        if (Shared || Bytes.Length < PrefixLength || Bytes[0] != 1)
        {
            var kind = Shared ? "shared" : Bytes.Length < PrefixLength ? $"{Bytes.Length} bytes long" : $"of version {Bytes[0]}";
            throw new InvalidDataException($"An attribute of '/{Owner}' is {kind}, which is not supported; supported is version 1, the default of h5py and Keras.");
        }

        var at = PrefixLength;
        var (name, type, space) = (Part(2, ref at), Part(4, ref at), Part(6, ref at));
        if (type.Length < 8 || space.Length < 4)
            throw new InvalidDataException($"An attribute of '/{Owner}' has a data type of {type.Length} bytes and a dataspace of {space.Length}, too few.");
        return (name, type, space, Bytes[at..]);
    }

    /// <summary>Returns the part of which the length stands somewhere, and moves on behind the zeros that fill it up.</summary>
    private byte[] Part(int lengthAt, ref int at)
    {
        var (start, length) = (at, (int)Hdf5Source.UInt16(Bytes, lengthAt));
        at += (length + Alignment - 1) / Alignment * Alignment;
        return at <= Bytes.Length ? Bytes[start..(start + length)] : throw new InvalidDataException($"An attribute of '/{Owner}' runs past its message of {Bytes.Length} bytes.");
    }
}
