using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Represents what a network takes of a clip, as plain numbers: an image <c>[C, F, T]</c> or a waveform <c>[S]</c>, row-major, float32.</summary>
public sealed class ClipFeatures : IDisposable
{
    private readonly IMemoryOwner<float> _memory;
    private readonly long[] _shape;
    private readonly int _count;

    /// <summary>Initializes a new instance of the <see cref="ClipFeatures"/> class.</summary>
    /// <param name="shape">The shape: one to four sizes, each at least 1.</param>
    /// <param name="memory">The values, as many as the shape says, at the beginning of memory that is taken over.</param>
    /// <param name="audio">The duration of the clip.</param>
    /// <exception cref="ArgumentException">The shape has another rank or an empty axis, or asks for more values than there are.</exception>
    public ClipFeatures(IReadOnlyList<long> shape, IMemoryOwner<float> memory, TimeSpan audio)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(memory);
        _shape = [.. shape];
        if (Volume(_shape) is not { } count || count > memory.Memory.Length)
            throw new ArgumentException($"{ShapeGuard.Print(_shape)} must be one to four sizes of at least 1, and ask for no more values than there are, {memory.Memory.Length}.", nameof(shape));
        (_memory, _count, Audio) = (memory, (int)count, audio);
        Hash = SHA256.HashData(Bytes);
    }

    /// <summary>Gets the shape.</summary>
    public IReadOnlyList<long> Shape => _shape;

    /// <summary>Gets the values.</summary>
    public ReadOnlyMemory<float> Values => _memory.Memory[.._count];

    /// <summary>Gets the duration of the clip.</summary>
    public TimeSpan Audio { get; }

    /// <summary>Gets the SHA-256 of the values.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>Gets the values as bytes.</summary>
    internal ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(Values.Span);

    /// <summary>Gives the memory back, after which the values are not to be read.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>Returns features with values copied from bytes.</summary>
    internal static ClipFeatures Copy(long[] shape, ReadOnlySpan<byte> bytes, TimeSpan audio)
    {
        var memory = MemoryPool<float>.Shared.Rent(bytes.Length / sizeof(float));
        bytes.CopyTo(MemoryMarshal.AsBytes(memory.Memory.Span));
        return new ClipFeatures(shape, memory, audio);
    }

    /// <summary>Returns the number of values of a shape, or null where it is no shape of features, or of more bytes than a span has.</summary>
    internal static long? Volume(ReadOnlySpan<long> shape)
    {
        if (shape.Length is < 1 or > 4)
            return null;
        var count = 1L;
        foreach (var size in shape)
        {
            if (size < 1 || size > int.MaxValue / sizeof(float) / count)
                return null;
            count *= size;
        }

        return count;
    }
}
