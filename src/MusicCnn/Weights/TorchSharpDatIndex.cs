using System.Text;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Reads where the tensors of a .dat file of TorchSharp lie, each checked against the file's length before memory is taken for it.</summary>
internal sealed class TorchSharpDatIndex
{
    private const int MaxRank = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The types that tensors have, in the numbering of files, with the bytes of an element. Quantized types are left out.</summary>
    private static readonly Dictionary<ScalarType, int> Sizes = new()
    {
        [ScalarType.Byte] = 1,
        [ScalarType.Int8] = 1,
        [ScalarType.Int16] = 2,
        [ScalarType.Int32] = 4,
        [ScalarType.Int64] = 8,
        [ScalarType.Float16] = 2,
        [ScalarType.Float32] = 4,
        [ScalarType.Float64] = 8,
        [ScalarType.ComplexFloat32] = 8,
        [ScalarType.ComplexFloat64] = 16,
        [ScalarType.Bool] = 1,
        [ScalarType.BFloat16] = 2,
    };

    private readonly Stream _stream;
    private readonly long _start;
    private readonly long _end;

    private TorchSharpDatIndex(Stream stream) => (_stream, _start, _end) = (stream, stream.Position, stream.Length);

    /// <summary>Gets the names of the types that files hold.</summary>
    public static string Types => string.Join(", ", Sizes.Keys);

    private long Left => _end - _stream.Position;

    /// <summary>Returns whether files hold elements of a type.</summary>
    public static bool Holds(ScalarType type) => Sizes.ContainsKey(type);

    /// <summary>Reads the index of a file that begins where a stream stands and reaches to its end.</summary>
    /// <exception cref="InvalidDataException">It is no such file; the message says what is wrong and where.</exception>
    public static IReadOnlyList<TorchSharpDatEntry> Read(Stream stream) => new TorchSharpDatIndex(stream).Read();

    private List<TorchSharpDatEntry> Read()
    {
        var count = Number("number of tensors");
        var entries = new List<TorchSharpDatEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (entries.Count < count)
        {
            var entry = Entry(entries.Count + 1, count);
            if (!names.Add(entry.Name))
                throw new InvalidDataException($"It holds '{entry.Name}' twice.");
            entries.Add(entry);
        }

        return Left == 0 ? entries : throw new InvalidDataException($"Its {count} tensors end at byte {_stream.Position - _start}, but the file has {_end - _start}; nothing may follow.");
    }

    private TorchSharpDatEntry Entry(long number, long count)
    {
        var name = Name($"key of tensor {number} of {count}");
        var type = (ScalarType)Math.Min(Number($"type of tensor '{name}'"), sbyte.MaxValue);
        if (!Sizes.TryGetValue(type, out var elementSize))
            throw new InvalidDataException($"Tensor '{name}' has the type {(int)type}, which is not supported; supported are {Types}.");
        var rank = Number($"rank of tensor '{name}'");
        if (rank > MaxRank)
            throw new InvalidDataException($"Tensor '{name}' has {rank} dimensions; at most {MaxRank} are allowed.");
        var shape = new long[rank];
        for (var axis = 0; axis < rank; axis++)
            shape[axis] = Number($"shape of tensor '{name}'");
        var form = new TensorForm(type, shape);
        var length = TensorForm.ByteLength(shape, elementSize, $"Tensor '{name}'");
        if (length > Left)
            throw new InvalidDataException($"Tensor '{name}' of {form} takes {length} bytes, but only {Left} follow at byte {_stream.Position - _start}; the file may be truncated.");
        var position = _stream.Position;
        _stream.Position += length;
        return new(name, form, position);
    }

    private string Name(string what)
    {
        var length = Number($"length of the {what}");
        if (length > Left)
            throw new InvalidDataException($"The {what} takes {length} bytes, but only {Left} follow at byte {_stream.Position - _start}; the file may be truncated.");
        var bytes = new byte[(int)Math.Min(length, Array.MaxLength)];
        _stream.ReadExactly(bytes);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"The {what}, {length} bytes before byte {_stream.Position - _start}, is not valid UTF-8.", e);
        }
    }

    /// <summary>Reads a number in LEB128: seven bits a byte, the lowest first, the eighth bit set in all but the last.</summary>
    private long Number(string what)
    {
        var number = 0L;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var next = _stream.ReadByte();
            if (next < 0)
                throw new InvalidDataException($"The file ends within the {what}, at byte {_stream.Position - _start}.");
            number |= (next & 0x7FL) << shift;
            if (next < 0x80)
                return number;
        }

        throw new InvalidDataException($"The {what} before byte {_stream.Position - _start} has more than 63 bits.");
    }
}
