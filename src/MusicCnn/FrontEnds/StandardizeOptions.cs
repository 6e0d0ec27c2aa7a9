using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of <see cref="Standardize"/>.</summary>
public sealed record StandardizeOptions
{
    /// <summary>Gets the number of bins of an image.</summary>
    public required int Bins { get; init => field = Require.Positive(value, "bins"); }

    /// <summary>Gets what one mean and deviation are taken over.</summary>
    /// <value>The default value is <see cref="StandardizeOver.EachBin"/>.</value>
    public StandardizeOver Over { get; init => field = Require.Defined(value); } = StandardizeOver.EachBin;

    /// <summary>Gets the smallest deviation that is divided by, in the unit of the image, so that bins which never change stay finite.</summary>
    /// <value>The default value is 1e-5.</value>
    public double Floor { get; init => field = Require.Positive(value, "(image's unit)"); } = 1e-5;
}
