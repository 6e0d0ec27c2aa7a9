using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of an <see cref="OnsetStrength"/>.</summary>
public sealed record OnsetStrengthOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>onset.onset_strength</c>: the growth of its mel spectrogram in decibels, 80 below the largest value, from frame to frame.</summary>
    /// <remarks>Differences: librosa takes the largest value over the whole array, so that an example depends on its batch; here it is that of the example. Verified against:
    /// the definition in double precision, 1e-5 of the peak.</remarks>
    public static OnsetStrengthOptions Librosa { get; } = new()
    {
        Mel = MelSpectrogramOptions.Librosa with { Compression = new Decibels { TopDecibels = 80 } },
    };

    /// <summary>Gets the mel spectrogram whose growth it is. Its compression says what growth means: decibels, or another.</summary>
    public required MelSpectrogramOptions Mel { get; init => field = Require.NotNull(value); }

    /// <summary>Gets the distance of the two frames that are compared, in frames (librosa: <c>lag</c>).</summary>
    /// <value>The default value is 1.</value>
    public int Lag { get; init => field = Require.Positive(value, "frames"); } = 1;

    /// <summary>Gets the number of neighboring bands whose loudest is compared with, so that a vibrato is no onset; 1 for the band itself (librosa: <c>max_size</c>).</summary>
    /// <value>The default value is 1.</value>
    public int NeighborBands { get; init => field = Require.Positive(value, "bands"); } = 1;

    /// <summary>Gets a value indicating whether onsets come ⌊N/(2h)⌋ frames later, where half a frame behind them would lie (librosa: <c>center</c>).</summary>
    /// <value>The default value is <see langword="true"/>, as in librosa; with frames centered on their time, an onset itself is where <see langword="false"/> puts it.</value>
    public bool ShiftToCenter { get; init; } = true;

    /// <summary>Gets a value indicating whether the slow part of the strength is removed: y(t) = o(t) − o(t − 1) + 0.99 y(t − 1) (librosa: <c>detrend</c>).</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Detrend { get; init; }

    /// <summary>Gets by how many frames onsets come later.</summary>
    internal int Delay => ShiftToCenter ? Mel.FftSize / (2 * Mel.ActualHopLength) : 0;
}
