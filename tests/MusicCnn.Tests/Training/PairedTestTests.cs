using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

public class PairedTestTests
{
    /// <summary>Tables of Student's distribution have four digits.</summary>
    private const double Table = 5e-5;

    private const double Rounding = 1e-12;

    [Fact]
    public void Mean_and_deviation_of_a_sample_are_those_of_the_schoolbook()
    {
        var summary = MeanAndDeviation.Of([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal(5, summary.Mean, Rounding);
        Assert.Equal(Math.Sqrt(32 / 7.0), summary.Deviation, Rounding);
        Assert.Equal("5.000 ± 2.138", summary.ToString());
        Assert.Equal("0.500", MeanAndDeviation.Of([0.5]).ToString());
        Assert.Throws<ArgumentException>(() => MeanAndDeviation.Of([]));
    }

    [Fact]
    public void Differences_of_one_two_and_three_give_the_statistic_by_hand()
    {
        // Mean 2, deviation 1: t = 2 / (1 / √3). With two degrees of freedom p = 1 − t / √(t² + 2).
        var test = PairedTest.Of([5, 7, 9], [4, 5, 6]);

        Assert.Equal(2 * Math.Sqrt(3), test.Statistic, Rounding);
        Assert.Equal(1 - Math.Sqrt(12 / 14.0), test.Probability, 1e-9);
    }

    [Theory]
    [InlineData(4, 2.7764)]
    [InlineData(9, 2.2622)]
    public void At_the_tabled_statistic_the_probability_is_a_twentieth(int freedom, double statistic)
    {
        // Differences 1 ± s, half of them each, scaled to have the statistic wanted; with an odd one in the middle.
        var signs = Enumerable.Range(0, freedom + 1).Select(i => freedom % 2 == 0 && i == freedom ? 0.0 : i % 2 == 0 ? 1 : -1).ToArray();
        var deviation = Math.Sqrt(signs.Sum(sign => sign * sign) / freedom);
        var spread = Math.Sqrt(freedom + 1) / (statistic * deviation);

        var test = PairedTest.Of([.. signs.Select(sign => 1 + spread * sign)], new double[freedom + 1]);

        Assert.Equal(statistic, test.Statistic, 1e-9);
        Assert.Equal(0.05, test.Probability, Table);
    }

    [Fact]
    public void The_correction_for_shared_training_data_lowers_the_statistic_by_its_factor()
    {
        double[] one = [0.8, 0.9, 0.85, 0.7, 0.95], other = [0.7, 0.85, 0.85, 0.6, 0.9];

        var plain = PairedTest.Of(one, other);
        var corrected = PairedTest.Of(one, other, testOverTrain: 0.25);

        Assert.Equal(plain.Statistic * Math.Sqrt(0.2 / 0.45), corrected.Statistic, 1e-9);
        Assert.True(corrected.Probability > plain.Probability);
    }

    [Fact]
    public void Exchange_turns_the_sign_and_equal_figures_differ_by_nothing()
    {
        double[] one = [0.8, 0.9, 0.7], other = [0.7, 0.8, 0.9];

        Assert.Equal(PairedTest.Of(one, other).Statistic, -PairedTest.Of(other, one).Statistic, Rounding);
        Assert.Equal((0, 1), (PairedTest.Of(one, one).Statistic, PairedTest.Of(one, one).Probability));
        Assert.Equal((double.PositiveInfinity, 0), (PairedTest.Of([2, 3], [1, 2]).Statistic, PairedTest.Of([2, 3], [1, 2]).Probability));
    }

    [Fact]
    public void Figures_without_partners_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PairedTest.Of([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => PairedTest.Of([1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedTest.Of([1, double.NaN], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedTest.Of([1, 2], [1, 2], -0.1));
    }
}
