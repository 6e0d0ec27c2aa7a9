using MusicCnn.Internal;

namespace MusicCnn.Augmentation;

/// <summary>Represents the settings of <see cref="AddNoise"/>.</summary>
public sealed record AddNoiseOptions : AugmentationOptions
{
    /// <summary>Gets how the power of the noise is spread over frequency.</summary>
    /// <value>The default value is <see cref="NoiseColor.White"/>.</value>
    public NoiseColor Color { get; init => field = Require.Defined(value); } = NoiseColor.White;

    /// <summary>Gets the lowest ratio of signal to noise, in decibels.</summary>
    /// <value>The default value is 10.</value>
    public double MinSignalToNoise { get; init => field = Require.Finite(value, "decibels"); } = 10;

    /// <summary>Gets the highest ratio of signal to noise, in decibels.</summary>
    /// <value>The default value is 40.</value>
    public double MaxSignalToNoise { get; init => field = Require.Finite(value, "decibels"); } = 40;

    internal void Validate(string name) =>
        RequireRange(MinSignalToNoise, MaxSignalToNoise, nameof(MinSignalToNoise), nameof(MaxSignalToNoise), "dB", name);
}
