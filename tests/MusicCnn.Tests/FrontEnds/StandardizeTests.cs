using MusicCnn.FrontEnds;
using MusicCnn.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCnn.Tests.FrontEnds;

public class StandardizeTests
{
    private static readonly StandardizeOptions EachBin = new() { Bins = 4 };
    private static readonly StandardizeOptions AllBins = EachBin with { Over = StandardizeOver.AllBins };

    [Fact]
    public void Each_bin_of_the_fitted_images_has_mean_0_and_deviation_1()
    {
        using var scope = NewDisposeScope();
        using var standardize = new Standardize(EachBin);
        var images = Images();
        standardize.Fit(images);
        var rows = cat([.. images.Select(standardize.call)], -1);

        for (var bin = 0; bin < 4; bin++)
        {
            var values = TensorAssert.Values(rows[bin]);
            Assert.Equal(0, values.Average(), Tolerance.Float64);
            Assert.Equal(1, values.Average(value => value * value), Tolerance.Float64 * 10);
        }
    }

    [Fact]
    public void Over_all_bins_one_mean_and_one_deviation_keep_the_shape_of_spectra()
    {
        using var scope = NewDisposeScope();
        using var standardize = new Standardize(AllBins);
        var images = Images();
        standardize.Fit(images);
        var all = images.SelectMany(TensorAssert.Values).ToArray();
        var (mean, deviation) = (all.Average(), Math.Sqrt(all.Average(value => Math.Pow(value - all.Average(), 2))));

        Assert.Equal(mean, Assert.Single(standardize.Mean), Tolerance.Float64 * 10);
        Assert.Equal(deviation, Assert.Single(standardize.Deviation), Tolerance.Float64 * 10);
        TensorAssert.Close([.. TensorAssert.Values(images[0]).Select(value => (value - mean) / deviation)], standardize.call(images[0]), Tolerance.Float64 * 10);
    }

    [Fact]
    public void Single_precision_around_a_million_is_standardized_without_loss()
    {
        using var scope = NewDisposeScope();
        using var standardize = new Standardize(new() { Bins = 1 });
        var image = (tensor(TestSignals.Noise(1_000, seed: 2), [1, 1_000]) + 1_000_000.3).to(ScalarType.Float32);
        standardize.Fit([image]);

        var values = TensorAssert.Values(image);
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2)));
        TensorAssert.Close([.. values.Select(value => (value - mean) / deviation)], standardize.call(image), Tolerance.Float32Sum);
    }

    [Fact]
    public void A_bin_that_never_changes_becomes_0_and_is_divided_by_the_floor_elsewhere()
    {
        using var scope = NewDisposeScope();
        using var standardize = new Standardize(new() { Bins = 1, Floor = 0.5 });
        standardize.Fit([full([1, 8], 3.0)]);

        Assert.Equal([0, 2], TensorAssert.Values(standardize.call(tensor(new[] { 3.0, 4.0 }, [1, 2]))));
        Assert.Equal([0], standardize.Deviation);
    }

    [Fact]
    public void Statistics_keep_double_precision_through_conversions()
    {
        using var scope = NewDisposeScope();
        using var standardize = new Standardize(EachBin);
        standardize.Fit(Images());
        var (mean, expected) = (standardize.Mean, standardize.call(Images()[0]));

        standardize.to(ScalarType.Float32);
        standardize.to(ScalarType.Float64);

        Assert.Equal(mean, standardize.Mean);
        Assert.True(expected.Equals(standardize.call(Images()[0])));
        Assert.Equal(ScalarType.Float16, standardize.call(Images()[0].to(ScalarType.Float16)).dtype);
    }

    [Fact]
    public void Before_it_is_fitted_it_says_what_to_do()
    {
        using var scope = NewDisposeScope();
        using var standardize = new Standardize(EachBin);

        Assert.False(standardize.IsFitted);
        Assert.Contains("Call Fit with the images of the training set", Assert.Throws<InvalidOperationException>(() => standardize.call(zeros(1, 1, 4, 2))).Message);
        Assert.Equal("Standardize(4 bins, EachBin, not fitted)", standardize.ToString());
    }

    [Fact]
    public void Fitting_again_replaces_the_statistics_and_leaves_no_tensor()
    {
        using var scope = NewDisposeScope();
        using var standardize = new Standardize(AllBins);
        var images = Images();
        standardize.Fit(images);

        Assert.Equal(0, LiveTensors.ChangeBy(() => standardize.Fit(images[..1])));
        Assert.Equal("Standardize(4 bins, AllBins, of 40 values)", standardize.ToString());
    }

    [Fact]
    public void What_it_cannot_be_fitted_to_is_refused()
    {
        using var standardize = new Standardize(EachBin);
        Assert.Contains("of no image", Assert.Throws<ArgumentException>(() => standardize.Fit([])).Message);
        Assert.Contains("with 4 bins, but have 5", Assert.Throws<ArgumentException>(() => standardize.Fit(new ImageStatistics(5))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => EachBin with { Floor = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StandardizeOptions { Bins = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => EachBin with { Over = (StandardizeOver)5 });
        Assert.False(standardize.IsFitted);
    }

    private static Tensor[] Images() =>
    [
        tensor(TestSignals.Noise(40, seed: 1), [4, 10]),
        tensor([.. TestSignals.Noise(100, seed: 2).Select((value, i) => (3 * value) + (i / 25))], [4, 25]),
    ];
}
