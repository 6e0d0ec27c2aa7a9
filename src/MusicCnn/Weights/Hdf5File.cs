using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Represents an open HDF5 file of the classic format, as h5py and Keras write weights: its datasets, one at a time.</summary>
/// <remarks>
/// <para>Read are superblocks of version 0 with addresses and lengths of 8 bytes, groups by symbol tables with B-trees of any level, object headers of version 1
/// with continuations, and contiguous datasets of Float32, Float64, Int32 and Int64, little-endian. Attributes are passed over. Anything else, such
/// as chunks, compression, links or the newer format, is refused by name.</para>
/// <para>Opening reads the structures and checks them against the length of the file; nothing is allocated that the file does not pay for in bytes. Thread-safe.</para>
/// <para>Source: HDF5 File Format Specification, version 3.0, sections II.A, III.A, III.D, IV. Verified against: the four released weight files of
/// musicnn_keras beside the same weights as safetensors, bit for bit; files put together byte by byte.</para>
/// </remarks>
/// <example>
/// <code>
/// using var file = Hdf5File.Open("MTT_musicnn.h5");
/// using var kernel = file.Load("model_weights/conv2d/conv2d/kernel_1:0");   // [7, 38, 1, 204]
/// </code>
/// </example>
public sealed class Hdf5File : IDisposable
{
    private const int SuperblockLength = 96;

    /// <summary>Elements read at once; keeps a span within its limit of 2³¹ bytes.</summary>
    private const long ChunkElements = 1 << 26;

    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly Hdf5Source _source;
    private readonly Dictionary<string, Hdf5Dataset> _datasets;

    private Hdf5File(Stream stream, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        _source = new(stream);
        _datasets = Hdf5Groups.Read(_source, Root(_source));
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
            throw new KeyNotFoundException($"The file has no dataset '{name}'. It has {(Names.Count == 0 ? "none" : string.Join(", ", Names))}.");
        using var scope = NewDisposeScope();
        var loaded = empty([.. dataset.Form.Shape], dtype: dataset.Form.Type);
        lock (_lock)
        {
            var flat = loaded.view(-1);
            for (long start = 0, count = flat.shape[0]; start < count; start += ChunkElements)
            {
                var bytes = flat.narrow(0, start, Math.Min(ChunkElements, count - start)).bytes;
                _source.ReadInto(dataset.Address + (ulong)(start * loaded.element_size()), bytes, $"dataset '{name}'");
            }
        }

        return loaded.MoveToOuterDisposeScope();
    }

    /// <summary>Closes the file, unless it was opened on a stream to be left open.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }

    /// <summary>Returns the type and shape of a dataset.</summary>
    internal TensorForm Form(string name) => _datasets[name].Form;

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
