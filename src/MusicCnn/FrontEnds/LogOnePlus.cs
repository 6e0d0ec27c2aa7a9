using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the compression log₁₀(1 + c·x): 0 at silence, logarithmic far above 1/c.</summary>
/// <remarks>
/// <para>The gradient is c/((1 + c·x) ln 10), at most 0.43·c; no floor is needed.</para>
/// <para>Source: the log-mel of musicnn (Pons and Serra, 2019) and of Essentia, both with c = 10,000. Evaluated through
/// <c>log1p</c>, which keeps relative precision near silence.</para>
/// </remarks>
public sealed record LogOnePlus : Compression
{
    /// <summary>Initializes a new instance of the <see cref="LogOnePlus"/> class.</summary>
    /// <param name="factor">The factor c, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not above 0.</exception>
    public LogOnePlus(double factor)
    {
        Factor = Require.Positive(factor, "(factor)", nameof(factor));
    }

    /// <summary>Gets the factor c.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    protected override bool IsPointwise => true;

    /// <inheritdoc/>
    internal override VectorCurve? Curve => values => DoubleVectors.LogOnePlus(values * Factor) * (1 / Math.Log(10));

    /// <inheritdoc/>
    protected override Tensor Compress(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.mul(Factor).log1p().mul(1 / Math.Log(10));
    }
}
