using MusicCnn.Internal;

namespace MusicCnn.Signals;

/// <summary>Represents a piece of audio as data: samples of one or more channels at a sample rate.</summary>
/// <remarks>Units: amplitude, full scale is [-1, 1]; larger values are kept as they are.</remarks>
public sealed class AudioClip
{
    private readonly float[][] _channels;

    /// <summary>Initializes a new instance of the <see cref="AudioClip"/> class from one array a channel; the arrays are taken over, not copied.</summary>
    /// <param name="channels">The samples of each channel, all of one length; at least one channel.</param>
    /// <param name="sampleRate">The sample rate, in hertz.</param>
    public AudioClip(float[][] channels, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(channels);
        SampleRate = Require.Positive(sampleRate, "hertz", nameof(sampleRate));
        Require.Positive(channels.Length, "channels", nameof(channels));
        foreach (var channel in channels)
        {
            ArgumentNullException.ThrowIfNull(channel, nameof(channels));
            if (channel.Length != channels[0].Length)
                throw new ArgumentException($"All channels must have the same length, but got {channels[0].Length} and {channel.Length} samples.", nameof(channels));
        }

        _channels = channels;
    }

    /// <summary>Initializes a new instance of the <see cref="AudioClip"/> class from the samples of a single channel; the array is taken over, not copied.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="sampleRate">The sample rate, in hertz.</param>
    public AudioClip(float[] samples, int sampleRate)
        : this([samples], sampleRate)
    {
    }

    /// <summary>Gets the sample rate, in hertz.</summary>
    public int SampleRate { get; }

    /// <summary>Gets the number of channels.</summary>
    public int Channels => _channels.Length;

    /// <summary>Gets the number of samples of each channel.</summary>
    public int Length => _channels[0].Length;

    /// <summary>Gets the duration.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Length / SampleRate);

    /// <summary>Returns the samples of a channel.</summary>
    /// <param name="channel">The channel, from 0.</param>
    /// <returns>The samples, not copied.</returns>
    public ReadOnlySpan<float> Channel(int channel)
    {
        Require.Within(channel, 0, Channels - 1, "(channels)", nameof(channel));
        return _channels[channel];
    }
}
