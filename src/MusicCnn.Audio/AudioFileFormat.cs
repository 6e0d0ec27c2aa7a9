namespace MusicCnn.Audio;

/// <summary>Specifies the format of an audio file, as recognized by its first bytes; the extension plays no part.</summary>
public enum AudioFileFormat
{
    /// <summary>RIFF WAVE: integer PCM of 8, 16, 24 or 32 bits, or floating point of 32 or 64 bits.</summary>
    Wav,

    /// <summary>Apple's audio interchange file format.</summary>
    Aiff,

    /// <summary>The free lossless audio codec.</summary>
    Flac,

    /// <summary>An Ogg stream, such as Vorbis.</summary>
    Ogg,

    /// <summary>MPEG audio layer III.</summary>
    Mp3,
}
