using MusicCnn.Internal;

namespace MusicCnn.Augmentation;

/// <summary>Represents the settings of <see cref="SpecAugment"/>.</summary>
/// <remarks>The presets are the policies of the paper, without its time warping.</remarks>
public sealed record SpecAugmentOptions : AugmentationOptions
{
    /// <summary>Gets LibriSpeech basic: one mask of up to 27 bins, one of up to 100 frames.</summary>
    public static SpecAugmentOptions LibriSpeechBasic { get; } = new();

    /// <summary>Gets LibriSpeech double: two masks of up to 27 bins, two of up to 100 frames.</summary>
    public static SpecAugmentOptions LibriSpeechDouble { get; } = new() { FrequencyMasks = 2, TimeMasks = 2 };

    /// <summary>Gets Switchboard mild: two masks of up to 15 bins, two of up to 70 frames and a fifth of the length.</summary>
    public static SpecAugmentOptions SwitchboardMild { get; } =
        new() { FrequencyWidth = 15, FrequencyMasks = 2, TimeWidth = 70, TimeMasks = 2, TimeShare = 0.2 };

    /// <summary>Gets Switchboard strong: two masks of up to 27 bins, two of up to 70 frames and a fifth of the length.</summary>
    public static SpecAugmentOptions SwitchboardStrong { get; } =
        new() { FrequencyMasks = 2, TimeWidth = 70, TimeMasks = 2, TimeShare = 0.2 };

    /// <summary>Gets the largest width of a mask on the frequency axis, in bins (paper: F; torchaudio: <c>freq_mask_param</c>); 0 for none.</summary>
    /// <value>The default value is 27.</value>
    public int FrequencyWidth { get; init => field = Require.NotNegative(value, "bins"); } = 27;

    /// <summary>Gets the number of masks on the frequency axis, which may overlap (paper: m_F).</summary>
    /// <value>The default value is 1.</value>
    public int FrequencyMasks { get; init => field = Require.NotNegative(value, "masks"); } = 1;

    /// <summary>Gets the largest width of a mask on the time axis, in frames (paper: T; torchaudio: <c>time_mask_param</c>); 0 for none.</summary>
    /// <value>The default value is 100.</value>
    public int TimeWidth { get; init => field = Require.NotNegative(value, "frames"); } = 100;

    /// <summary>Gets the number of masks on the time axis, which may overlap (paper: m_T).</summary>
    /// <value>The default value is 1.</value>
    public int TimeMasks { get; init => field = Require.NotNegative(value, "masks"); } = 1;

    /// <summary>Gets the largest width of a mask on the time axis, as a share of the example's length without padding (paper and torchaudio: p).</summary>
    /// <value>The default value is 1.</value>
    public double TimeShare { get; init => field = Require.Within(value, 0, 1, "(share)"); } = 1;

    /// <summary>Gets how width and start are drawn.</summary>
    /// <value>The default value is <see cref="MaskRule.Paper"/>.</value>
    public MaskRule Rule { get; init => field = Require.Defined(value); } = MaskRule.Paper;

    /// <summary>Gets what stands in masked places.</summary>
    /// <value>The default value is <see cref="MaskFill.Constant"/>.</value>
    public MaskFill Fill { get; init => field = Require.Defined(value); } = MaskFill.Constant;

    /// <summary>Gets the number in masked places where <see cref="Fill"/> is <see cref="MaskFill.Constant"/>, in the unit of the image.</summary>
    /// <value>The default value is 0, which is the mean of an image that was standardized.</value>
    public double FillValue { get; init => field = Require.Finite(value, "(image's unit)"); }
}
