using MusicCnn.FrontEnds.Atoms;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the harmonic constant-Q transform: one channel for each harmonic of the same pitches, so that a filter over channels sees a
/// tone's harmonics in one place.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[H, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, H, F, T]</c>; <c>[N, C, S]</c> to
/// <c>[N, C·H, F, T]</c>, the harmonics of a channel side by side; H = number of <see cref="HarmonicConstantQOptions.Harmonics"/>,
/// F = <see cref="AtomOptions.Bins"/>, T = 1 + ⌊S/h⌋.</para>
/// <para>Units: as for a <see cref="ConstantQ"/>. <see cref="AtomFrontEnd.CenterFrequencies"/> are those of harmonic 1.</para>
/// <para>H(j, k, t) = C(k, t) of a constant-Q transform whose lowest frequency is fmin·h_j, all else the same: row k of every channel belongs to
/// the pitch of bin k. All harmonics share one FFT, and harmonics an octave apart share atoms, which are computed once.</para>
/// <para>Source: Bittner, McFee, Salamon, Li and Bello, "Deep salience representations for F0 estimation in polyphonic music", ISMIR 2017.
/// Verified against: a constant-Q transform for each harmonic.</para>
/// </remarks>
public sealed class HarmonicConstantQ : AtomFrontEnd
{
    private readonly HarmonicAxis _axis;

    /// <summary>Initializes a new instance of the <see cref="HarmonicConstantQ"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a harmonic lies too high for the sample rate.</exception>
    public HarmonicConstantQ(HarmonicConstantQOptions options)
        : this(AtomLimits.Valid(options), HarmonicAxis.Of(options))
    {
    }

    private HarmonicConstantQ(HarmonicConstantQOptions options, HarmonicAxis axis)
        : base(nameof(HarmonicConstantQ), options, axis.Frequencies)
    {
        Options = options;
        _axis = axis;
    }

    /// <summary>Gets the settings.</summary>
    public HarmonicConstantQOptions Options { get; }

    /// <inheritdoc/>
    public override int Channels => Options.Harmonics.Count;

    /// <inheritdoc/>
    private protected override Tensor Arrange(Tensor image)
    {
        if (_axis.HasMissing)
            image = cat([image, zeros_like(image.narrow(1, 0, 1))], 1);
        return image.index_select(1, tensor(_axis.Places.ToArray(), device: image.device));
    }
}
