using MusicCnn.Internal;
using MusicCnn.Signals;

namespace MusicCnn.Audio;

/// <summary>Represents which part of an audio file to load, and as what.</summary>
/// <remarks>A part equals the same part of the whole file loaded with the same settings: where the rate changes, the filter sees the samples around it.</remarks>
public sealed record AudioLoadOptions
{
    /// <summary>Gets the sample rate to convert to, in hertz, or <see langword="null"/> for the file's own.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? TargetSampleRate
    {
        get;
        init => field = value is { } rate ? Require.Positive(rate, "hertz") : null;
    }

    /// <summary>Gets the filter of the conversion.</summary>
    /// <value>The default value is <see cref="ResampleOptions.High"/>.</value>
    public ResampleOptions Resampling
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }
    = ResampleOptions.High;

    /// <summary>Gets a value that indicates whether the channels are averaged to one.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Mono { get; init; }

    /// <summary>Gets the time at which to start, to the nearest sample.</summary>
    /// <value>The default value is zero; not below it.</value>
    public TimeSpan Start
    {
        get;
        init
        {
            Require.NotNegative(value.TotalSeconds, "seconds");
            field = value;
        }
    }

    /// <summary>Gets the longest duration to load, to the nearest sample, or <see langword="null"/> for all that follows; a file that ends earlier gives less.</summary>
    /// <value>The default value is <see langword="null"/>; above zero otherwise.</value>
    public TimeSpan? Length
    {
        get;
        init
        {
            if (value is { } length)
                Require.Positive(length.TotalSeconds, "seconds");
            field = value;
        }
    }
}
