using MusicCnn.Training;

namespace MusicCnn.Tests.Training;

public class ConfusionMatrixTests
{
    private static readonly ConfusionMatrix Dances = ConfusionMatrix.Count(
        ["waltz", "tango", "jive"],
        [(0, 0), (0, 0), (0, 0), (0, 1), (1, 1), (1, 1), (1, 0), (2, 2)]);

    [Fact]
    public void Counts_are_by_right_class_and_decision()
    {
        Assert.Equal(3, Dances[0, 0]);
        Assert.Equal(1, Dances[0, 1]);
        Assert.Equal(1, Dances[1, 0]);
        Assert.Equal(0, Dances[2, 1]);
        Assert.Equal(8, Dances.Total);
    }

    [Fact]
    public void Accuracy_precision_and_recall_are_their_shares()
    {
        Assert.Equal(6 / 8.0, Dances.Accuracy);
        Assert.Equal(3 / 4.0, Dances.Recall(0));
        Assert.Equal(2 / 3.0, Dances.Recall(1));
        Assert.Equal(2 / 3.0, Dances.Precision(1));
        Assert.Equal(1, Dances.Precision(2));
    }

    [Fact]
    public void F1_is_the_harmonic_mean_of_precision_and_recall_and_0_over_0_counts_nothing_in_its_mean()
    {
        Assert.Equal(3 / 4.0, Dances.F1(0), 1e-15);
        Assert.Equal(2 / 3.0, Dances.F1(1), 1e-15);
        Assert.Equal((3 / 4.0 + 2 / 3.0 + 1) / 3, Dances.MacroF1, 1e-15);
        var matrix = ConfusionMatrix.Count(["a", "b", "never"], [(0, 0), (1, 0)]);
        Assert.True(double.IsNaN(matrix.F1(2)));
        Assert.Equal((2 / 3.0 + 0 + 0) / 3, matrix.MacroF1, 1e-15);
    }

    [Fact]
    public void Means_over_classes_count_0_where_a_share_does_not_exist_and_all_decisions_together_are_the_accuracy()
    {
        Assert.Equal((3 / 4.0 + 2 / 3.0 + 1) / 3, Dances.MacroPrecision, 1e-15);
        Assert.Equal((3 / 4.0 + 2 / 3.0 + 1) / 3, Dances.MacroRecall, 1e-15);
        var matrix = ConfusionMatrix.Count(["a", "b", "never"], [(0, 0), (1, 0)]);
        Assert.Equal((1 / 2.0 + 0 + 0) / 3, matrix.MacroPrecision, 1e-15);
        Assert.Equal((1.0 + 0 + 0) / 3, matrix.MacroRecall, 1e-15);
        // Hits over decisions, over occurrences, and their harmonic mean: one of two each.
        Assert.Equal(1 / 2.0, matrix.MicroF1);
    }

    [Fact]
    public void Matrices_of_the_same_classes_add_up()
    {
        var sum = ConfusionMatrix.Sum([Dances, ConfusionMatrix.Count(Dances.Labels, [(0, 1), (2, 0)])]);

        Assert.Equal((10, 2, 1, 3), (sum.Total, sum[0, 1], sum[2, 0], sum[0, 0]));
        Assert.Equal(8, Dances.Total);
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Sum([]));
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Sum([Dances, ConfusionMatrix.Count(["a", "b", "c"], [])]));
    }

    [Fact]
    public void Chance_is_the_share_of_the_most_frequent_class() => Assert.Equal(4 / 8.0, Dances.Chance);

    [Fact]
    public void What_never_occurred_has_no_share()
    {
        var matrix = ConfusionMatrix.Count(["a", "b"], [(0, 0)]);
        Assert.True(double.IsNaN(matrix.Recall(1)));
        Assert.True(double.IsNaN(matrix.Precision(1)));
        Assert.EndsWith("precision  1.00     -    1.00", matrix.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_names_the_classes_and_numbers_the_decisions() => Assert.Equal(
        """
                      1     2     3  recall
        1 waltz       3     1     0    0.75
        2 tango       1     2     0    0.67
        3 jive        0     0     1    1.00
        precision  0.75  0.67  1.00    0.75
        """,
        Dances.ToString());

    [Fact]
    public void A_class_that_does_not_exist_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfusionMatrix.Count(["a", "b"], [(0, 2)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dances.Recall(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfusionMatrix.Count([], []));
    }
}
