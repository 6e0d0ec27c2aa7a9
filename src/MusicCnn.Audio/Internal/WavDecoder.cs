namespace MusicCnn.Audio.Internal;

/// <summary>Reads WAV files.</summary>
/// <remarks>
/// <para>Written here rather than taken from a library so that the format that data sets use most gives the same samples and the same errors on every machine.</para>
/// <para>Source: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991; WAVEFORMATEXTENSIBLE as in Microsoft's mmreg.h.</para>
/// </remarks>
internal sealed class WavDecoder : IAudioDecoder
{
    /// <summary>Bytes that are read at a time.</summary>
    private const int BufferSize = 1 << 16;

    private readonly Stream _stream;
    private readonly WavFormat _format;
    private readonly long _dataStart;
    private readonly long _length;
    private readonly byte[] _bytes;
    private long _position;

    private WavDecoder(Stream stream, WavFormat format, long dataStart, long dataSize)
    {
        _stream = stream;
        _format = format;
        _dataStart = dataStart;
        _length = dataSize / format.BlockSize;
        _bytes = new byte[Math.Clamp(_length, 1, Math.Max(1, BufferSize / format.BlockSize)) * format.BlockSize];
        Seek(0);
    }

    /// <inheritdoc/>
    public AudioFileFormat Format => AudioFileFormat.Wav;

    /// <inheritdoc/>
    public int SampleRate => _format.SampleRate;

    /// <inheritdoc/>
    public int Channels => _format.Channels;

    /// <inheritdoc/>
    public long? Length => _length;

    /// <inheritdoc/>
    public bool CanSeek => true;

    /// <summary>Opens a WAV file.</summary>
    /// <param name="stream">A stream that can seek, holding the file from its beginning; stays open.</param>
    /// <exception cref="InvalidDataException">The file is broken, or of an encoding that is not read.</exception>
    public static WavDecoder Open(Stream stream)
    {
        WavFormat? format = null;
        var chunks = new ChunkWalk(stream, bigEndian: false);
        do
        {
            chunks.Advance("data");
            if (chunks.Id == "fmt ")
                format = ReadFormat(stream, chunks.Size);
        }
        while (chunks.Id != "data");

        if (format is not { } known)
            throw new InvalidDataException($"it has no 'fmt ' chunk before the 'data' chunk at byte {chunks.Position}");
        if (chunks.Size % known.BlockSize != 0 && !chunks.IsOpen)
        {
            throw new InvalidDataException(
                $"the 'data' chunk at byte {chunks.Position} has {chunks.Size} bytes, not a whole number of {known.BlockSize}-byte blocks");
        }

        return new WavDecoder(stream, known, chunks.Body, chunks.Size);
    }

    /// <inheritdoc/>
    public void Seek(long sample)
    {
        _position = sample;
        _stream.Position = _dataStart + (sample * _format.BlockSize);
    }

    /// <inheritdoc/>
    public int Read(Span<float> interleaved)
    {
        var blocks = (int)Math.Min(Math.Min(interleaved.Length / Channels, _bytes.Length / _format.BlockSize), _length - _position);
        var bytes = _bytes.AsSpan(0, blocks * _format.BlockSize);
        _stream.ReadExactly(bytes);
        WavSamples.Decode(bytes, _format, interleaved);
        _position += blocks;
        return blocks;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The stream belongs to the caller.
    }

    private static WavFormat ReadFormat(Stream stream, long size)
    {
        var chunk = new byte[Math.Min(size, WavFormat.ExtensibleSize)];
        stream.ReadExactly(chunk);
        return WavFormat.Parse(chunk);
    }
}
