using MusicCnn.Internal;

namespace MusicCnn.FrontEnds.PhaseRecovery;

/// <summary>Represents the settings of a <see cref="GriffinLim"/>.</summary>
public sealed record GriffinLimOptions : PhaseRecoveryOptions
{
    /// <summary>Gets the settings of the <see cref="Stft"/> that the spectrograms are of.</summary>
    /// <remarks>Its output says what they hold: power for <see cref="SpectrumKind.Power"/>, magnitude for <see cref="SpectrumKind.Magnitude"/> and
    /// <see cref="SpectrumKind.Complex"/>. They hold it as it is, without a compression.</remarks>
    public required StftOptions Transform { get; init => field = Require.NotNull(value); }

    /// <summary>Throws if the transform is not one whose magnitude says enough.</summary>
    internal void Validate(string name)
    {
        Transform.Validate(name);
        SpectrogramGuard.RequireInvertible(Transform.Output, Transform.Compression, name);
    }
}
