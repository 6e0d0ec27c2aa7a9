using System.Buffers.Binary;
using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents an open safetensors file: its metadata, and its tensors one at a time.</summary>
/// <remarks>Opening reads the header alone and checks it against the length of the file; nothing is allocated that the file does not pay for in bytes. Thread-safe.</remarks>
public sealed class SafeTensorsFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly long _dataStart;
    private readonly Dictionary<string, SafeTensorInfo> _tensors;

    internal SafeTensorsFile(Stream stream, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        var start = stream.Position;
        var available = stream.Length - start;
        if (available < sizeof(ulong))
            throw new InvalidDataException($"A safetensors file has at least 8 bytes, but this one has {available}.");
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        var behind = available - sizeof(ulong);
        if (length > (ulong)Math.Min(behind, SafeTensorsHeader.MaxLength))
        {
            throw new InvalidDataException(
                $"The first 8 bytes promise a header of {length} bytes, but {behind} bytes follow and at most {SafeTensorsHeader.MaxLength} are allowed. It is no safetensors file, or truncated.");
        }

        var json = new byte[(int)length];
        stream.ReadExactly(json);
        var header = SafeTensorsHeader.Parse(json, behind - json.Length);
        _dataStart = start + sizeof(ulong) + json.Length;
        _tensors = header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        Metadata = header.Metadata;
        Tensors = header.Tensors;
    }

    /// <summary>Gets the free text entries; none where the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Gets what the file says of its tensors, in the order of their data.</summary>
    public IReadOnlyList<SafeTensorInfo> Tensors { get; }

    /// <summary>Gets the names of the tensors, in the order of their data.</summary>
    public IEnumerable<string> Names => Tensors.Select(tensor => tensor.Name);

    /// <summary>Returns whether the file has a tensor of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns><see langword="true"/> if it has.</returns>
    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>Loads one tensor, without reading the others.</summary>
    /// <param name="name">The name of the tensor.</param>
    /// <param name="type">The type of its elements, or <see langword="null"/> for the type as stored. Half precision has few operators on the CPU; <c>Float32</c> holds its values exactly.</param>
    /// <returns>The tensor, on the CPU; the caller owns it.</returns>
    /// <exception cref="KeyNotFoundException">The file has no such tensor.</exception>
    /// <exception cref="InvalidDataException">The file has become shorter since it was opened, or a truth value is neither 0 nor 1.</exception>
    public Tensor Load(string name, ScalarType? type = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_tensors.TryGetValue(name, out var info))
            throw new KeyNotFoundException($"The file has no tensor '{name}'. It has {(_tensors.Count == 0 ? "none" : string.Join(", ", Names))}.");
        using var scope = NewDisposeScope();
        var loaded = empty([.. info.Shape], dtype: info.Type);
        lock (_lock)
        {
            _stream.Position = _dataStart + info.Begin;
            TensorBytes.Read(_stream, loaded, $"tensor '{name}'");
        }

        return (type is null || type == info.Type ? loaded : loaded.to_type(type.Value)).MoveToOuterDisposeScope();
    }

    /// <summary>Closes the file, unless it was opened on a stream to be left open.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }
}
