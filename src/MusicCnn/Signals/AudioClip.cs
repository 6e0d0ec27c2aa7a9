using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.Signals;

/// <summary>Represents a piece of audio as data: samples of one or more channels at a sample rate.</summary>
/// <remarks>
/// <para>Units: amplitude, full scale is [-1, 1]; larger values are kept as they are.</para>
/// <para>
/// NaN and infinity are not looked for here, so that making a clip costs nothing; front-ends, <see cref="Resample"/> and audio files refuse them, and say which sample it is.
/// </para>
/// </remarks>
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

    /// <summary>Returns a clip with the samples of a tensor.</summary>
    /// <param name="samples">The samples, <c>[S]</c> or <c>[C, S]</c>, of any floating-point type and on any device.</param>
    /// <param name="sampleRate">The sample rate, in hertz.</param>
    /// <returns>The clip, with a copy of the samples in single precision.</returns>
    /// <exception cref="ArgumentException">The tensor has another rank, no channel, or is not of a floating-point type.</exception>
    public static AudioClip FromTensor(Tensor samples, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var shape = samples.shape;
        if (shape.Length is not (1 or 2) || (shape.Length == 2 && shape[0] == 0) || !samples.is_floating_point())
            throw new ArgumentException($"Expected [samples] or [channel, samples] of a floating-point type, but got {ShapeGuard.Print(shape)} of {samples.dtype}.", nameof(samples));

        var (channels, length) = (shape.Length == 1 ? 1 : (int)shape[0], (int)shape[^1]);
        using var scope = NewDisposeScope();
        var values = length == 0 ? [] : samples.detach().cpu().to(ScalarType.Float32).contiguous().data<float>().ToArray();
        return new AudioClip([.. Enumerable.Range(0, channels).Select(channel => values.AsSpan(channel * length, length).ToArray())], sampleRate);
    }

    /// <summary>Returns the samples of a channel.</summary>
    /// <param name="channel">The channel, from 0.</param>
    /// <returns>The samples, not copied.</returns>
    public ReadOnlySpan<float> Channel(int channel)
    {
        Require.Within(channel, 0, Channels - 1, "(channels)", nameof(channel));
        return _channels[channel];
    }

    /// <summary>Returns the samples of all channels.</summary>
    /// <returns>A copy, one array a channel.</returns>
    public float[][] ToArrays() => [.. _channels.Select(channel => channel.ToArray())];

    /// <summary>Returns the samples as a tensor.</summary>
    /// <param name="device">The device; <see langword="null"/> for the CPU.</param>
    /// <returns>A copy, float32: <c>[S]</c> for a single channel, <c>[C, S]</c> otherwise.</returns>
    public Tensor ToTensor(Device? device = null)
    {
        if (Channels == 1)
            return tensor(_channels[0], device: device);

        var all = new float[Channels * Length];
        for (var c = 0; c < Channels; c++)
            _channels[c].CopyTo(all, c * Length);
        return tensor(all, [Channels, Length], device: device);
    }

    /// <summary>Returns the average of all channels.</summary>
    /// <returns>A clip of one channel; this clip itself when it has only one.</returns>
    public AudioClip ToMono()
    {
        if (Channels == 1)
            return this;

        var mono = new float[Length];
        for (var i = 0; i < mono.Length; i++)
        {
            var sum = 0f;
            foreach (var channel in _channels)
                sum += channel[i];
            mono[i] = sum / Channels;
        }

        return new AudioClip(mono, SampleRate);
    }

    /// <summary>Returns a part of the clip.</summary>
    /// <param name="start">The first sample, at least 0.</param>
    /// <param name="length">The number of samples; the part must lie within the clip.</param>
    /// <returns>A copy of the part.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie within the clip.</exception>
    public AudioClip Slice(int start, int length)
    {
        Require.Within(start, 0, Length, "samples", nameof(start));
        Require.Within(length, 0, Length - start, "samples", nameof(length));
        return new AudioClip([.. _channels.Select(channel => channel.AsSpan(start, length).ToArray())], SampleRate);
    }

    /// <summary>Returns a part of the clip, to the nearest samples.</summary>
    /// <param name="start">The time at which the part begins.</param>
    /// <param name="duration">Its duration; the part must lie within the clip.</param>
    /// <returns>A copy of the part.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie within the clip.</exception>
    public AudioClip Slice(TimeSpan start, TimeSpan duration)
    {
        var first = Math.Round(start.TotalSeconds * SampleRate);
        var end = Math.Round((start + duration).TotalSeconds * SampleRate);
        if (first < 0 || end < first || end > Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(start), $"The part must lie within the clip's {Duration.TotalSeconds} seconds, but was {duration.TotalSeconds} seconds from {start.TotalSeconds}.");
        }

        return Slice((int)first, (int)(end - first));
    }

    /// <summary>Returns the clip at another sample rate.</summary>
    /// <param name="sampleRate">The sample rate, in hertz.</param>
    /// <param name="options">The filter; <see langword="null"/> for <see cref="ResampleOptions.High"/>.</param>
    /// <returns>The clip with ⌈S·new/old⌉ samples; this clip itself when it has that rate already.</returns>
    /// <exception cref="ArgumentException">The ratio of rates needs too large a filter.</exception>
    public AudioClip Resampled(int sampleRate, ResampleOptions? options = null)
    {
        Require.Positive(sampleRate, "hertz", nameof(sampleRate));
        if (sampleRate == SampleRate)
            return this;

        var kernel = PolyphaseKernelCache.Shared.Get(SampleRate, sampleRate, options ?? ResampleOptions.High);
        var length = kernel.OutputLength(Length);
        if (length > Array.MaxLength)
            throw new ArgumentException($"At {sampleRate} Hz the clip would have {length} samples, more than a clip can hold. Resample slices of it.", nameof(sampleRate));

        var threads = get_num_threads();
        return new AudioClip([.. _channels.Select(channel => PolyphaseFilter.Apply(kernel, channel, threads))], sampleRate);
    }
}
