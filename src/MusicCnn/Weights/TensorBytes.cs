using static TorchSharp.torch;

namespace MusicCnn.Weights;

/// <summary>Moves the elements of tensors between memory and streams, row-major and little-endian.</summary>
internal static class TensorBytes
{
    /// <summary>Elements moved at once; keeps a span within its limit of 2³¹ bytes.</summary>
    private const long ChunkElements = 1 << 26;

    /// <summary>Fills a contiguous tensor on the CPU from where a stream stands.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="what">What it is, for messages, such as <c>tensor 'a'</c>.</param>
    /// <exception cref="InvalidDataException">The stream ends too early, or a truth value is neither 0 nor 1.</exception>
    public static void Read(Stream stream, Tensor tensor, string what)
    {
        using var flat = tensor.view(-1);
        var count = flat.shape[0];
        for (long start = 0; start < count; start += ChunkElements)
        {
            using var chunk = flat.narrow(0, start, Math.Min(ChunkElements, count - start));
            var bytes = chunk.bytes;
            try
            {
                stream.ReadExactly(bytes);
            }
            catch (EndOfStreamException e)
            {
                throw new InvalidDataException($"The file ends within {what}; it has become shorter since it was opened.", e);
            }

            if (tensor.dtype == ScalarType.Bool && bytes.IndexOfAnyExceptInRange((byte)0, (byte)1) is var at and >= 0)
                throw new InvalidDataException($"{char.ToUpperInvariant(what[0])}{what[1..]} must hold truth values 0 or 1, but element {start + at} is {bytes[at]}.");
        }
    }

    /// <summary>Writes a tensor, on any device and however it lies.</summary>
    public static void Write(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().cpu().contiguous().view(-1);
        var count = flat.shape[0];
        for (long start = 0; start < count; start += ChunkElements)
            stream.Write(flat.narrow(0, start, Math.Min(ChunkElements, count - start)).bytes);
    }
}
