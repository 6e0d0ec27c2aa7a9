using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="Cens"/>.</summary>
public sealed record CensOptions : FoldedConstantQOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>chroma_cens</c>: 22,050 Hz, hop 512, seven octaves of 36 bins from C1, 41 frames of smoothing.</summary>
    /// <remarks>Differences: those of <see cref="ConstantQChromaOptions.Librosa"/>.</remarks>
    public static CensOptions Librosa { get; } = new()
    {
        ConstantQ = ConstantQChromaOptions.Librosa.ConstantQ,
        NormalizationFloor = 1e-30,
    };

    /// <summary>Gets the number of frames over which a Hann window smooths, odd; 1 for no smoothing (librosa: <c>win_len_smooth</c>).</summary>
    /// <value>The default value is 41.</value>
    public int SmoothingFrames
    {
        get;
        init => field = Require.Positive(value, "frames") % 2 == 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(SmoothingFrames), $"SmoothingFrames must be odd, so that the window has a middle, but was {value} frames.");
    } = 41;

    /// <summary>Gets of how many frames one is kept after smoothing.</summary>
    /// <value>The default value is 1: all, as in librosa; Müller's features keep one of ten.</value>
    public int Downsampling { get; init => field = Require.Positive(value, "frames"); } = 1;

    /// <inheritdoc/>
    internal override PitchClassNormalization ActualNormalization => PitchClassNormalization.Sum;
}
