using MusicCnn.Audio.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio;

/// <summary>Reads audio files of all common formats, and writes WAV files.</summary>
/// <remarks>
/// <para>Read: WAV (8, 16, 24, 32 bits, floating point of 32 and 64 bits, plain or extensible, up to 1,024 channels), AIFF, FLAC, Ogg and MP3; recognized by content, not by extension.</para>
/// <para>
/// Integers of b bits are divided by 2^(b−1). What a compressed format decodes to beyond [-1, 1] is kept. A file whose header declares more than the file holds is
/// an error, never a shorter clip; so are NaN and infinity. A valid file of zero samples gives a clip of length 0.
/// </para>
/// <para>Files larger than memory: read a part with <see cref="AudioLoadOptions.Start"/> and <see cref="AudioLoadOptions.Length"/>, which goes there without decoding what comes before, except in MP3.</para>
/// </remarks>
/// <example>
/// <code>
/// var song = AudioFile.Load("song.mp3", new() { TargetSampleRate = 16_000, Mono = true });
/// var chorus = song.Slice(TimeSpan.FromSeconds(42), TimeSpan.FromSeconds(10));
/// AudioFile.Save("chorus.wav", chorus);
/// </code>
/// </example>
public static class AudioFile
{
    /// <summary>Loads an audio file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="options">Which part to load, and as what; <see langword="null"/> for all of it as it is.</param>
    /// <returns>The clip.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not audio, broken, truncated, or of an encoding that is not read.</exception>
    /// <exception cref="NotSupportedException">The format needs libsndfile, which is not installed; the message says how to install it.</exception>
    /// <exception cref="ArgumentException">The start lies beyond the file's end, or the ratio of rates needs too large a filter.</exception>
    public static AudioClip Load(string path, AudioLoadOptions? options = null) =>
        Open(path, decoder => ClipReader.Read(decoder, options ?? new AudioLoadOptions()));

    /// <summary>Loads an audio file from a stream, from its current position to its end.</summary>
    /// <param name="stream">The stream; stays open. One that cannot seek, or is not at its beginning, is copied to memory first.</param>
    /// <param name="options">Which part to load, and as what; <see langword="null"/> for all of it as it is.</param>
    /// <returns>The clip.</returns>
    /// <inheritdoc cref="Load(string, AudioLoadOptions?)" path="/exception"/>
    public static AudioClip Load(Stream stream, AudioLoadOptions? options = null) =>
        Open(stream, "the stream", decoder => ClipReader.Read(decoder, options ?? new AudioLoadOptions()));

    /// <summary>Reads an audio file's header.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>What the header says.</returns>
    /// <inheritdoc cref="Load(string, AudioLoadOptions?)" path="/exception"/>
    public static AudioFileInfo ReadInfo(string path) => Open(path, Info);

    /// <summary>Reads an audio file's header from a stream.</summary>
    /// <param name="stream">The stream; stays open. One that cannot seek, or is not at its beginning, is copied to memory first.</param>
    /// <returns>What the header says.</returns>
    /// <inheritdoc cref="Load(string, AudioLoadOptions?)" path="/exception"/>
    public static AudioFileInfo ReadInfo(Stream stream) => Open(stream, "the stream", Info);

    /// <summary>Writes a clip to a WAV file; an existing one is replaced.</summary>
    /// <param name="path">The file's path; its folder must exist.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="encoding">How samples are stored. Integers are rounded to nearest, without dither; samples outside [-1, 1] are clipped.</param>
    /// <exception cref="ArgumentException">The clip holds NaN or infinity, or more than 4 GiB.</exception>
    public static void Save(string path, AudioClip clip, AudioEncoding encoding = AudioEncoding.Pcm16)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Check(clip, encoding);
        using var stream = File.Create(path);
        WavEncoder.Write(stream, clip, encoding);
    }

    /// <summary>Writes a clip to a stream as a WAV file.</summary>
    /// <param name="stream">The stream; stays open, and need not be able to seek.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="encoding">How samples are stored. Integers are rounded to nearest, without dither; samples outside [-1, 1] are clipped.</param>
    /// <exception cref="ArgumentException">The clip holds NaN or infinity, or more than 4 GiB.</exception>
    public static void Save(Stream stream, AudioClip clip, AudioEncoding encoding = AudioEncoding.Pcm16)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Check(clip, encoding);
        WavEncoder.Write(stream, clip, encoding);
    }

    /// <summary>Opens a file for reading piece by piece: one channel at a rate, without ever holding all of it.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="sampleRate">The rate of the pieces, in hertz.</param>
    /// <param name="resampling">The filter of the conversion to it, or null to refuse files of other rates.</param>
    /// <param name="use">What is done with the open file.</param>
    internal static T Read<T>(string path, int sampleRate, ResampleOptions? resampling, Func<MonoReader, T> use) =>
        Open(path, decoder => use(new MonoReader(decoder, sampleRate, resampling)));

    private static void Check(AudioClip clip, AudioEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(clip);
        MusicCnn.Internal.Require.Defined(encoding, nameof(encoding));
        WavEncoder.Check(clip, encoding);
    }

    private static AudioFileInfo Info(IAudioDecoder decoder) => new(decoder.Format, decoder.SampleRate, decoder.Channels, decoder.Length);

    private static T Open<T>(string path, Func<IAudioDecoder, T> use)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new FileNotFoundException($"'{path}' is a folder, not an audio file. Folders of audio files are read by {nameof(AudioFolder)}.", path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no audio file '{path}'.", path);

        using var stream = File.OpenRead(path);
        return Open(stream, $"'{path}'", use);
    }

    private static T Open<T>(Stream stream, string name, Func<IAudioDecoder, T> use)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = stream.CanSeek && stream.Position == 0 ? null : new MemoryStream();
        if (copy is not null)
            stream.CopyTo(copy);

        try
        {
            using var decoder = OpenDecoder(copy ?? stream);
            return use(decoder);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"Cannot read {name}: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static IAudioDecoder OpenDecoder(Stream stream)
    {
        Span<byte> head = stackalloc byte[AudioSignature.Length];
        stream.Position = 0;
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        var format = AudioSignature.Recognize(head);
        if (format == AudioFileFormat.Wav)
            return WavDecoder.Open(stream);
        if (format == AudioFileFormat.Aiff)
            RequireSound(stream);
        return LibraryDecoder.Open(stream, format);
    }

    /// <summary>Throws unless an AIFF file holds all of its sound; libraries read the rest of a truncated one as if nothing were missing.</summary>
    private static void RequireSound(Stream stream)
    {
        var chunks = new ChunkWalk(stream, bigEndian: true);
        do
            chunks.Advance("SSND");
        while (chunks.Id != "SSND");
    }
}
