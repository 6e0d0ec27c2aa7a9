using MusicCnn.Internal;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the settings of a <see cref="VariableQ"/>.</summary>
public sealed record VariableQOptions : AtomOptions
{
    /// <summary>Bandwidth of hearing at low frequencies (hertz), and its growth with frequency: Glasberg and Moore 1990.</summary>
    private const double LowBandwidth = 24.7, BandwidthGrowth = 0.108;

    /// <summary>Gets the bandwidth γ that is added to every bin, in hertz, or <see langword="null"/> for 24.7·α/0.108, which makes the
    /// bandwidths proportional to those of hearing; 13.2 Hz at 12 bins per octave. 0 is the constant-Q transform.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? Gamma { get; init => field = value is { } gamma ? Require.NotNegative(gamma, "hertz") : null; }

    /// <inheritdoc/>
    internal override double AddedBandwidth => Gamma ?? (LowBandwidth * RelativeBandwidth / BandwidthGrowth);
}
