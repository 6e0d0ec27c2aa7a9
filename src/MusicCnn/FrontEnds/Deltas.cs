using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the slope of each row of an image over time: how fast a coefficient or a band changes.</summary>
/// <remarks>
/// <para>Shape: <c>[F, T]</c>, <c>[C, F, T]</c> or <c>[N, C, F, T]</c> to the same shape.</para>
/// <para>Units: those of the image a frame, or a frame to the power of the order.</para>
/// <para>Order 1: d(t) = Σ_j j·c(t + j) / Σ_j j², j = −n … n, n = ⌊Width/2⌋: the slope of the straight line nearest to Width frames. Order p of
/// <see cref="DeltaRule.Polynomial"/>: p! Σ_j P(j) c(t + j) / Σ_j P(j)², with P the polynomial of degree p and leading coefficient 1 that is orthogonal on −n … n to all of lower
/// degree. It is linear, so gradients are the same weights.</para>
/// <para>Source: librosa 0.11 <c>feature.delta</c> (Savitzky and Golay, 1964) and torchaudio <c>compute_deltas</c>. Verified against: least squares
/// in double precision, 1e-12 in float64.</para>
/// </remarks>
public sealed class Deltas : nn.Module<Tensor, Tensor>
{
    private readonly double[] _weights;

    /// <summary>Initializes a new instance of the <see cref="Deltas"/> class.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other.</exception>
    public Deltas(DeltasOptions options)
        : base(nameof(Deltas))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        Options = options;
        _weights = Weights(options.Width, options.Rule == DeltaRule.Polynomial ? options.Order : 1);
        RegisterComponents();
    }

    /// <summary>Gets the settings.</summary>
    public DeltasOptions Options { get; }

    /// <summary>Returns the slope of an image.</summary>
    /// <param name="image">The image, <c>[F, T]</c>, <c>[C, F, T]</c> or <c>[N, C, F, T]</c>, floating point.</param>
    /// <returns>The slope, of the same shape and type.</returns>
    /// <exception cref="ArgumentException">The image has another rank, is not of floating point, or has fewer frames than interpolated ends need.</exception>
    public override Tensor forward(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var least = Options.Edges == DeltaEdges.Interpolate ? Options.Width : 1;
        if (image.dim() is < 2 or > 4 || image.shape.Contains(0) || image.shape[^1] < least)
        {
            throw new ArgumentException(
                $"Expected [frequency, time], [channel, frequency, time] or [batch, channel, frequency, time] with time>={least}, but got {ShapeGuard.Print(image.shape)}."
                + (least > 1 ? " Take a longer signal, a smaller Width, or Edges = Repeat." : string.Empty),
                nameof(image));
        }

        if (!image.is_floating_point())
            throw new ArgumentException($"Expected floating-point values, but got {image.dtype}. Convert them with .to(ScalarType.Float32).", nameof(image));

        using var scope = NewDisposeScope();
        var slope = image.reshape(-1, image.shape[^1]);
        var passes = Options.Rule == DeltaRule.Repeated ? Options.Order : 1;
        for (var pass = 0; pass < passes; pass++)
            slope = Pass(slope);
        return slope.reshape(image.shape).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the module's name and settings.</summary>
    /// <returns>The module as text.</returns>
    public override string ToString() => $"Deltas(order {Options.Order}, {Options.Width} frames, {Options.Rule}, {Options.Edges})";

    /// <summary>Returns the weights of the frames −n … n: the last of the orthogonal polynomials, by their recursion of three terms.</summary>
    private static double[] Weights(int width, int order)
    {
        var half = width / 2;
        var places = Enumerable.Range(-half, width).Select(place => (double)place).ToArray();
        var (before, last) = (new double[width], Enumerable.Repeat(1.0, width).ToArray());
        var (energyBefore, factorial) = (1.0, 1.0);
        for (var degree = 1; degree <= order; degree++)
        {
            var energy = Energy(last);
            var ratio = degree == 1 ? 0 : energy / energyBefore;
            var next = places.Select((place, i) => (place * last[i]) - (ratio * before[i])).ToArray();
            (before, last, energyBefore) = (last, next, energy);
            factorial *= degree;
        }

        var scale = factorial / Energy(last);
        return Array.ConvertAll(last, value => value * scale);

        static double Energy(double[] values) => values.Sum(value => value * value);
    }

    /// <summary>Returns the slopes of rows [M, T].</summary>
    private Tensor Pass(Tensor rows)
    {
        var half = Options.Width / 2;
        if (Options.Edges == DeltaEdges.Repeat)
            return Inner(SignalEdges.Extend(rows, half, half, EdgePadding.Replicate));

        var inner = Inner(rows);
        var count = rows.shape[0];
        return cat([inner.narrow(1, 0, 1).expand(count, half), inner, inner.narrow(1, inner.shape[1] - 1, 1).expand(count, half)], 1);
    }

    /// <summary>Returns the slopes where the window lies inside. Sums of shifted rows: a frame's value does not depend on where in a signal it stands.</summary>
    private Tensor Inner(Tensor rows)
    {
        var frames = rows.shape[1] - Options.Width + 1;
        var sum = rows.narrow(1, 0, frames).mul(_weights[0]);
        for (var j = 1; j < _weights.Length; j++)
        {
            if (_weights[j] != 0)
                sum = sum.add(rows.narrow(1, j, frames), _weights[j]);
        }

        return sum;
    }
}
