using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="Chroma"/>.</summary>
/// <remarks>The preset is data; change it with <c>with</c>, such as <c>Librosa with { Tuning = 0 }</c>.</remarks>
public sealed record ChromaOptions : FilterBankOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>chroma_stft</c>: 22,050 Hz, 2048/512, padded with zeros, tuning estimated, each frame divided by its
    /// maximum.</summary>
    /// <remarks>Differences: librosa divides any frame that is not zero, even one of 1e-300; here frames below 1e-30 fade out, so that gradients stay
    /// finite.</remarks>
    public static ChromaOptions Librosa { get; } = new()
    {
        SampleRate = 22_050,
        HopLength = 512,
        EdgePadding = EdgePadding.Zero,
        Tuning = null,
        NormalizationFloor = 1e-30,
    };

    /// <summary>Gets the number of pitch classes C in an octave (librosa: <c>n_chroma</c>).</summary>
    /// <value>The default value is 12.</value>
    public int Classes { get; init => field = Require.Positive(value, "pitch classes"); } = 12;

    /// <summary>Gets the pitch class of bin 0 (librosa: <c>base_c</c>). C lies 3·⌊C/12⌋ classes above A.</summary>
    /// <value>The default value is <see cref="PitchClassBase.C"/>.</value>
    public PitchClassBase Base { get; init => field = Require.Defined(value); } = PitchClassBase.C;

    /// <summary>Gets the deviation of the music from A4 = 440 Hz, in classes, from -1 to 1, or <see langword="null"/> to estimate it for each example from its
    /// loudest partials, all channels together (librosa: <c>tuning</c>, in fractions of a bin).</summary>
    /// <remarks>An estimate is a multiple of a hundredth of a class in [-0.5, 0.5), and no gradient flows through it.</remarks>
    /// <value>The default value is 0.</value>
    public double? Tuning { get; init => field = value is { } tuning ? Require.Within(tuning, -1, 1, "pitch classes") : null; } = 0;

    /// <summary>Gets the center of the octaves that count most, in octaves above 27.5 Hz, the note A0 (librosa: <c>ctroct</c>).</summary>
    /// <value>The default value is 5, 880 Hz.</value>
    public double CenterOctave { get; init => field = Require.Within(value, -10, 20, "octaves above A0"); } = 5;

    /// <summary>Gets the width of the Gaussian that weights octaves, its standard deviation in octaves, or <see langword="null"/> to weight all alike
    /// (librosa: <c>octwidth</c>).</summary>
    /// <value>The default value is 2.</value>
    public double? OctaveWidth { get; init => field = value is { } width ? Require.Positive(width, "octaves") : null; } = 2;

    /// <summary>Gets the norm by which each frame is divided, after <see cref="SpectrumOptions.Compression"/> (librosa: <c>norm</c>).</summary>
    /// <value>The default value is <see cref="PitchClassNormalization.Maximum"/>.</value>
    public PitchClassNormalization Normalization { get; init => field = Require.Defined(value); } = PitchClassNormalization.Maximum;

    /// <summary>Gets the smallest norm that is told apart, in the unit of the sums: a frame is divided by at least this, so that silence stays silent and
    /// what is softer fades out.</summary>
    /// <value>The default value is 1e-10.</value>
    public double NormalizationFloor { get; init => field = Require.Within(value, FrameNorm.SmallestFloor, double.MaxValue, "(norm)"); } = 1e-10;

    /// <inheritdoc/>
    internal override void Validate(string name)
    {
        base.Validate(name);
        FrameNorm.Check(Compression, Normalization, name);
    }
}
