using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

public class TagMetricsTests
{
    /// <summary>Sums of a few hundred fractions in double precision.</summary>
    private const double Rounding = 1e-12;

    [Fact]
    public void Hand_computed_areas_of_four_songs_come_out()
    {
        // The example in scikit-learn's documentation of both functions.
        var tag = Single([0.1f, 0.4f, 0.35f, 0.8f], [false, false, true, true]);

        Assert.Equal(0.75, tag.RocAuc, Rounding);
        Assert.Equal(0.5 * 1 + 0.5 * (2 / 3.0), tag.PrAuc, Rounding);
    }

    [Fact]
    public void A_tie_counts_half_a_pair_and_one_step_of_precision()
    {
        // Pairs: 0.9 beats both negatives, 0.5 ties with one and beats the other. Precision: 1 of 1, then 2 of 3.
        var tag = Single([0.9f, 0.5f, 0.5f, 0.1f], [true, true, false, false]);

        Assert.Equal(3.5 / 4, tag.RocAuc, Rounding);
        Assert.Equal(0.5 * 1 + 0.5 * (2 / 3.0), tag.PrAuc, Rounding);
    }

    [Fact]
    public void Equal_scores_say_nothing()
    {
        var tag = Single([0.3f, 0.3f, 0.3f, 0.3f, 0.3f], [true, false, true, false, false]);

        Assert.Equal(0.5, tag.RocAuc, Rounding);
        Assert.Equal(0.4, tag.PrAuc, Rounding);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Areas_equal_counts_of_all_pairs_and_all_thresholds(int seed)
    {
        var random = new Random(seed);
        var truth = Enumerable.Range(0, 200).Select(_ => random.Next(4) == 0).ToArray();
        // Coarse scores, so that many are equal.
        var scores = truth.Select(has => MathF.Round((float)random.NextDouble() * 20 + (has ? 4 : 0)) / 24).ToArray();

        var tag = Single(scores, truth);

        var pairs = from p in Enumerable.Range(0, 200) from n in Enumerable.Range(0, 200) where truth[p] && !truth[n] select Math.Sign(scores[p].CompareTo(scores[n]));
        Assert.Equal(pairs.Average(sign => (sign + 1) / 2.0), tag.RocAuc, Rounding);
        var (area, recall) = (0.0, 0.0);
        foreach (var threshold in scores.Distinct().OrderDescending())
        {
            double hits = Enumerable.Range(0, 200).Count(i => truth[i] && scores[i] >= threshold);
            var newRecall = hits / truth.Count(has => has);
            area += (newRecall - recall) * hits / scores.Count(score => score >= threshold);
            recall = newRecall;
        }

        Assert.Equal(area, tag.PrAuc, Rounding);
    }

    [Fact]
    public void The_order_of_songs_changes_no_bit()
    {
        float[] scores = [0.2f, 0.9f, 0.2f, 0.7f, 0.4f, 0.9f];
        bool[] truth = [true, false, false, true, true, true];

        var forwards = Single(scores, truth);
        var backwards = Single([.. scores.Reverse()], [.. truth.Reverse()]);

        Assert.Equal(forwards, backwards);
    }

    [Fact]
    public void A_tag_of_all_songs_or_of_none_is_named_and_all_others_count_the_last_too()
    {
        var metrics = TagMetrics.Of(
            ["never", "always", "good", "bad"],
            new[,] { { 0.1f, 0.2f, 0.9f, 0.1f }, { 0.6f, 0.7f, 0.1f, 0.9f } },
            new[,] { { false, true, true, true }, { false, true, false, false } });

        Assert.Equal(["never", "always"], metrics.Undefined);
        Assert.True(double.IsNaN(metrics.Tags[0].RocAuc));
        Assert.True(double.IsNaN(metrics.Tags[1].RocAuc));
        Assert.Equal([1, 0], [metrics.Tags[2].RocAuc, metrics.Tags[3].RocAuc]);
        Assert.Equal(0.5, metrics.MacroRocAuc, Rounding);
        Assert.Equal((1 + 0.5) / 2, metrics.MacroPrAuc, Rounding);
        Assert.Equal(2, metrics.Tags[1].Positives);
        Assert.Equal(2, metrics.Tags[0].Negatives);
    }

    [Fact]
    public void F1_of_all_decisions_and_its_mean_over_tags_come_out()
    {
        // a: given to songs 0, 1, had by 0, 2: one hit, one false alarm, one miss. b: given to 2, had by 2. c: neither given nor had.
        var metrics = TagMetrics.Of(
            ["a", "b", "c"],
            new[,] { { 0.5f, 0.1f, 0.2f }, { 0.7f, 0.49f, 0.2f }, { 0.2f, 0.8f, 0.2f } },
            new[,] { { true, false, false }, { false, false, false }, { true, true, false } });

        Assert.Equal(0.5, metrics.Tags[0].Precision, Rounding);
        Assert.Equal(0.5, metrics.Tags[0].Recall, Rounding);
        Assert.Equal(0.5, metrics.Tags[0].F1, Rounding);
        Assert.Equal(1, metrics.Tags[1].F1, Rounding);
        Assert.True(double.IsNaN(metrics.Tags[2].F1));
        Assert.Equal(4 / 6.0, metrics.MicroF1, Rounding);
        Assert.Equal((0.5 + 1 + 0) / 3, metrics.MacroF1, Rounding);
        // Three tags given, two of them rightly; three had, two of them found.
        Assert.Equal((2 / 3.0, 2 / 3.0), (metrics.MicroPrecision, metrics.MicroRecall));
        Assert.Equal((0.5 + 1 + 0) / 3, metrics.MacroPrecision, Rounding);
        Assert.Equal((0.5 + 1 + 0) / 3, metrics.MacroRecall, Rounding);
    }

    [Fact]
    public void Arrays_that_do_not_match_and_scores_that_are_no_numbers_are_refused()
    {
        var sizes = Assert.Throws<ArgumentException>(() => TagMetrics.Of(["a"], new float[2, 1], new bool[3, 1]));
        Assert.Contains("1 labels scores are 2 × 1 and truth is 3 × 1", sizes.Message, StringComparison.Ordinal);
        var diverged = Assert.Throws<ArgumentException>(() => TagMetrics.Of(["a", "b"], new[,] { { 1f, float.NaN } }, new bool[1, 2]));
        Assert.Contains("song 0 for 'b'", diverged.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TagMetrics.Of([], new float[1, 0], new bool[1, 0]));
    }

    private static TagMetric Single(float[] scores, bool[] truth)
    {
        var (scoreTable, truthTable) = (new float[scores.Length, 1], new bool[truth.Length, 1]);
        for (var song = 0; song < scores.Length; song++)
            (scoreTable[song, 0], truthTable[song, 0]) = (scores[song], truth[song]);
        return Assert.Single(TagMetrics.Of(["tag"], scoreTable, truthTable).Tags);
    }
}
