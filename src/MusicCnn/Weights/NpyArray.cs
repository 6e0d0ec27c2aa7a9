using System.Numerics;
using System.Runtime.InteropServices;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents an array of numbers as NumPy's .npy files hold it: a type, a shape and the elements in C order.</summary>
/// <remarks>
/// <para>Reads versions 1.0, 2.0 and 3.0, little and big endian, C and Fortran order; writes version 1.0, little endian, C order, byte for byte what
/// NumPy writes. Structured types, text and Python objects are refused; nothing executable is ever loaded. A file's sizes are checked against
/// its length before memory is taken. At most 2 GiB of data.</para>
/// <para>Source: NumPy Enhancement Proposal 1 and <c>numpy.lib.format</c>. Verified against: files of NumPy 1.24.2, in both directions.</para>
/// </remarks>
public sealed class NpyArray
{
    private readonly byte[] _data;
    private readonly long[] _shape;

    internal NpyArray(NpyType type, long[] shape, byte[] data) => (Type, _shape, _data) = (type, shape, data);

    /// <summary>Gets the type of the elements.</summary>
    public NpyType Type { get; }

    /// <summary>Gets the size along each axis, the last one running fastest; none for a single number.</summary>
    public IReadOnlyList<long> Shape => _shape;

    /// <summary>Gets the number of elements.</summary>
    public int Count => _data.Length / NpyTypes.Of(Type).Size;

    /// <summary>Returns an array with a copy of elements along one axis.</summary>
    /// <typeparam name="T">The type of an element, one of those that <see cref="NpyType"/> names.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <returns>The array.</returns>
    /// <exception cref="ArgumentException">Files of this kind have no such type.</exception>
    public static NpyArray Create<T>(ReadOnlySpan<T> elements)
        where T : unmanaged => Create(elements, [elements.Length]);

    /// <summary>Returns an array with a copy of elements in C order.</summary>
    /// <typeparam name="T">The type of an element, one of those that <see cref="NpyType"/> names.</typeparam>
    /// <param name="elements">The elements, the last axis running fastest.</param>
    /// <param name="shape">The size along each axis; none for a single number.</param>
    /// <returns>The array.</returns>
    /// <exception cref="ArgumentException">Files of this kind have no such type, or the shape has another number of elements.</exception>
    public static NpyArray Create<T>(ReadOnlySpan<T> elements, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var entry = NpyTypes.OfClr(typeof(T))
            ?? throw new ArgumentException($"A .npy file holds elements of {string.Join(", ", Enum.GetNames<NpyType>())}, but not {typeof(T).Name}.", nameof(elements));
        var count = BigInteger.One;
        foreach (var size in shape)
            count *= Require.NotNegative(size, "elements", nameof(shape));
        if (count != elements.Length)
            throw new ArgumentException($"A shape of ({string.Join(", ", shape.ToArray())}) has {count} elements, but got {elements.Length}.", nameof(shape));
        if (shape.Length > NpyHeader.MaxRank)
            throw new ArgumentException($"A .npy file has at most {NpyHeader.MaxRank} dimensions, but got {shape.Length}.", nameof(shape));
        return new(entry.Type, shape.ToArray(), MemoryMarshal.AsBytes(elements).ToArray());
    }

    /// <summary>Returns an array with a copy of a tensor's elements.</summary>
    /// <param name="tensor">The tensor; of any shape, on any device.</param>
    /// <returns>The array.</returns>
    /// <exception cref="ArgumentException">Files of this kind have no such type; <c>BFloat16</c> fits without loss into <c>Float32</c>.</exception>
    public static NpyArray FromTensor(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var entry = NpyTypes.OfScalar(tensor.dtype)
            ?? throw new ArgumentException($"A .npy file cannot hold elements of {tensor.dtype}; convert the tensor first, as in tensor.to_type(ScalarType.Float32).", nameof(tensor));
        using var scope = NewDisposeScope();
        return new(entry.Type, tensor.shape, tensor.detach().cpu().resolve_conj().resolve_neg().contiguous().bytes.ToArray());
    }

