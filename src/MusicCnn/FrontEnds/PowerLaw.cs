using System.Numerics;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the compression x^p.</summary>
/// <remarks>
/// <para>Below <see cref="Floor"/> the curve is the straight line floor^(p−1)·x, which meets the power there and is 0 at silence. So the
/// gradient is p·x^(p−1) above the floor and floor^(p−1) below it, finite everywhere.</para>
/// </remarks>
public sealed record PowerLaw : Compression
{
    /// <summary>Initializes a new instance of the <see cref="PowerLaw"/> class.</summary>
    /// <param name="exponent">The exponent p, above 0; a third of power is the loudness of hearing.</param>
    /// <param name="floor">The value below which the curve is a line, above 0; the default is 1e-10.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above 0.</exception>
    public PowerLaw(double exponent, double floor = 1e-10)
    {
        Exponent = Require.Positive(exponent, "(exponent)", nameof(exponent));
        Floor = Require.Positive(floor, "(floor)", nameof(floor));
    }

    /// <summary>Gets the exponent p.</summary>
    public double Exponent { get; }

    /// <summary>Gets the value below which the curve is a line.</summary>
    public double Floor { get; }

    /// <inheritdoc/>
    protected override bool IsPointwise => true;

    /// <inheritdoc/>
    internal override VectorCurve? Curve
    {
        get
        {
            var floor = new Vector<double>(Floor);
            return values => Vector.Exp(Vector.Log(Vector.Max(values, floor)) * (Exponent - 1)) * values;
        }
    }

    /// <inheritdoc/>
    protected override Tensor Compress(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.clamp_min(Floor).pow(Exponent - 1).mul(image);
    }
}
