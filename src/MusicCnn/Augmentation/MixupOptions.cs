using MusicCnn.Internal;

namespace MusicCnn.Augmentation;

/// <summary>Represents the settings of <see cref="Mixup"/>.</summary>
public sealed record MixupOptions : AugmentationOptions
{
    /// <summary>Gets the parameter α of the Beta(α, α) distribution of weights: near 0 an example stays nearly alone, at 1 all weights are equally likely.</summary>
    /// <value>The default value is 0.2.</value>
    public double Alpha { get; init => field = Require.Positive(value, "(no unit)"); } = 0.2;
}
