using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents when the iteration of an <see cref="InverseConstantQ"/> stops.</summary>
public sealed record InverseConstantQOptions
{
    /// <summary>Gets the relative residual at which a signal is done, from 1e-12 to 0.1.</summary>
    /// <value>The default value is 1e-4.</value>
    public double RelativeResidual { get; init => field = Require.Within(value, 1e-12, 0.1, "(of the start)"); } = 1e-4;

    /// <summary>Gets the largest number of iterations.</summary>
    /// <value>The default value is 100.</value>
    public int MaxIterations { get; init => field = Require.Positive(value, "iterations"); } = 100;
}
