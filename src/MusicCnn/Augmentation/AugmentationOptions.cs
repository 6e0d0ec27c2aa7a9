using MusicCnn.Internal;

namespace MusicCnn.Augmentation;

/// <summary>Represents the settings that every augmentation has.</summary>
public abstract record AugmentationOptions
{
    /// <summary>Gets the seed of the draws.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; init; }

    /// <summary>Gets the name of the stream of draws, or <see langword="null"/> for the name of the type. Augmentations of one seed draw
    /// independently because their streams differ; give the second of two of the same type a name.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Stream { get; init; }

    /// <summary>Gets the share of items that are changed, drawn for each item in each epoch.</summary>
    /// <value>The default value is 1.</value>
    public double Probability { get; init => field = Require.Within(value, 0, 1, "(share)"); } = 1;

    /// <summary>Checks the lower and the upper limit of a range.</summary>
    private protected static void RequireRange(double low, double high, string lowName, string highName, string unit, string name)
    {
        if (low > high)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{lowName} must not be above {highName} ({high} {unit}), but was {low} {unit}."), name);
        }
    }
}
