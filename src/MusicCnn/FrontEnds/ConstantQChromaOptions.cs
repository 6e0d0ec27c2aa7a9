using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="ConstantQChroma"/>.</summary>
public sealed record ConstantQChromaOptions : FoldedConstantQOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>chroma_cqt</c>: 22,050 Hz, hop 512, seven octaves of 36 bins from C1, each frame divided by its maximum.</summary>
    /// <remarks>Differences: the transform is librosa's definition, which librosa itself meets to 0.8 to 3 % of the peak; tuning is not estimated but
    /// that of <see cref="AtomOptions.MinFrequency"/>; frames below 1e-30 fade out.</remarks>
    public static ConstantQChromaOptions Librosa { get; } = new()
    {
        ConstantQ = ConstantQOptions.Librosa with { Bins = 252, BinsPerOctave = 36 },
        NormalizationFloor = 1e-30,
    };

    /// <summary>Gets the norm by which each frame is divided (librosa: <c>norm</c>).</summary>
    /// <value>The default value is <see cref="PitchClassNormalization.Maximum"/>.</value>
    public PitchClassNormalization Normalization { get; init => field = Require.Defined(value); } = PitchClassNormalization.Maximum;

    /// <inheritdoc/>
    internal override PitchClassNormalization ActualNormalization => Normalization;
}
