using System.Buffers.Binary;

namespace MusicCnn.Audio.Internal;

/// <summary>Represents the <c>fmt </c> chunk of a WAV file that this library reads: PCM or floating point, in whole bytes.</summary>
internal readonly record struct WavFormat(int Channels, int SampleRate, int BitsPerSample, bool IsFloat)
{
    /// <summary>Most bytes of the chunk that are looked at: the extensible form.</summary>
    public const int ExtensibleSize = 40;

    /// <summary>The most channels, as in libsndfile: an empty file of more would cost memory that it has no bytes for.</summary>
    private const int MaxChannels = 1_024;

    private const int PlainSize = 16;
    private const int PcmTag = 1;
    private const int FloatTag = 3;
    private const int ExtensibleTag = 0xFFFE;

    /// <summary>Gets the number of bytes of one sample of all channels.</summary>
    public int BlockSize => Channels * BitsPerSample / 8;

    /// <summary>What follows the format tag in the sub-format identifier of the extensible form.</summary>
    private static ReadOnlySpan<byte> SubFormatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <summary>Returns the format that a chunk declares.</summary>
    /// <param name="chunk">The chunk's body, or its first <see cref="ExtensibleSize"/> bytes.</param>
    /// <exception cref="InvalidDataException">The chunk contradicts itself, or declares an encoding that is not read.</exception>
    public static WavFormat Parse(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < PlainSize)
            throw new InvalidDataException($"the 'fmt ' chunk has {chunk.Length} bytes, and needs at least {PlainSize}");

        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int blockSize = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == ExtensibleTag)
            tag = SubFormat(chunk);

        var format = new WavFormat(channels, (int)Math.Min(rate, int.MaxValue), bits, tag == FloatTag);
        var known = tag switch { PcmTag => bits is 8 or 16 or 24 or 32, FloatTag => bits is 32 or 64, _ => false };
        if (!known)
        {
            throw new InvalidDataException(
                $"it holds encoding 0x{tag:X4} of {bits} bits; read are PCM (0x0001) of 8, 16, 24 or 32 bits and floating point (0x0003) of 32 or 64 bits");
        }

        if (rate is 0 or > int.MaxValue)
            throw new InvalidDataException($"it declares a sample rate of {rate} Hz");
        if (channels == 0 || blockSize != format.BlockSize)
            throw new InvalidDataException($"it declares {channels} channels of {bits} bits in blocks of {blockSize} bytes, a contradiction");
        if (channels > MaxChannels)
            throw new InvalidDataException($"it declares {channels} channels; at most {MaxChannels} are read");
        return format;
    }

    private static int SubFormat(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < ExtensibleSize)
            throw new InvalidDataException($"the extensible 'fmt ' chunk has {chunk.Length} bytes, and needs {ExtensibleSize}");
        if (!chunk[26..ExtensibleSize].SequenceEqual(SubFormatTail))
            throw new InvalidDataException($"it holds the unknown sub-format {new Guid(chunk[24..ExtensibleSize])}");
        return BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
    }
}
