using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Reads and writes tensors in safetensors files, which hold numbers and text and nothing executable.</summary>
/// <remarks>
/// <para>Format: eight bytes, the length of the header, little-endian; the header in JSON, padded with spaces to a multiple of
/// eight bytes; then the tensors, row-major, little-endian, without gaps. Element types: BOOL, U8, I8, I16, I32, I64, F16, BF16, F32, F64.</para>
/// <para>Source: the safetensors format, version 0.x, by Hugging Face. Reading refuses what the reference implementation refuses, and duplicate keys.
/// Writing keeps its order, wide types first and then by name, so that the same tensors and metadata give the same bytes.</para>
/// </remarks>
public static class SafeTensors
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The open file; dispose it.</returns>
    /// <exception cref="InvalidDataException">The file is not a valid safetensors file; the message says what is wrong and where.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SafeTensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new SafeTensorsFile(stream, leaveOpen: false);
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
    /// <param name="stream">The stream; it must be able to seek. It stays open, and must stay so while tensors are loaded.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="InvalidDataException">The stream does not hold a valid safetensors file; the message says what is wrong and where.</exception>
    public static SafeTensorsFile Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek || !stream.CanRead)
            throw new ArgumentException("The stream must be able to read and to seek; copy it into a MemoryStream first.", nameof(stream));
        return new SafeTensorsFile(stream, leaveOpen: true);
    }

    /// <summary>Writes a file. It appears whole or not at all: an older file of that name is replaced once the new one is complete.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="tensors">The tensors by name; on any device.</param>
    /// <param name="metadata">Free text entries, or <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">A type of element that the format does not have, or the reserved name <c>__metadata__</c>.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var writer = new SafeTensorsWriter(tensors, metadata);
        AtomicFile.Write(path, writer.WriteTo);
    }

    /// <summary>Writes a file into a stream, at its position.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="tensors">The tensors by name; on any device.</param>
    /// <param name="metadata">Free text entries, or <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">A type of element that the format does not have, or the reserved name <c>__metadata__</c>.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        new SafeTensorsWriter(tensors, metadata).WriteTo(stream);
    }
}
