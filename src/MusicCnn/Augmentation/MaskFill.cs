namespace MusicCnn.Augmentation;

/// <summary>Specifies what stands in masked places.</summary>
public enum MaskFill
{
    /// <summary>A number, <see cref="SpecAugmentOptions.FillValue"/>.</summary>
    Constant,

    /// <summary>The mean of the example, over all channels, bins and frames that are not padding.</summary>
    Mean,
}
