using System.Numerics;
using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents decibels: 10·log₁₀ of power, or 20·log₁₀ of magnitude, relative to a reference and never below a floor.</summary>
/// <remarks>
/// <para>d = k·log₁₀(max(x, floor)) − k·log₁₀(max(reference, floor)), k = 10 for power and 20 for magnitude; then, where
/// <see cref="TopDecibels"/> is set, max(d, max d − top) with the maximum over each example on its own: an example never depends on
/// its batch. The first axis of a tensor of four axes counts examples; a tensor of fewer axes is one example.</para>
/// <para>The gradient is k/(x ln 10) above the floor and 0 below it.</para>
/// <para>Source: librosa 0.11 <c>power_to_db</c> and <c>amplitude_to_db</c>. Differences: librosa takes the maximum over the whole batch.</para>
/// </remarks>
public sealed record Decibels : Compression
{
    /// <summary>Gets the value that is 0 dB, or <see langword="null"/> for the largest value of each example (librosa: <c>ref</c>).</summary>
    /// <value>The default value is 1.</value>
    public double? Reference { get; init => field = value is { } reference ? Require.Positive(reference, "(reference)") : null; } = 1;

    /// <summary>Gets the smallest value that is told apart, in the unit of the input (librosa: <c>amin</c>; 1e-5 for magnitudes there).</summary>
    /// <value>The default value is 1e-10.</value>
    public double Floor { get; init => field = Require.Positive(value, "(floor)"); } = 1e-10;

    /// <summary>Gets the range below the largest value of an example, in decibels, or <see langword="null"/> for no limit
    /// (librosa: <c>top_db</c>, 80 there).</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? TopDecibels { get; init => field = value is { } top ? Require.Positive(top, "decibels") : null; }

    /// <summary>Gets a value indicating whether the input is magnitude rather than power.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool OfMagnitude { get; init; }

    /// <inheritdoc/>
    protected override bool IsPointwise => Reference is not null && TopDecibels is null;

    /// <inheritdoc/>
    internal override VectorCurve? Curve
    {
        get
        {
            if (!IsPointwise)
                return null;
            var (floor, factor, zero) = (new Vector<double>(Floor), Factor / Math.Log(10), new Vector<double>(ReferenceDecibels));
            return values => (Vector.Log(Vector.Max(values, floor)) * factor) - zero;
        }
    }

    /// <inheritdoc/>
    private protected override (string Operation, string Remedy) WholeSignal => TopDecibels is { } top
        ? (FormattableString.Invariant($"Decibels whose TopDecibels is {top} dB below the largest value"), "Set TopDecibels to null; a Floor limits the range too")
        : ("Decibels whose Reference is null, the largest value", "Set Reference to a number, such as 1");

    private double Factor => OfMagnitude ? 20 : 10;

    private double ReferenceDecibels => Factor * Math.Log10(Math.Max(Reference ?? Floor, Floor));

    /// <inheritdoc/>
    protected override Tensor Compress(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var decibels = image.clamp_min(Floor).log10().mul(Factor);
        decibels = Reference is null ? decibels.sub(ExampleMaximum(decibels)) : decibels.sub(ReferenceDecibels);
        return TopDecibels is { } top ? decibels.maximum(ExampleMaximum(decibels).sub(top)) : decibels;
    }

    private static Tensor ExampleMaximum(Tensor image)
    {
        var rank = (int)image.dim();
        var first = rank == 4 ? 1 : 0;
        var axes = new long[rank - first];
        for (var axis = first; axis < rank; axis++)
            axes[axis - first] = axis;
        return image.amax(axes, keepdim: true);
    }
}
