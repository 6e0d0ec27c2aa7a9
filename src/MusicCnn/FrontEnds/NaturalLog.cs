using System.Numerics;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the compression ln(max(x, floor) + offset).</summary>
/// <remarks>
/// <para>The gradient is 1/(x + offset), and 0 below the floor; at most 1/(floor + offset).</para>
/// <para>Source: offset 1e-6 is torchaudio's <c>log_mels</c>; floor 1e-5 without offset is common in speech synthesis, floor 2⁻²³ is
/// Kaldi's.</para>
/// </remarks>
public sealed record NaturalLog : Compression
{
    /// <summary>Initializes a new instance of the <see cref="NaturalLog"/> class.</summary>
    /// <param name="offset">What is added before the logarithm, not below 0; the default is 1e-6.</param>
    /// <param name="floor">The smallest value that is told apart, not below 0; the default is 0. Offset and floor must not both be 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is below 0.</exception>
    /// <exception cref="ArgumentException">Offset and floor are both 0.</exception>
    public NaturalLog(double offset = 1e-6, double floor = 0)
    {
        Offset = Require.NotNegative(offset, "(offset)", nameof(offset));
        Floor = Require.NotNegative(floor, "(floor)", nameof(floor));
        if (offset + floor == 0)
            throw new ArgumentException("The logarithm of silence needs an offset or a floor above 0, but both were 0; 1e-6 is a common offset.", nameof(offset));
    }

    /// <summary>Gets what is added before the logarithm.</summary>
    public double Offset { get; }

    /// <summary>Gets the smallest value that is told apart.</summary>
    public double Floor { get; }

    /// <inheritdoc/>
    protected override bool IsPointwise => true;

    /// <inheritdoc/>
    internal override VectorCurve? Curve
    {
        get
        {
            var (floor, offset) = (new Vector<double>(Floor), new Vector<double>(Offset));
            return values => Vector.Log(Vector.Max(values, floor) + offset);
        }
    }

    /// <inheritdoc/>
    protected override Tensor Compress(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var floored = Floor > 0 ? image.clamp_min(Floor) : image;
        return floored.add(Offset).log();
    }
}
