using MusicCnn.FrontEnds.Atoms;
using MusicCnn.Internal;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Represents the settings of a <see cref="ConstantQGriffinLim"/>.</summary>
public sealed record ConstantQGriffinLimOptions : PhaseRecoveryOptions
{
    /// <summary>Gets the settings of the <see cref="ConstantQ"/> that the images are of.</summary>
    /// <remarks>Its output says what they hold: power for <see cref="SpectrumKind.Power"/>, magnitude for <see cref="SpectrumKind.Magnitude"/> and
    /// <see cref="SpectrumKind.Complex"/>. They hold it as it is, without a compression; atoms are fixed.</remarks>
    public required ConstantQOptions Transform { get; init => field = Require.NotNull(value); }

    /// <summary>Gets when the inversion inside each iteration stops; it need not be exact, as the next iteration goes on from what is left.</summary>
    /// <value>The default value is a residual of 0.01, after at most 4 steps.</value>
    public InverseConstantQOptions Inversion { get; init => field = Require.NotNull(value); } = new() { RelativeResidual = 0.01, MaxIterations = 4 };

    /// <summary>Throws if the transform is not one whose magnitude says enough.</summary>
    internal void Validate(string name)
    {
        AtomLimits.Valid(Transform);
        SpectrogramGuard.RequireInvertible(Transform.Output, Transform.Compression, name);
        if (Transform.Trainable)
            throw new ArgumentException("Only fixed atoms can be inverted, but Trainable was true. Set Trainable to false.", name);
    }
}
