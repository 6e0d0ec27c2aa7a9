using MusicCnn.Signals;

namespace MusicCnn.Audio.Internal;

/// <summary>Reads the wanted part of an open file into a clip.</summary>
internal static class ClipReader
{
    /// <summary>Samples a channel for which room is made at once; more only as they really come, whatever a header declares.</summary>
    private const int FirstCapacity = 1 << 20;

    /// <summary>Samples of all channels that are decoded at a time.</summary>
    private const int BlockSize = 1 << 16;

    /// <summary>Reads what the options ask for.</summary>
    /// <exception cref="InvalidDataException">The file is broken, ends before its declared length, or holds NaN or infinity.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The start lies beyond the end of the file.</exception>
    public static AudioClip Read(IAudioDecoder decoder, AudioLoadOptions options)
    {
        var part = FilePart.Of(decoder, options);
        var clip = new AudioClip(ReadSamples(decoder, options, part), decoder.SampleRate);
        if (options.Mono)
            clip = clip.ToMono();
        if (part.TargetRate == decoder.SampleRate)
            return clip;

        var resampled = clip.Resampled(part.TargetRate, options.Resampling);
        var length = (int)Math.Min(part.TargetLength, Math.Max(0, resampled.Length - part.Lead));
        return length == resampled.Length ? resampled : resampled.Slice(Math.Min(part.Lead, resampled.Length), length);
    }

    private static float[][] ReadSamples(IAudioDecoder decoder, AudioLoadOptions options, FilePart part)
    {
        var wanted = part.SourceLength;
        var start = Advance(decoder, part.SourceStart);
        var channels = new float[decoder.Channels][];
        for (var c = 0; c < channels.Length; c++)
            channels[c] = new float[Math.Min(wanted, FirstCapacity)];

        var block = Block(channels.Length, wanted);
        var length = 0;
        while (length < wanted)
        {
            var room = (int)Math.Min(block.Length / channels.Length, wanted - length);
            var read = decoder.Read(block.AsSpan(0, room * channels.Length));
            if (read == 0)
                break;

            if (length + (long)read > Array.MaxLength)
                throw new InvalidDataException($"it is longer than the {Array.MaxLength} samples of one clip; load it in parts, with Start and Length");
            if (channels[0].Length < length + read)
                Resize(channels, (int)Math.Min(Math.Min(wanted, Array.MaxLength), Math.Max(2L * length, length + read)));
            Separate(block.AsSpan(0, read * channels.Length), channels, length, start);
            length += read;
        }

        if (length < wanted && decoder.Length is { } declared)
            throw DecodedBlock.Truncated(declared, start + length);
        if (decoder.Length is null)
            FilePart.RequireStartWithin(start + length, decoder, options);
        if (length < channels[0].Length)
            Resize(channels, length);
        return channels;
    }

    /// <summary>Goes to a sample, or to the end if that comes first; where the format has no index, by decoding what comes before.</summary>
    /// <returns>The sample reached.</returns>
    private static long Advance(IAudioDecoder decoder, long start)
    {
        if (start == 0)
            return 0;
        if (decoder.CanSeek)
        {
            decoder.Seek(start);
            return start;
        }

        var block = Block(decoder.Channels, start);
        long position = 0;
        while (position < start)
        {
            var read = decoder.Read(block.AsSpan(0, (int)Math.Min(block.Length, (start - position) * decoder.Channels)));
            if (read == 0)
                break;
            position += read;
        }

        return position;
    }

    /// <summary>Returns room for samples of all channels, for no more than are wanted.</summary>
    private static float[] Block(int channels, long wanted) => new float[Math.Clamp(wanted, 1, Math.Max(1, BlockSize / channels)) * channels];

    private static void Separate(ReadOnlySpan<float> block, float[][] channels, int at, long start)
    {
        DecodedBlock.RequireFinite(block, channels.Length, start + at);
        for (var c = 0; c < channels.Length; c++)
        {
            var channel = channels[c].AsSpan(at, block.Length / channels.Length);
            for (var i = 0; i < channel.Length; i++)
                channel[i] = block[(i * channels.Length) + c];
        }
    }

    private static void Resize(float[][] channels, int length)
    {
        for (var c = 0; c < channels.Length; c++)
            Array.Resize(ref channels[c], length);
    }
}
