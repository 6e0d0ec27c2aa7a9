using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents the sound of one drum: a decaying tone, whose pitch may fall, and decaying noise in a band.</summary>
public sealed record DrumSound
{
    /// <summary>Gets the share of noise, from 0 (tone only) to 1 (noise only).</summary>
    /// <value>The default value is 0.5.</value>
    public double Noise { get; init => field = Require.Within(value, 0, 1, "of the amplitude"); } = 0.5;

    /// <summary>Gets the frequency at which the tone settles, in hertz.</summary>
    /// <value>The default value is 180 Hz.</value>
    public double Frequency { get; init => field = Require.Positive(value, "hertz"); } = 180;

    /// <summary>Gets the frequency at which the tone starts, as a multiple of <see cref="Frequency"/>.</summary>
    /// <value>The default value is 1: the pitch does not fall.</value>
    public double Sweep { get; init => field = Require.Within(value, 1, 20, "times the frequency"); } = 1;

    /// <summary>Gets the time in which the tone falls by 60 dB.</summary>
    /// <value>The default value is 150 ms.</value>
    public TimeSpan ToneDecay { get; init => field = Decay(value, nameof(ToneDecay)); } = TimeSpan.FromMilliseconds(150);

    /// <summary>Gets the center of the noise band, in hertz.</summary>
    /// <value>The default value is 3,000 Hz.</value>
    public double NoiseCenter { get; init => field = Require.Positive(value, "hertz"); } = 3_000;

    /// <summary>Gets the width of the noise band between its -3 dB points, in octaves.</summary>
    /// <value>The default value is 2 octaves.</value>
    public double NoiseOctaves { get; init => field = Require.Within(value, 0.1, 6, "octaves"); } = 2;

    /// <summary>Gets the time in which the noise falls by 60 dB.</summary>
    /// <value>The default value is 150 ms.</value>
    public TimeSpan NoiseDecay { get; init => field = Decay(value, nameof(NoiseDecay)); } = TimeSpan.FromMilliseconds(150);

    /// <summary>Gets the peak amplitude of an accented stroke, above 0 and up to 1.</summary>
    /// <value>The default value is 0.8.</value>
    public double Level { get; init => field = Require.Within(value, 1e-4, 1, "of full scale"); } = 0.8;

    /// <summary>Gets the place between the loudspeakers: -1 left, 0 center, 1 right.</summary>
    /// <value>The default value is 0.</value>
    public double Pan { get; init => field = Require.Within(value, -1, 1, "(left to right)"); }

    private static TimeSpan Decay(TimeSpan value, string name)
    {
        Require.Within(value.TotalSeconds, 0.001, 10, "seconds", name);
        return value;
    }
}
