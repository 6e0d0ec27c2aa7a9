namespace MusicCnn.Audio;

/// <summary>Represents what an audio file's header says.</summary>
/// <param name="Format">The file format.</param>
/// <param name="SampleRate">The sample rate, in hertz.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="Length">The number of samples of each channel, or <see langword="null"/> where the header leaves it open, as in a streamed FLAC or an MP3 whose encoder wrote none.</param>
public sealed record AudioFileInfo(AudioFileFormat Format, int SampleRate, int Channels, long? Length)
{
    /// <summary>Gets the duration, or <see langword="null"/> where the header leaves it open.</summary>
    public TimeSpan? Duration => Length is { } length ? TimeSpan.FromSeconds((double)length / SampleRate) : null;
}