    /// <summary>Loads a .npy file.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The array.</returns>
    /// <exception cref="InvalidDataException">It is no valid .npy file, or holds something else than numbers; the message says what and where.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static NpyArray Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        try
        {
            var (array, length) = NpyReader.Read(stream, stream.Length, certain: true);
            return length == stream.Length
                ? array
                : throw new InvalidDataException($"Its array ends at byte {length}, but the file has {stream.Length} bytes.");
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"Cannot read '{path}'. {e.Message}", e);
        }
    }

    /// <summary>Loads an array from a stream, which is left just behind it and stays open.</summary>
    /// <param name="stream">The stream, at the beginning of the array. It need not be able to seek.</param>
    /// <returns>The array.</returns>
    /// <exception cref="InvalidDataException">There is no valid array; the message says what and where, counted from the array's beginning.</exception>
    public static NpyArray Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var available = stream.CanSeek ? stream.Length - stream.Position : long.MaxValue;
        return NpyReader.Read(stream, available, certain: stream.CanSeek).Array;
    }

    /// <summary>Saves the array as a .npy file, which appears whole or not at all.</summary>
    /// <param name="path">The file's path; an existing file is replaced.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Writes the array as a .npy file to a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(NpyHeader.Write(Type, _shape));
        stream.Write(_data);
    }

    /// <summary>Returns the elements in C order, not copied.</summary>
    /// <typeparam name="T">The type that <see cref="Type"/> names.</typeparam>
    /// <returns>The elements.</returns>
    /// <exception cref="InvalidOperationException">The elements have another type.</exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged
    {
        var entry = NpyTypes.Of(Type);
        return typeof(T) == entry.Clr
            ? MemoryMarshal.Cast<byte, T>(_data)
            : throw new InvalidOperationException($"The elements are {Type} (NumPy: {entry.Code}), to be read as {entry.Clr.Name}, but not as {typeof(T).Name}. ToDoubles converts real numbers of any type.");
    }

    /// <summary>Returns the elements in C order as doubles; integers beyond 2^53 are rounded.</summary>
    /// <returns>The elements.</returns>
    /// <exception cref="InvalidOperationException">The elements are complex.</exception>
    public double[] ToDoubles() => Type switch
    {
        NpyType.Bool => Convert<byte>(_data),
        NpyType.Int8 => Convert<sbyte>(_data),
        NpyType.UInt8 => Convert<byte>(_data),
        NpyType.Int16 => Convert<short>(_data),
        NpyType.UInt16 => Convert<ushort>(_data),
        NpyType.Int32 => Convert<int>(_data),
        NpyType.UInt32 => Convert<uint>(_data),
        NpyType.Int64 => Convert<long>(_data),
        NpyType.UInt64 => Convert<ulong>(_data),
        NpyType.Float16 => Convert<Half>(_data),
        NpyType.Float32 => Convert<float>(_data),
        NpyType.Float64 => Convert<double>(_data),
        _ => throw new InvalidOperationException($"The elements are {Type}, which have two parts; read them with AsSpan."),
    };

    /// <summary>Returns a tensor with a copy of the elements, on the CPU.</summary>
    /// <returns>The tensor, of the array's type and shape; the caller owns it.</returns>
    /// <exception cref="NotSupportedException">The elements are unsigned integers of more than 8 bits, which tensors do not have.</exception>
    public Tensor ToTensor()
    {
        var scalar = NpyTypes.Of(Type).Scalar
            ?? throw new NotSupportedException($"Tensors have no elements of {Type}; take ToDoubles(), or AsSpan and a type that is wider.");
        var tensor = empty(_shape, dtype: scalar);
        _data.CopyTo(tensor.bytes);
        return tensor;
    }

    /// <summary>Returns type and shape, such as <c>Float32 (96, 188)</c>.</summary>
    /// <returns>The array as text.</returns>
    public override string ToString() => $"{Type} ({string.Join(", ", _shape)})";

    private static double[] Convert<T>(byte[] data)
        where T : unmanaged, INumber<T>
    {
        var elements = MemoryMarshal.Cast<byte, T>(data);
        var doubles = new double[elements.Length];
        for (var i = 0; i < doubles.Length; i++)
            doubles[i] = double.CreateChecked(elements[i]);
        return doubles;
    }
}
