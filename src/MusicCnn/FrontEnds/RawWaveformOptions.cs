using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="RawWaveform"/>.</summary>
public sealed record RawWaveformOptions
{
    /// <summary>Gets the sample rate of the waveforms, in hertz; also that of the frames.</summary>
    public required int SampleRate { get; init => field = Require.Positive(value, "hertz"); }
}
