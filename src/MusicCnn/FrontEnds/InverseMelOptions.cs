using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents when the iteration of an <see cref="InverseMel"/> stops.</summary>
public sealed record InverseMelOptions
{
    /// <summary>Gets the share of a band by which the bands of the spectrum found may differ from those given, from 1e-12 to 0.1. Bands 60 dB of the
    /// image's unit below the loudest of their frame count as loud as that.</summary>
    /// <value>The default value is 1e-6.</value>
    public double Tolerance { get; init => field = Require.Within(value, 1e-12, 0.1, "(of a band)"); } = 1e-6;

    /// <summary>Gets the largest number of passes over the bands.</summary>
    /// <value>The default value is 200.</value>
    public int MaxIterations { get; init => field = Require.Positive(value, "iterations"); } = 200;
}
