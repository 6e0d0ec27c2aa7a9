using MusicCnn.Internal;
using static TorchSharp.torch;

namespace MusicCnn.FrontEnds;

/// <summary>Represents the mean and the deviation of each bin over images of any lengths, gathered in one pass.</summary>
/// <remarks>
/// <para>All in double precision. The deviation is that of the population: divided by the count.</para>
/// <para>Formula: each image gives for each bin its count, mean and sum of squared differences from that mean, and two such triples merge as n = n₁ + n₂, δ = m₂ − m₁,
/// m = m₁ + δ·n₂/n, M = M₁ + M₂ + δ²·n₁n₂/n. No sum of squares is formed, so a large mean costs no digits.</para>
/// <para>Source: Welford, "Note on a method for calculating corrected sums of squares and products", 1962; Chan, Golub, LeVeque, "Updating formulae and a
/// pairwise algorithm for computing sample variances", 1979. Verified against: two passes over everything, in double precision.</para>
/// </remarks>
public sealed class ImageStatistics
{
    private readonly double[] _means;
    private readonly double[] _squares;

    /// <summary>Initializes a new instance of the <see cref="ImageStatistics"/> class without images.</summary>
    /// <param name="bins">The number of bins of an image.</param>
    public ImageStatistics(int bins)
    {
        _means = new double[Require.Positive(bins, "bins", nameof(bins))];
        _squares = new double[bins];
    }

    /// <summary>Gets the number of bins.</summary>
    public int Bins => _means.Length;

    /// <summary>Gets the number of values of each bin so far: examples times channels times frames.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the mean of each bin.</summary>
    public IReadOnlyList<double> Means => Array.AsReadOnly(_means);

    /// <summary>Gets the deviation of each bin.</summary>
    public IReadOnlyList<double> Deviations => [.. _squares.Select(square => Math.Sqrt(square / Count))];

    /// <summary>Adds images. Padding must be cut off before.</summary>
    /// <param name="image">One image or a batch: <c>[F, T]</c>, <c>[C, F, T]</c> or <c>[N, C, F, T]</c>, finite, on any device.</param>
    /// <exception cref="ArgumentException">The image has another number of bins, or holds NaN or infinity.</exception>
    public void Add(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var shape = image.shape;
        if (shape.Length is < 2 or > 4 || shape.Contains(0) || shape[^2] != Bins)
            throw new ArgumentException($"Expected an image [frequency={Bins}, time], [channel, frequency={Bins}, time] or a batch of them, but got {ShapeGuard.Print(shape)}.", nameof(image));
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var rows = image.cpu().to(ScalarType.Float64).transpose(0, -2).reshape(Bins, -1);
        var count = rows.shape[1];
        var mean = rows.mean([1L], keepdim: true);
        var offset = rows - mean;
        var rest = offset.sum([1L]);

        // The mean is rounded, so the differences from it need not sum to nothing: what they sum to is taken off again.
        var squares = offset.square().sum([1L]) - (rest.square() * (1.0 / count));
        if (!squares.isfinite().all().item<bool>())
            throw new ArgumentException("An image must be finite, but this one holds NaN or infinity. A compression with a floor, such as LogOnePlus, gives none.", nameof(image));
        Merge(count, mean.reshape(-1).data<double>().ToArray(), squares.data<double>().ToArray());
    }

    /// <summary>Adds what another object has gathered, on another thread for example.</summary>
    /// <param name="other">The other statistics.</param>
    /// <exception cref="ArgumentException">It has another number of bins.</exception>
    public void Merge(ImageStatistics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Bins != Bins)
            throw new ArgumentException($"Both must have the same number of bins, but one has {Bins} and the other {other.Bins}.", nameof(other));
        Merge(other.Count, other._means, other._squares);
    }

    /// <summary>Returns the mean and the deviation over all bins together.</summary>
    internal (double Mean, double Deviation) Overall()
    {
        var mean = _means.Average();
        return (mean, Math.Sqrt((_squares.Average() / Count) + _means.Average(bin => (bin - mean) * (bin - mean))));
    }

    private void Merge(long count, double[] means, double[] squares)
    {
        if (count == 0)
            return;
        var share = (double)count / (Count + count);
        for (var bin = 0; bin < Bins; bin++)
        {
            var difference = means[bin] - _means[bin];
            _means[bin] += difference * share;
            _squares[bin] += squares[bin] + (difference * difference * Count * share);
        }

        Count += count;
    }
}
