namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="ConstantQ"/>.</summary>
/// <remarks>The presets are data; change one with <c>with</c>, such as <c>Librosa with { SampleRate = 44_100 }</c>.</remarks>
public sealed record ConstantQOptions : AtomOptions
{
    /// <summary>Gets the defaults of librosa 0.11's <c>cqt</c>: 22,050 Hz, hop 512, seven octaves of 12 bins from C1, scaled by √L.</summary>
    /// <remarks>Differences: librosa evaluates its atoms at lower rates, rounds them to whole samples there and drops small parts of
    /// their spectra, which makes errors of 0.8 to 3 % of the peak against its own definition; this is the definition. Its frame count is
    /// sometimes one more.</remarks>
    public static ConstantQOptions Librosa { get; } = new() { SampleRate = 22_050, AtomRule = AtomRule.Librosa };

    /// <summary>Gets the defaults of nnAudio 0.3's <c>CQT1992v2</c>: 22,050 Hz, hop 512, 84 bins from 32.70 Hz, scaled by √L, reflected ends.</summary>
    /// <remarks>Differences: signals may be shorter than half the longest atom.</remarks>
    public static ConstantQOptions NnAudio { get; } = new() { SampleRate = 22_050, AtomRule = AtomRule.NnAudio, MinFrequency = 32.70 };
}
