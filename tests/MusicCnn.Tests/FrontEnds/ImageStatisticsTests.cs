using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class ImageStatisticsTests
{
    private const int Bins = 3;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 0.2)]
    [InlineData(1e6, 1)]
    [InlineData(-1e8, 100)]
    public void Images_of_different_lengths_give_the_statistics_of_all_values_together(double mean, double deviation)
    {
        var images = Images(mean, deviation);
        var statistics = Gathered(images);

        Assert.Equal(images.Sum(image => image.Length / Bins), statistics.Count);
        for (var bin = 0; bin < Bins; bin++)
        {
            var (expectedMean, expectedDeviation) = TwoPasses(Values(images, bin), mean);

            Assert.Equal(expectedMean, statistics.Means[bin], Tolerance.Float64 * Math.Max(1, Math.Abs(mean)));

            // Means of values near 1e8 are rounded to 1e-8, so differences between them to 1e-10 of the deviation.
            Assert.Equal(1, statistics.Deviations[bin] / expectedDeviation, tolerance: 1e-9);
        }
    }

    [Fact]
    public void Single_precision_images_around_a_million_lose_nothing_but_their_own_rounding()
    {
        using var scope = NewDisposeScope();
        var images = Images(1e6, 1).Select(image => Array.ConvertAll(image, value => (double)(float)value)).ToArray();
        var statistics = new ImageStatistics(Bins);
        foreach (var image in images)
            statistics.Add(tensor(image, [Bins, image.Length / Bins], dtype: ScalarType.Float32));

        var (_, expected) = TwoPasses(Values(images, 1), 1e6);
        Assert.Equal(1, statistics.Deviations[1] / expected, tolerance: 1e-10);
    }

    [Fact]
    public void Merging_in_any_order_and_grouping_gives_the_same()
    {
        var images = Images(100, 3);
        var expected = Gathered(images);
        var merged = Gathered(images[3..]);
        merged.Merge(new ImageStatistics(Bins));
        merged.Merge(Gathered(images[2..3]));
        merged.Merge(Gathered(images[..2]));

        Assert.Equal(expected.Count, merged.Count);
        for (var bin = 0; bin < Bins; bin++)
        {
            Assert.Equal(expected.Means[bin], merged.Means[bin], Tolerance.Float64 * 100);
            Assert.Equal(expected.Deviations[bin], merged.Deviations[bin], Tolerance.Float64 * 100);
        }
    }

    [Fact]
    public void Batches_and_channels_count_as_more_of_the_same_bins()
    {
        using var scope = NewDisposeScope();
        var batch = tensor(TestSignals.Noise(2 * 2 * Bins * 4, seed: 1), [2, 2, Bins, 4]);
        var (whole, apart) = (new ImageStatistics(Bins), new ImageStatistics(Bins));
        whole.Add(batch);
        for (var n = 0; n < 2; n++)
        {
            apart.Add(batch[n, 0]);
            apart.Add(batch[n].narrow(0, 1, 1));
        }

        Assert.Equal((16, 16), (whole.Count, apart.Count));
        for (var bin = 0; bin < Bins; bin++)
        {
            Assert.Equal(apart.Means[bin], whole.Means[bin], Tolerance.Float64);
            Assert.Equal(apart.Deviations[bin], whole.Deviations[bin], Tolerance.Float64);
        }

        Assert.Equal(0, LiveTensors.ChangeBy(() => whole.Add(batch)));
    }

    [Fact]
    public void One_value_deviates_by_nothing()
    {
        var statistics = new ImageStatistics(1);
        using var image = tensor(new[] { 7.5 }, [1, 1]);
        statistics.Add(image);

        Assert.Equal((7.5, 0), (statistics.Means[0], statistics.Deviations[0]));
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_leaves_the_statistics_as_they_were()
    {
        using var scope = NewDisposeScope();
        var statistics = Gathered(Images(0, 1));
        var before = statistics.Means.ToArray();

        Assert.Contains("frequency=3, time] or a batch of them, but got [4, 5]", Assert.Throws<ArgumentException>(() => statistics.Add(zeros(4, 5))).Message);
        Assert.Throws<ArgumentException>(() => statistics.Add(zeros(3, 0)));
        Assert.Throws<ArgumentException>(() => statistics.Add(zeros(3)));
        foreach (var value in new[] { double.NaN, double.NegativeInfinity })
            Assert.Contains("must be finite", Assert.Throws<ArgumentException>(() => statistics.Add(full([3, 2], value))).Message);
        Assert.Contains("one has 3 and the other 2", Assert.Throws<ArgumentException>(() => statistics.Merge(new ImageStatistics(2))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageStatistics(0));
        Assert.Equal(before, statistics.Means);
    }

    /// <summary>Returns images of five lengths, the later ones higher.</summary>
    private static double[][] Images(double mean, double deviation) =>
        [.. new[] { 1, 50, 7, 400, 33 }.Select((frames, i) => Array.ConvertAll(TestSignals.Noise(Bins * frames, seed: i), value => mean + (deviation * (value + i))))];

    private static ImageStatistics Gathered(double[][] images)
    {
        using var scope = NewDisposeScope();
        var statistics = new ImageStatistics(Bins);
        foreach (var image in images)
            statistics.Add(tensor(image, [Bins, image.Length / Bins]));
        return statistics;
    }

    private static double[] Values(double[][] images, int bin) =>
        [.. images.SelectMany(image => image.AsSpan(bin * image.Length / Bins, image.Length / Bins).ToArray())];

    /// <summary>Returns mean and population deviation by two passes, from a shifted origin so that the sums themselves keep their digits.</summary>
    private static (double Mean, double Deviation) TwoPasses(double[] values, double origin)
    {
        var mean = values.Average(value => value - origin);
        return (origin + mean, Math.Sqrt(values.Average(value => Math.Pow(value - origin - mean, 2))));
    }
}
