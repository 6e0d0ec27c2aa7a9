using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Writes tensors in the order and spelling of the reference implementation.</summary>
internal sealed class SafeTensorsWriter
{
    private const int Alignment = 8;

    private readonly List<(string Name, Tensor Tensor)> _tensors;
    private readonly ReadOnlyMemory<byte> _header;

    public SafeTensorsWriter(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var (name, tensor) in tensors)
        {
            ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
            if (name == SafeTensorsHeader.MetadataKey)
                throw new ArgumentException($"No tensor can be called {SafeTensorsHeader.MetadataKey}; that name is the format's own.", nameof(tensors));
            if (SafeTensorTypes.Find(tensor.dtype).Rank < 0)
                throw new ArgumentException($"Tensor '{name}' is of type {tensor.dtype}, which the format does not have; it has {SafeTensorTypes.Names}.", nameof(tensors));
        }

        _tensors = [.. tensors
            .OrderByDescending(pair => SafeTensorTypes.Find(pair.Value.dtype).Rank)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))];
        _header = Header(metadata);
    }

    public void WriteTo(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)_header.Length);
        stream.Write(prefix);
        stream.Write(_header.Span);
        foreach (var (_, tensor) in _tensors)
            TensorBytes.Write(stream, tensor);
    }

    private ReadOnlyMemory<byte> Header(IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(SafeTensorsHeader.MetadataKey);
                foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            long position = 0;
            foreach (var (name, tensor) in _tensors)
            {
                var end = position + tensor.NumberOfElements * tensor.ElementSize;
                json.WriteStartObject(name);
                json.WriteString("dtype", SafeTensorTypes.Find(tensor.dtype).Name);
                WriteNumbers(json, "shape", tensor.shape);
                WriteNumbers(json, "data_offsets", [position, end]);
                json.WriteEndObject();
                position = end;
            }

            json.WriteEndObject();
        }

        var padding = (Alignment - buffer.WrittenCount % Alignment) % Alignment;
        buffer.GetSpan(Alignment)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenMemory;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
