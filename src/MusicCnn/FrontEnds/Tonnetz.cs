using MusicCnn.FrontEnds.Kernels;
using MusicCnn.Internal;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents tonal centroids: where a chord lies on the circles of fifths, minor thirds and major thirds.</summary>
/// <remarks>
/// <para>Shape: chroma images <c>[N, C, F, T]</c>, <c>[C, F, T]</c> or <c>[F, T]</c> to <c>[…, 6, T]</c>: sine and cosine on the circle of fifths, on that of minor
/// thirds, and on that of major thirds, whose radius is half. Harmonies that sound akin lie close together.</para>
/// <para>t_p = R_p Σ_c cos(π(s_p c − o_p)) x(c)/Σ|x|, c in semitones above C, s = 7/6, 7/6, 3/2, 3/2, 2/3, 2/3, o = ½, 0, ½, 0, ½, 0,
/// R = 1, 1, 1, 1, ½, ½.</para>
/// <para>Differentiable; gradients are finite at silence.</para>
/// <para>Source: Harte, Sandler and Gasser, "Detecting harmonic change in musical audio", 2006, as librosa 0.11's <c>feature.tonnetz</c> has it. Verified against: the
/// definition and published values of single notes.</para>
/// </remarks>
public sealed class Tonnetz : nn.Module<Tensor, Tensor>
{
    private const int Dimensions = 6;

    [ComponentName(Name = "circles")]
    private readonly Tensor _circles;
    private readonly double[] _design;

    /// <summary>Initializes a new instance of the <see cref="Tonnetz"/> class.</summary>
    /// <param name="classes">The number of pitch classes F of the images, bin 0 the class C.</param>
    /// <param name="normalizationFloor">The smallest sum of a frame that is told apart: it is divided by at least this, at least 1e-30.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class, or the floor is too small.</exception>
    public Tonnetz(int classes = 12, double normalizationFloor = 1e-10)
        : base(nameof(Tonnetz))
    {
        Classes = Require.Positive(classes, "pitch classes", nameof(classes));
        NormalizationFloor = Require.Within(normalizationFloor, FrameNorm.SmallestFloor, double.MaxValue, "(sum)", nameof(normalizationFloor));
        _design = Circles(classes);
        _circles = DesignedTensor.Create(_design, Dimensions, classes);
        RegisterComponents();
    }

    /// <summary>Gets the number of pitch classes of the images.</summary>
    public int Classes { get; }

    /// <summary>Gets the smallest sum of a frame that is told apart.</summary>
    public double NormalizationFloor { get; }

    /// <summary>Returns the tonal centroids of chroma images.</summary>
    /// <param name="chroma">The images, <c>[N, C, F, T]</c>, <c>[C, F, T]</c> or <c>[F, T]</c>, of the module's element type.</param>
    /// <returns>The centroids, <c>[…, 6, T]</c>, within [-1, 1].</returns>
    /// <exception cref="ArgumentException">Shape or element type of the images are wrong.</exception>
    public override Tensor forward(Tensor chroma)
    {
        ArgumentNullException.ThrowIfNull(chroma);
        var shape = chroma.shape;
        if (shape.Length is < 2 or > 4 || shape[^2] != Classes || shape.Contains(0))
            throw new ArgumentException($"Expected an image [batch, channel, frequency={Classes}, time], or without the axes in front, but got {ShapeGuard.Print(shape)}.", nameof(chroma));
        if (chroma.dtype != _circles.dtype)
            throw new ArgumentException($"The image must be {_circles.dtype} like the module, but was {chroma.dtype}.", nameof(chroma));

        using var scope = NewDisposeScope();
        var shares = FrameNorm.Apply(chroma, PitchClassNormalization.Sum, NormalizationFloor);
        return BandedProduct.Of(_circles, shares.contiguous()).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the module's name and sizes.</summary>
    /// <returns>The module as text.</returns>
    public override string ToString() => $"Tonnetz({Classes} pitch classes -> {Dimensions})";

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (dtype.HasValue)
            DesignedTensor.Restore(_circles, _design);
    }

    /// <summary>Returns the coordinates of the pitch classes, [6, F].</summary>
    private static double[] Circles(int classes)
    {
        // The interval that a step along each circle takes, as half turns a semitone, and its radius.
        (double HalfTurns, double Radius)[] circles = [(7 / 6.0, 1), (3 / 2.0, 1), (2 / 3.0, 0.5)];
        var design = new double[Dimensions * classes];
        for (var row = 0; row < Dimensions; row++)
        {
            var (halfTurns, radius) = circles[row / 2];
            for (var index = 0; index < classes; index++)
            {
                var angle = Math.PI * halfTurns * 12 * index / classes;
                design[(row * classes) + index] = radius * (row % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }
        }

        return design;
    }
}
