using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MusicCnn.Training;
using MusicCnn.Weights;

namespace MusicCnn.Audio.Internal;

/// <summary>Reads and writes one file of the cache: a head of fixed size, then the values, float32, row-major and little-endian.</summary>
/// <remarks>The head: a mark, the version, the rank, the key, four sizes (0 beyond the rank), the clip's duration in ticks, the SHA-256 of the values, and the SHA-256 of the head up to there.</remarks>
internal static class FeatureEntry
{
    public const int HeadSize = SumAt + SHA256.HashSizeInBytes;

    private const int Version = 1;
    private const int VersionAt = 8;
    private const int RankAt = 12;
    private const int KeyAt = 16;
    private const int SizesAt = KeyAt + SHA256.HashSizeInBytes;
    private const int MaxRank = 4;
    private const int AudioAt = SizesAt + (MaxRank * sizeof(long));
    private const int ValuesAt = AudioAt + sizeof(long);
    private const int SumAt = ValuesAt + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Mark => "MCNNFEAT"u8;

    /// <summary>Returns the size of the file that features make.</summary>
    public static long SizeOf(ClipFeatures features) => HeadSize + ((long)features.Values.Length * sizeof(float));

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not, down to the last bit, what was written under this key.</exception>
    public static ClipFeatures Read(string path, string key)
    {
        // Another process may replace or remove the file meanwhile; what is open stays whole.
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> head = stackalloc byte[HeadSize];
        ReadExactly(file, head, at: 0);
        var (shape, audio) = ReadHead(head, key);
        var count = ClipFeatures.Volume(shape) ?? throw new InvalidDataException("Its shape is none.");
        if (RandomAccess.GetLength(file) != HeadSize + (count * sizeof(float)))
            throw new InvalidDataException("Its length is not that of its shape.");

        var memory = MemoryPool<float>.Shared.Rent((int)count);
        try
        {
            ReadExactly(file, MemoryMarshal.AsBytes(memory.Memory.Span[..(int)count]), HeadSize);
            var features = new ClipFeatures(shape, memory, audio);
            return features.Hash.Span.SequenceEqual(head[ValuesAt..SumAt]) ? features : throw new InvalidDataException("Its values are not those that were written.");
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    /// <summary>Writes a file, which appears whole or not at all.</summary>
    public static void Write(string path, string key, ClipFeatures features) => AtomicFile.Write(path, stream =>
    {
        Span<byte> head = stackalloc byte[HeadSize];
        head.Clear();
        Mark.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[VersionAt..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(head[RankAt..], features.Shape.Count);
        Convert.FromHexString(key).CopyTo(head[KeyAt..]);
        for (var axis = 0; axis < features.Shape.Count; axis++)
            BinaryPrimitives.WriteInt64LittleEndian(head[(SizesAt + (axis * sizeof(long)))..], features.Shape[axis]);
        BinaryPrimitives.WriteInt64LittleEndian(head[AudioAt..], features.Audio.Ticks);
        features.Hash.Span.CopyTo(head[ValuesAt..]);
        SHA256.HashData(head[..SumAt], head[SumAt..]);
        stream.Write(head);
        stream.Write(MemoryMarshal.AsBytes(features.Values.Span));
    }, toDisk: false);

    private static (long[] Shape, TimeSpan Audio) ReadHead(ReadOnlySpan<byte> head, string key)
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(head[..SumAt], sum);
        if (!head.StartsWith(Mark) || BinaryPrimitives.ReadInt32LittleEndian(head[VersionAt..]) != Version || !sum.SequenceEqual(head[SumAt..]))
            throw new InvalidDataException("Its head is not one of this format.");
        if (!head[KeyAt..SizesAt].SequenceEqual(Convert.FromHexString(key)))
            throw new InvalidDataException("It was written under another key.");

        var shape = new long[Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(head[RankAt..]), 0, MaxRank)];
        for (var axis = 0; axis < shape.Length; axis++)
            shape[axis] = BinaryPrimitives.ReadInt64LittleEndian(head[(SizesAt + (axis * sizeof(long)))..]);
        return (shape, new TimeSpan(BinaryPrimitives.ReadInt64LittleEndian(head[AudioAt..])));
    }

    private static void ReadExactly(Microsoft.Win32.SafeHandles.SafeFileHandle file, Span<byte> bytes, long at)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(file, bytes, at);
            if (read == 0)
                throw new InvalidDataException("It ends too early.");
            bytes = bytes[read..];
            at += read;
        }
    }
}
