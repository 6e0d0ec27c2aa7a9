using System.Buffers.Binary;
using MusicCnn.Signals;

namespace MusicCnn.Audio.Internal;

/// <summary>Writes WAV files in the plain form that every program reads, with all sizes known before the first byte.</summary>
internal static class WavEncoder
{
    private const ushort PcmTag = 1;
    private const ushort FloatTag = 3;

    /// <summary>Bytes of the largest header, which a RIFF's 32-bit size counts besides the samples.</summary>
    private const int LargestHeader = 64;

    /// <summary>Bytes that are converted at a time.</summary>
    private const int BufferSize = 1 << 16;

    /// <summary>Writes a clip that passes <see cref="Check"/>; the stream need not be able to seek.</summary>
    public static void Write(Stream stream, AudioClip clip, AudioEncoding encoding)
    {
        var sampleSize = SampleSize(encoding);
        var blockSize = sampleSize * clip.Channels;
        var dataSize = (uint)clip.Length * (uint)blockSize;
        stream.Write(Header(clip, encoding, dataSize));

        var bytes = new byte[Math.Max(1, BufferSize / blockSize) * blockSize];
        for (var start = 0; start < clip.Length;)
        {
            var count = Math.Min(bytes.Length / blockSize, clip.Length - start);
            for (var c = 0; c < clip.Channels; c++)
            {
                var samples = clip.Channel(c).Slice(start, count);
                for (var i = 0; i < count; i++)
                    WavSamples.Encode(samples[i], encoding, bytes.AsSpan((i * blockSize) + (c * sampleSize)));
            }

            stream.Write(bytes, 0, count * blockSize);
            start += count;
        }

        if (dataSize % 2 == 1)
            stream.WriteByte(0);
    }

    /// <summary>Throws unless a clip can be written: within the format's sizes, and finite.</summary>
    /// <exception cref="ArgumentException">The clip is too large, or holds NaN or infinity.</exception>
    public static void Check(AudioClip clip, AudioEncoding encoding)
    {
        var blockSize = (long)SampleSize(encoding) * clip.Channels;
        if (blockSize > ushort.MaxValue)
            throw new ArgumentException($"A WAV file cannot hold {clip.Channels} channels of {SampleSize(encoding)} bytes a sample.", nameof(clip));
        if (blockSize * clip.Length > uint.MaxValue - LargestHeader)
        {
            throw new ArgumentException(
                $"A WAV file holds less than 4 GiB, but the clip needs {blockSize * clip.Length} bytes. Save slices of it.", nameof(clip));
        }

        for (var c = 0; c < clip.Channels; c++)
        {
            var samples = clip.Channel(c);
            for (var i = 0; i < samples.Length; i++)
            {
                if (!float.IsFinite(samples[i]))
                    throw new ArgumentException($"Sample {i} of channel {c} is {samples[i]}; only finite samples can be saved.", nameof(clip));
            }
        }
    }

    private static int SampleSize(AudioEncoding encoding) => encoding switch
    {
        AudioEncoding.Pcm16 => 2,
        AudioEncoding.Pcm24 => 3,
        _ => 4,
    };

    private static byte[] Header(AudioClip clip, AudioEncoding encoding, uint dataSize)
    {
        var isFloat = encoding == AudioEncoding.Float32;
        var sampleSize = SampleSize(encoding);

        var chunks = new MemoryStream();
        using var writer = new BinaryWriter(chunks);
        writer.Write("WAVEfmt "u8);
        writer.Write(isFloat ? 18 : 16);
        writer.Write(isFloat ? FloatTag : PcmTag);
        writer.Write((ushort)clip.Channels);
        writer.Write(clip.SampleRate);
        writer.Write((uint)((long)clip.SampleRate * sampleSize * clip.Channels));
        writer.Write((ushort)(sampleSize * clip.Channels));
        writer.Write((ushort)(8 * sampleSize));
        if (isFloat)
        {
            // What is not PCM says that nothing extends the format, and repeats its length.
            writer.Write((ushort)0);
            writer.Write("fact"u8);
            writer.Write(4);
            writer.Write(clip.Length);
        }

        writer.Write("data"u8);
        writer.Write(dataSize);

        var header = new byte[8 + chunks.Length];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)chunks.Length + dataSize + (dataSize % 2));
        chunks.ToArray().CopyTo(header, 8);
        return header;
    }
}
