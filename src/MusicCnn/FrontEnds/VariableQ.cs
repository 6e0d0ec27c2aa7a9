using MusicCnn.FrontEnds.Atoms;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the variable-Q transform: equal steps of pitch as in a <see cref="ConstantQ"/>, with atoms that are shorter in the low
/// bins, so that bass is sharper in time and coarser in pitch, as hearing is.</summary>
/// <remarks>
/// <para>Shape: <c>[S]</c> to <c>[1, F, T]</c>; <c>[N, S]</c> and <c>[N, 1, S]</c> to <c>[N, 1, F, T]</c>; <c>[N, C, S]</c> to <c>[N, C, F, T]</c>;
/// F = <see cref="AtomOptions.Bins"/>, T = 1 + ⌊S/h⌋.</para>
/// <para>Units: as for a <see cref="ConstantQ"/>.</para>
/// <para>The atom of bin k has L_k = Q·rate/(f_k + γ/α) samples: a bandwidth of α·f_k + γ over the filter scale, γ =
/// <see cref="VariableQOptions.Gamma"/>. With γ = 0 this is the constant-Q transform.</para>
/// <para>Source: Schörkhuber, Klapuri, Holighaus and Dörfler, "A Matlab toolbox for efficient perfect reconstruction time-frequency
/// transforms with log-frequency resolution", 2014; lengths as in librosa 0.11's <c>vqt</c>. Verified against: the definition as a double sum
/// in double precision, within 1e-4 of the peak.</para>
/// </remarks>
public sealed class VariableQ : AtomFrontEnd
{
    /// <summary>Initializes a new instance of the <see cref="VariableQ"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other, or a bin lies too high for the sample rate.</exception>
    public VariableQ(VariableQOptions options)
        : base(nameof(VariableQ), AtomLimits.Valid(options), options.Frequencies)
    {
        Options = options;
    }

    /// <summary>Gets the settings.</summary>
    public VariableQOptions Options { get; }
}
