using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents an open HDF5 file of the classic format, as h5py and Keras write weights: its datasets, one at a time.</summary>
/// <remarks>
/// <para>Read are superblocks of version 0 with addresses and lengths of 8 bytes, groups by symbol tables with B-trees of any level, object headers of version 1
/// with continuations, contiguous datasets of Float32, Float64, Int32 and Int64, little-endian, and attributes of these types and of texts, fixed in length or not.
/// Anything else, such as chunks, compression, links or the newer format, is refused by name: at once where it concerns datasets, else when the
/// attribute is asked for.</para>
/// <para>Opening reads the structures and checks them against the length of the file; nothing is allocated that the file does not pay for in bytes. Thread-safe.</para>
/// <para>Source: HDF5 File Format Specification, version 3.0, sections II.A, III.A, III.D, III.E, IV. Verified against: the four released weight files of
/// musicnn_keras beside the same weights as safetensors, bit for bit, and their attributes; files put together byte by byte.</para>
/// </remarks>
/// <example>
/// <code>
/// using var file = Hdf5File.Open("MTT_musicnn.h5");
/// using var kernel = file.Load("model_weights/conv2d/conv2d/kernel_1:0");   // [7, 38, 1, 204]
/// var layers = file.Attribute("model_weights", "layer_names").Texts;
/// </code>
/// </example>
public sealed class Hdf5File : IDisposable
{
    private const int SuperblockLength = 96;

    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly Hdf5Source _source;
    private readonly Hdf5GlobalHeaps _heaps;
    private readonly IReadOnlyDictionary<string, Hdf5Dataset> _datasets;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<Hdf5AttributeMessage>> _attributes;
    private readonly Dictionary<(string Path, string Name), Hdf5AttributeValue> _read = [];

    private Hdf5File(Stream stream, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        _source = new(stream);
        _heaps = new(_source);
        var groups = Hdf5Groups.Read(_source, Root(_source));
        (_datasets, _attributes) = (groups.Datasets, groups.Attributes);
        Names = [.. _datasets.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Gets the paths of the datasets, without a leading slash, sorted by their characters' codes.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Gets the eight bytes that every HDF5 file begins with.</summary>
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Opens a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The open file; dispose it.</returns>
    /// <exception cref="InvalidDataException">The file is no HDF5 file, is broken, or uses what is not supported; the message says what and where.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Hdf5File Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new(stream, leaveOpen: false);
        }
        catch (InvalidDataException e)
        {
            stream.Dispose();
            throw new InvalidDataException($"Cannot read '{path}'. {e.Message}", e);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file in a stream, from its position to its end.</summary>
    /// <param name="stream">The stream; it must be able to seek. It stays open, and must stay so while datasets are loaded.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="InvalidDataException">As for <see cref="Open(string)"/>.</exception>
    public static Hdf5File Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek || !stream.CanRead)
            throw new ArgumentException("The stream must be able to read and to seek; copy it into a MemoryStream first.", nameof(stream));
        return new(stream, leaveOpen: true);
    }

    /// <summary>Loads one dataset, without reading the others.</summary>
    /// <param name="name">The path of the dataset, without a leading slash.</param>
    /// <returns>The values as stored, in a tensor on the CPU; the caller owns it.</returns>
    /// <exception cref="KeyNotFoundException">The file has no such dataset.</exception>
    /// <exception cref="InvalidDataException">The file has become shorter since it was opened.</exception>
    public Tensor Load(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_datasets.TryGetValue(name, out var dataset))
            throw new KeyNotFoundException($"The file has no dataset '{name}'. It has {Listed(Names)}.");
        using var scope = NewDisposeScope();
        var loaded = empty([.. dataset.Form.Shape], dtype: dataset.Form.Type);
        lock (_lock)
            _source.ReadInto(dataset.Address, loaded, $"dataset '{name}'");
        return loaded.MoveToOuterDisposeScope();
    }

    /// <summary>Returns the names of the attributes of a group or dataset, in the order of the file.</summary>
    /// <param name="path">The path of the group or dataset, without a leading slash; empty for the root.</param>
    /// <returns>The names.</returns>
    /// <exception cref="KeyNotFoundException">The file has no such group or dataset.</exception>
    /// <exception cref="InvalidDataException">An attribute is broken or of another version than 1.</exception>
    public IReadOnlyList<string> AttributeNames(string path) => [.. Messages(path).Select(message => message.Name())];

    /// <summary>Returns an attribute of a group or dataset.</summary>
    /// <param name="path">The path of the group or dataset, without a leading slash; empty for the root.</param>
    /// <param name="name">The name of the attribute.</param>
    /// <returns>The attribute.</returns>
    /// <exception cref="KeyNotFoundException">The file has no such group, dataset or attribute.</exception>
    /// <exception cref="InvalidDataException">The attribute is broken or of a kind that is not read.</exception>
    public Hdf5AttributeValue Attribute(string path, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(path, name) ?? throw new KeyNotFoundException($"'/{path}' has no attribute '{name}'. It has {Listed(AttributeNames(path))}.");
    }

    /// <summary>Closes the file, unless it was opened on a stream to be left open.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }

    /// <summary>Returns the type and shape of a dataset.</summary>
    internal TensorForm Form(string name) => _datasets[name].Form;

    /// <summary>Returns whether there is a dataset of a path.</summary>
    internal bool Has(string name) => _datasets.ContainsKey(name);

    /// <summary>Returns whether there is a group or dataset of a path; that of the root is empty.</summary>
    internal bool HasObject(string path) => _attributes.ContainsKey(path);

    /// <summary>Returns an attribute, or nothing where the group or dataset has none of that name. Each is read once: what a file says of one counts
    /// against what a sound file can hold.</summary>
    internal Hdf5AttributeValue? Find(string path, string name)
    {
        var messages = Messages(path);
        lock (_lock)
        {
            if (!_read.TryGetValue((path, name), out var attribute) && messages.FirstOrDefault(message => message.Name() == name) is { } found)
                _read.Add((path, name), attribute = found.Read(_heaps));
            return attribute;
        }
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private IReadOnlyList<Hdf5AttributeMessage> Messages(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _attributes.GetValueOrDefault(path) ?? throw new KeyNotFoundException($"The file has no group or dataset '{path}'. Its datasets are {Listed(Names)}.");
    }

    /// <summary>Returns the address of the root group's header.</summary>
    private static ulong Root(Hdf5Source source)
    {
        var block = source.Read(0, SuperblockLength, "superblock");
        if (!block.AsSpan().StartsWith(Signature))
            throw new InvalidDataException($"An HDF5 file begins with {Convert.ToHexString(Signature)}, but this one with {Convert.ToHexString(block, 0, Signature.Length)}.");
        if (block[8] != 0)
            throw new InvalidDataException($"The superblock must have version 0, the default of h5py and Keras, but has {block[8]}. Write the file with libver='earliest'.");
        if (block[13] != 8 || block[14] != 8)
            throw new InvalidDataException($"Addresses and lengths must have 8 bytes each, but have {block[13]} and {block[14]}.");
        if (Hdf5Source.UInt64(block, 24) != 0)
            throw new InvalidDataException($"The base address must be 0, but is {Hdf5Source.UInt64(block, 24)}.");
        if (Hdf5Source.UInt64(block, 40) > (ulong)source.Length)
            throw new InvalidDataException($"The superblock says that the file has {Hdf5Source.UInt64(block, 40)} bytes, but it has {source.Length}; it is truncated.");
        return Hdf5Source.UInt64(block, 64);
    }
}
