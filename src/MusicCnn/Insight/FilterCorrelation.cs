using MusicCnn.Internal;
using MusicCnn.Layers;
using static TorchSharp.torch;

namespace MusicCnn.Insight;

/// <summary>Represents which filters of a first layer fire together over a set of images, gathered in one pass.</summary>
/// <remarks>
/// <para>What fires together says the same: groups of one shape tend to find the same patterns many times, which is the argument for mixing shapes.
/// Every place that pooling leaves (each frame, behind pooling over frequency) counts as one observation of all channels at once.</para>
/// <para>Formula: r = Cᵢⱼ / √(Cᵢᵢ·Cⱼⱼ), C the sums of products of differences from the means, all in double precision; two sets merge as
/// C = C₁ + C₂ + δ·δᵀ·n₁n₂/n with δ = m₂ − m₁. A channel that never changes, such as a dead rectifier, correlates with nothing: NaN.</para>
/// <para>Source of the merging: Chan, Golub, LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
/// Verified against: Pearson's formula in two passes, in double precision.</para>
/// </remarks>
public sealed class FilterCorrelation
{
    /// <summary>The deviation, relative to the mean, that rounding to float32 alone can make.</summary>
    private const double Rounding = 1.2e-7;

    /// <summary>Gold, which neither the colors of correlations nor the ground of labels have.</summary>
    private static readonly Rgb BoxColor = new(255, 200, 0);

    private readonly MixedShapeConv _layer;
    private readonly double[] _means;
    private readonly double[] _products;

    /// <summary>Initializes a new instance of the <see cref="FilterCorrelation"/> class without images.</summary>
    /// <param name="layer">The layer, which stays the caller's.</param>
    public FilterCorrelation(MixedShapeConv layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        _layer = layer;
        _means = new double[Channels];
        _products = new double[checked(Channels * Channels)];
    }

    /// <summary>Gets the number of channels K of the layer.</summary>
    public int Channels => _layer.OutChannels;

    /// <summary>Gets the number of observations of each channel so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds images. The layer runs in evaluation mode, without gradients, and is then in the mode in which it was.</summary>
    /// <param name="image">The images, <c>[N, C, F, T]</c>.</param>
    /// <exception cref="ArgumentException">The image does not fit the layer, or the features are not finite.</exception>
    public void Add(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var training = _layer.training;
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        try
        {
            _layer.eval();
            var rows = _layer.call(image).cpu().to(ScalarType.Float64).transpose(0, 1).reshape(Channels, -1);
            var mean = rows.mean([1L], keepdim: true);
            var offset = rows - mean;
            var products = offset.matmul(offset.transpose(0, 1));
            if (!products.isfinite().all().item<bool>())
                throw new ArgumentException("The features of an image must be finite, but these hold NaN or infinity; look for them in the image or in the weights.", nameof(image));
            Merge(rows.shape[1], mean.reshape(-1).data<double>().ToArray(), products.reshape(-1).data<double>().ToArray());
        }
        finally
        {
            _layer.train(training);
        }
    }

    /// <summary>Returns the correlations of all channels with all, from -1 to 1.</summary>
    /// <returns>A symmetric matrix, <c>[K, K]</c>, in the order of the channels; NaN for channels that never changed.</returns>
    /// <exception cref="InvalidOperationException">There are fewer than two observations.</exception>
    public double[,] Correlations()
    {
        if (Count < 2)
            throw new InvalidOperationException($"A correlation needs at least 2 observations, but there are {Count}. Add images.");
        var deviations = Enumerable.Range(0, Channels).Select(Deviation).ToArray();
        var matrix = new double[Channels, Channels];
        for (var i = 0; i < Channels; i++)
        {
            for (var j = 0; j < Channels; j++)
                matrix[i, j] = Math.Clamp(_products[(i * Channels) + j] / (deviations[i] * deviations[j]), -1, 1);
        }

        return matrix;
    }

    /// <summary>Returns how much the filters of a group repeat each other: the mean of |r| over all pairs of different channels.</summary>
    /// <param name="group">The position in <see cref="MixedShapeConv.Groups"/>.</param>
    /// <returns>From 0, all different, to 1, all the same up to sign; channels that never changed are left out. NaN without a pair.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such group.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two observations.</exception>
    public double Redundancy(int group) => Redundancy(group, group);

    /// <summary>Returns how much the filters of two groups repeat each other: the mean of |r| over all pairs of a channel of each.</summary>
    /// <param name="first">The position of one group in <see cref="MixedShapeConv.Groups"/>.</param>
    /// <param name="second">The position of the other.</param>
    /// <returns>From 0 to 1; see <see cref="Redundancy(int)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such group.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two observations.</exception>
    public double Redundancy(int first, int second)
    {
        var (one, other) = (ChannelsOf(first, nameof(first)), ChannelsOf(second, nameof(second)));
        var matrix = Correlations();
        var values = one.SelectMany(i => other.Where(j => j != i).Select(j => Math.Abs(matrix[i, j]))).Where(double.IsFinite).ToArray();
        return values.Length == 0 ? double.NaN : values.Average();
    }

    /// <summary>Draws the correlations, the groups in boxes along the diagonal.</summary>
    /// <returns>The picture.</returns>
    /// <exception cref="InvalidOperationException">There are fewer than two observations.</exception>
    public Picture Draw()
    {
        var matrix = Correlations();
        var values = new float[Channels, Channels];
        for (var i = 0; i < Channels; i++)
        {
            for (var j = 0; j < Channels; j++)
                values[i, j] = (float)matrix[i, j];
        }

        return Picture.HeatMap(values, new()
        {
            Title = "which filters fire together",
            Height = 700,
            FirstRowOnTop = true,
            Horizontal = CellAxis.Numbers("channel"),
            Vertical = CellAxis.Numbers("channel"),
            Values = new() { Label = "correlation", Low = -1, High = 1 },
            Colors = ColorMap.Diverging,
            Boxes = [.. _layer.Groups.Select((group, position) =>
            {
                var channels = ChannelsOf(position, nameof(position));
                return new LabeledBox(FilterShape.Rectangular(channels.Length, channels.Length), channels[0], channels[0]) { Label = group.Shape.ToString(), Color = BoxColor };
            })],
        });
    }

    private int[] ChannelsOf(int group, string name)
    {
        Require.Within(group, 0, _layer.Groups.Count - 1, "(groups)", name);
        var each = _layer.OutChannels / _layer.Groups.Sum(one => one.Count);
        return [.. Enumerable.Range(each * _layer.Groups.Take(group).Sum(one => one.Count), each * _layer.Groups[group].Count)];
    }

    /// <summary>Returns the root of the sum of squares of a channel, or NaN when it is no more than rounding.</summary>
    private double Deviation(int channel)
    {
        var sum = _products[(channel * Channels) + channel];
        var floor = Rounding * _means[channel];
        return sum > Count * floor * floor ? Math.Sqrt(sum) : double.NaN;
    }

    private void Merge(long count, double[] means, double[] products)
    {
        var total = Count + count;
        var differences = means.Zip(_means, (theirs, mine) => theirs - mine).ToArray();
        var weight = (double)Count * count / total;
        for (var i = 0; i < Channels; i++)
        {
            _means[i] += differences[i] * count / total;
            for (var j = 0; j < Channels; j++)
                _products[(i * Channels) + j] += products[(i * Channels) + j] + (differences[i] * differences[j] * weight);
        }

        Count = total;
    }
}
