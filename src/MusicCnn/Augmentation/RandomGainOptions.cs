using MusicCnn.Internal;

namespace MusicCnn.Augmentation;

/// <summary>Represents the settings of <see cref="RandomGain"/>.</summary>
public sealed record RandomGainOptions : AugmentationOptions
{
    /// <summary>Gets the lowest gain, in decibels.</summary>
    /// <value>The default value is -6.</value>
    public double MinGain { get; init => field = Require.Finite(value, "decibels"); } = -6;

    /// <summary>Gets the highest gain, in decibels.</summary>
    /// <value>The default value is 6.</value>
    public double MaxGain { get; init => field = Require.Finite(value, "decibels"); } = 6;

    /// <summary>Gets a value indicating whether the input is power, which changes by twice as many powers of ten as amplitude.</summary>
    /// <value>The default value is <see langword="false"/>: waveforms and magnitudes.</value>
    public bool OfPower { get; init; }

    internal void Validate(string name) => RequireRange(MinGain, MaxGain, nameof(MinGain), nameof(MaxGain), "dB", name);
}
