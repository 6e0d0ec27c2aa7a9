using MusicCnn.FrontEnds.Atoms;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the constant-Q transform: equal steps of pitch, each heard through an atom of as many periods.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = <see cref="AtomOptions.Bins"/>, T = 1 + ⌊S/h⌋.</para>
/// <para>Units: amplitude in [-1, 1] in; complex amplitude, magnitude, power or radians out. By default a sine of amplitude 1 at a bin's center
/// has magnitude 1 in every bin, so that an interval moves a chord's image without changing it.</para>
/// <para>C(k, t) = s_k Σ_n w_k(n) e^(−2πi f_k n/rate) x(t·h + n), f_k = fmin·2^(k/B), w_k a Hann window of L_k = Q·rate/f_k samples, as
/// <see cref="AtomRule"/> says, s_k as <see cref="AtomNormalization"/> says.</para>
/// <para>Trained, the parameter <c>atoms</c> holds the samples of all atoms, real and imaginary parts, and no part of their spectra is left out.</para>
/// <para>The element type is that of the module: float32, or float64 after <c>.to(ScalarType.Float64)</c>, in full double precision but
/// for <see cref="AtomOptions.SideLobeError"/>.</para>
/// <para>Source: Brown, "Calculation of a constant Q spectral transform", 1991; Brown and Puckette 1992 for the evaluation on spectra. Verified
/// against: the definition as a double sum in double precision, each atom rule within 1e-4 of the peak, and published values of librosa's
/// and nnAudio's atoms.</para>
/// </remarks>
public sealed class ConstantQ : AtomFrontEnd
{
    /// <summary>Initializes a new instance of the <see cref="ConstantQ"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a bin lies too high for the sample rate.</exception>
    public ConstantQ(ConstantQOptions options)
        : base(nameof(ConstantQ), AtomLimits.Valid(options), options.Frequencies)
    {
        Options = options;
    }

    /// <summary>Gets the settings.</summary>
    public ConstantQOptions Options { get; }
}
