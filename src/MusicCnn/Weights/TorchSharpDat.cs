using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Reads and writes the files of TorchSharp's own <c>Module.save</c> and <c>Module.load</c>, by custom ending in <c>.dat</c>.</summary>
/// <remarks>
/// <para>Format: the number of tensors; then for each its key (the number of bytes, UTF-8), the number of its type, its rank, its sizes, and its elements,
/// row-major and little-endian. Numbers are LEB128: seven bits a byte, the lowest first. There is no signature, no checksum and no shape of the model.</para>
/// <para>Reading checks every size against the length of the file before memory is taken for it, which TorchSharp's own <c>load</c> does not; files from strangers
/// are read here, or better given as safetensors. Source: TorchSharp 0.107.0. Verified against: <c>Module.save</c> and <c>Module.load</c>, both ways.</para>
/// </remarks>
/// <example>
/// <code>
/// TorchSharpDat.Load(network, "network.dat");                       // as network.load, with lists of what differs
/// TorchSharpDat.Write("network.dat", network.state_dict());         // as network.save
/// SafeTensors.Write("network.safetensors", TorchSharpDat.Read("network.dat"));
/// </code>
/// </example>
public static class TorchSharpDat
{
    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The tensors by key, in the order of the file, on the CPU; the caller owns them.</returns>
    /// <exception cref="InvalidDataException">It is no such file; the message says what is wrong and where.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path) => At(path, Read);

    /// <summary>Reads all tensors of a file in a stream, from its position to its end.</summary>
    /// <param name="stream">The stream; it must be able to seek, and stays open.</param>
    /// <returns>The tensors by key, in the order of the file, on the CPU; the caller owns them.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="InvalidDataException">As for <see cref="Read(string)"/>.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek || !stream.CanRead)
            throw new ArgumentException("The stream must be able to read and to seek; copy it into a MemoryStream first.", nameof(stream));
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in TorchSharpDatIndex.Read(stream))
            tensors.Add(entry.Name, Load(stream, entry));
        foreach (var tensor in tensors.Values)
            tensor.MoveToOuterDisposeScope();
        return tensors;
    }

    /// <summary>Fills a module from a file.</summary>
    /// <param name="module">The module, on any device; its state dict must have the tensors of the file, no more and no fewer.</param>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidDataException">It is no such file; or its tensors are not those of the module, in the names, types or shapes; or they are not finite
    /// numbers. The message lists what differs, and the module is as it was.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(nn.Module module, string path)
    {
        ArgumentNullException.ThrowIfNull(module);
        At(path, stream =>
        {
            using var noGradient = no_grad();
            using var scope = NewDisposeScope();
            var entries = TorchSharpDatIndex.Read(stream);
            var targets = module.state_dict();
            if (Differences.Between(Differences.Forms(targets), entries.ToDictionary(entry => entry.Name, entry => entry.Form, StringComparer.Ordinal)) is { Length: > 0 } differences)
                throw new InvalidDataException($"Its tensors are not those of the module, {module.GetName()}.{differences}");
            var loaded = entries.ToDictionary(entry => entry.Name, entry => Load(stream, entry), StringComparer.Ordinal);
            if (ModelState.NotFinite(loaded) is { Count: > 0 } broken)
                throw new InvalidDataException($"It has weights that are not finite numbers.{Differences.List("Tensors", broken)}");
            foreach (var (name, tensor) in loaded)
                targets[name].copy_(tensor);
            return true;
        });
    }

    /// <summary>Writes a file. It appears whole or not at all: an older file of that name is replaced once the new one is complete.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="tensors">The tensors by key, on any device: a state dict. They are written in its order.</param>
    /// <exception cref="ArgumentException">A type of element that is not supported.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Check(tensors);
        AtomicFile.Write(path, stream => Write(stream, tensors));
    }

    /// <summary>Writes a file into a stream, at its position.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="tensors">The tensors by key, as for <see cref="Write(string, IReadOnlyDictionary{string, Tensor})"/>.</param>
    /// <exception cref="ArgumentException">A type of element that is not supported.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Check(tensors);
        using var writer = new BinaryWriter(stream, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: true);
        writer.Write7BitEncodedInt64(tensors.Count);
        foreach (var (name, tensor) in tensors)
        {
            writer.Write(name);
            writer.Write7BitEncodedInt64((long)tensor.dtype);
            writer.Write7BitEncodedInt64(tensor.shape.Length);
            foreach (var size in tensor.shape)
                writer.Write7BitEncodedInt64(size);
            writer.Flush();
            TensorBytes.Write(stream, tensor);
        }
    }

    private static void Check(IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var (name, tensor) in tensors)
        {
            ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
            if (!TorchSharpDatIndex.Holds(tensor.dtype))
                throw new ArgumentException($"Tensor '{name}' is of type {tensor.dtype}, which is not supported; supported are {TorchSharpDatIndex.Types}.", nameof(tensors));
        }
    }

    private static Tensor Load(Stream stream, TorchSharpDatEntry entry)
    {
        var tensor = empty([.. entry.Form.Shape], dtype: entry.Form.Type);
        stream.Position = entry.Position;
        TensorBytes.Read(stream, tensor, $"tensor '{entry.Name}'");
        return tensor;
    }

    private static T At<T>(string path, Func<Stream, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return read(stream);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"Cannot read '{path}'. {e.Message}", e);
        }
    }
}
