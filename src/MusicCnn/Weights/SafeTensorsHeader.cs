using System.Text.Json;
using System.Text.Unicode;

namespace MusicCnn.Weights;

/// <summary>Represents the parsed and checked header of a safetensors file.</summary>
/// <param name="Metadata">The free text entries.</param>
/// <param name="Tensors">The tensors in the order of their data.</param>
internal sealed record SafeTensorsHeader(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<SafeTensorInfo> Tensors)
{
    /// <summary>The key that holds the metadata instead of a tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The largest header, in bytes, as in the reference implementation.</summary>
    public const long MaxLength = 100_000_000;

    private const int MaxRank = 64;

    /// <summary>Parses a header and checks it against the number of bytes behind it.</summary>
    /// <param name="json">The header.</param>
    /// <param name="dataLength">The number of bytes behind the header.</param>
    /// <exception cref="InvalidDataException">The header breaks the format; the message says what and where.</exception>
    public static SafeTensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
            throw new InvalidDataException("The header must be a JSON object that starts with '{'.");
        if (!Utf8.IsValid(json))
            throw new InvalidDataException("The header is not valid UTF-8.");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            var header = Read(ref reader);
            RequireTiling(header.Tensors, dataLength);
            return header;
        }
        // A string with half a surrogate pair surfaces as InvalidOperationException.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"The header is not valid JSON near its byte {reader.BytesConsumed}: {e.Message}", e);
        }
    }

    private static SafeTensorsHeader Read(ref Utf8JsonReader reader)
    {
        IReadOnlyDictionary<string, string>? metadata = null;
        var tensors = new List<SafeTensorInfo>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!names.Add(name))
                throw new InvalidDataException($"The header holds '{name}' twice.");
            Expect(ref reader, JsonTokenType.StartObject, name, "an object");
            if (name == MetadataKey)
                metadata = ReadMetadata(ref reader);
            else
                tensors.Add(ReadTensor(ref reader, name));
        }

        // Reads to the end, so that anything behind the object is an error.
        while (reader.Read())
        {
        }

        tensors.Sort((left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
        return new SafeTensorsHeader(metadata ?? new Dictionary<string, string>(), tensors);
    }

    private static Dictionary<string, string> ReadMetadata(ref Utf8JsonReader reader)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String, $"{MetadataKey}.{key}", "a string");
            if (!metadata.TryAdd(key, reader.GetString()!))
                throw new InvalidDataException($"The metadata hold '{key}' twice.");
        }

        return metadata;
    }

    private static SafeTensorInfo ReadTensor(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        List<long>? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString();
            var seen = field switch { "dtype" => type is not null, "shape" => shape is not null, "data_offsets" => offsets is not null, _ => false };
            if (seen)
                throw new InvalidDataException($"Tensor '{name}' has '{field}' twice.");
            switch (field)
            {
                case "dtype":
                    Expect(ref reader, JsonTokenType.String, $"{name}.dtype", "a string");
                    type = reader.GetString();
                    break;
                case "shape":
                    shape = ReadNumbers(ref reader, $"{name}.shape", MaxRank);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader, $"{name}.data_offsets", 2);
                    break;
                default:
                    throw new InvalidDataException($"Tensor '{name}' has the unknown field '{field}'; known are dtype, shape and data_offsets.");
            }
        }

        if (type is null || shape is null || offsets is not { Count: 2 })
            throw new InvalidDataException($"Tensor '{name}' must have a dtype, a shape and two data_offsets.");
        if (!SafeTensorTypes.TryParse(type, out var scalarType, out var size))
            throw new InvalidDataException($"Tensor '{name}' has the dtype '{type}', which is not supported; supported are {SafeTensorTypes.Names}.");
        var length = TensorForm.ByteLength(shape, size, $"Tensor '{name}'");
        if (offsets[1] - offsets[0] != length)
            throw new InvalidDataException($"Tensor '{name}' of {type} [{string.Join(", ", shape)}] takes {length} bytes, but its data_offsets span {offsets[1] - offsets[0]}.");

        return new SafeTensorInfo(name, scalarType, shape.AsReadOnly(), offsets[0], offsets[1]);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, string where, int atMost)
    {
        Expect(ref reader, JsonTokenType.StartArray, where, "a list of numbers");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
                throw new InvalidDataException($"'{where}' must hold whole numbers from 0 to {long.MaxValue}.");
            if (numbers.Count == atMost)
                throw new InvalidDataException($"'{where}' holds more than {atMost} numbers.");
            numbers.Add(number);
        }

        return numbers;
    }

    private static void RequireTiling(IReadOnlyList<SafeTensorInfo> tensors, long dataLength)
    {
        long position = 0;
        foreach (var tensor in tensors)
        {
            if (tensor.End > dataLength)
            {
                throw new InvalidDataException(
                    $"Tensor '{tensor.Name}' ends at byte {tensor.End} of the data, but the file has only {dataLength}; it may be truncated.");
            }

            if (tensor.Begin != position)
            {
                throw new InvalidDataException(
                    $"Tensor '{tensor.Name}' begins at byte {tensor.Begin} of the data, but the one before ends at {position}; tensors must neither overlap nor leave gaps.");
            }

            position = tensor.End;
        }

        if (position != dataLength)
            throw new InvalidDataException($"The tensors end at byte {position} of the data, but the file has {dataLength}; nothing may follow.");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string where, string what)
    {
        reader.Read();
        if (reader.TokenType != token)
            throw new InvalidDataException($"'{where}' must be {what}.");
    }
}
