namespace MusicCnn.Audio.Internal;

/// <summary>Represents an open audio file: what its header says, and its samples from a position on.</summary>
/// <remarks>A broken file is an <see cref="InvalidDataException"/> that says what is wrong and where; the file's name is added by <see cref="AudioFile"/>.</remarks>
internal interface IAudioDecoder : IDisposable
{
    /// <summary>Gets the file format.</summary>
    AudioFileFormat Format { get; }

    /// <summary>Gets the sample rate, in hertz; above 0.</summary>
    int SampleRate { get; }

    /// <summary>Gets the number of channels; above 0.</summary>
    int Channels { get; }

    /// <summary>Gets the number of samples a channel that the header declares, or null where it leaves that open. A claim until they are read.</summary>
    long? Length { get; }

    /// <summary>Gets a value that indicates whether <see cref="Seek"/> works, and to the sample.</summary>
    bool CanSeek { get; }

    /// <summary>Moves to a sample, not beyond <see cref="Length"/>.</summary>
    void Seek(long sample);

    /// <summary>Reads samples, channel by channel for each instant.</summary>
    /// <param name="interleaved">Room for a whole number of instants.</param>
    /// <returns>The number of instants read; 0 only at the end.</returns>
    int Read(Span<float> interleaved);
}
