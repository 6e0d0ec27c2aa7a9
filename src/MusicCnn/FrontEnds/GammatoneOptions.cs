using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="Gammatone"/>.</summary>
/// <remarks>The preset is data; change it with <c>with</c>, such as <c>NnAudio with { SampleRate = 22_050 }</c>.</remarks>
public sealed record GammatoneOptions : FilterBankOptions
{
    /// <summary>Gets the defaults of nnAudio 0.3's <c>Gammatonegram</c>: 44.1 kHz, 2048/512, 64 bands from 0 Hz, reflected.</summary>
    /// <remarks>Differences: weights are built in double precision, where nnAudio's are up to 6e-8 of the peak off; its <c>norm</c> and <c>htk</c>, which do
    /// nothing there, do not exist.</remarks>
    public static GammatoneOptions NnAudio { get; } = new() { SampleRate = 44_100, HopLength = 512, MinFrequency = 0 };

    /// <summary>Gets the number of bands (nnAudio: <c>n_bins</c>).</summary>
    /// <value>The default value is 64.</value>
    public int Bands { get; init => field = Require.Positive(value, "bands"); } = 64;

    /// <summary>Gets the center of the lowest band, in hertz (nnAudio: <c>fmin</c>).</summary>
    /// <value>The default value is 20.</value>
    public double MinFrequency { get; init => field = Require.NotNegative(value, "hertz"); } = 20;

    /// <summary>Gets the frequency above the highest band, in hertz, one step higher than its center, or <see langword="null"/> for half the sample rate
    /// (nnAudio: <c>fmax</c>).</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? MaxFrequency { get; init => field = value is { } frequency ? Require.Positive(frequency, "hertz") : null; }

    /// <summary>Gets a value indicating whether the filters are a parameter that is learned with the rest.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Trainable { get; init; }

    /// <summary>Gets the highest frequency in use, in hertz.</summary>
    internal double ActualMaxFrequency => MaxFrequency ?? SampleRate / 2.0;

    /// <inheritdoc/>
    internal override void Validate(string name)
    {
        base.Validate(name);
        BandLimits.Check(MinFrequency, MaxFrequency, SampleRate, name);
    }
}
