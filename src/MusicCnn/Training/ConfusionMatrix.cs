using System.Globalization;
using System.Text;
using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Represents how often each class was taken for each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;

    private ConfusionMatrix(IReadOnlyList<string> labels, int[,] counts)
    {
        Labels = labels;
        _counts = counts;
        foreach (var count in counts)
            Total += count;
    }

    /// <summary>Gets the names of the classes.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Gets the number of decisions.</summary>
    public int Total { get; }

    /// <summary>Gets the share of decisions that are right; NaN without decisions.</summary>
    public double Accuracy => (double)Enumerable.Range(0, Labels.Count).Sum(label => _counts[label, label]) / Total;

    /// <summary>Gets the accuracy of always answering with the most frequent class; NaN without decisions.</summary>
    public double Chance => (double)Enumerable.Range(0, Labels.Count).Max(Actual) / Total;

    /// <summary>Gets the mean of F1 over all classes; one that did not occur and was not decided for counts 0. That is scikit-learn's <c>f1_score</c> with <c>labels</c> set to all classes: without
    /// them it leaves out such a class, and its mean is over fewer. The same goes for precision and recall.</summary>
    public double MacroF1 => Macro(F1);

    /// <summary>Gets the mean of precision over all classes; one that was not decided for counts 0.</summary>
    public double MacroPrecision => Macro(Precision);

    /// <summary>Gets the mean of recall over all classes, with which rare classes count as much as frequent ones; one that did not occur counts 0.</summary>
    public double MacroRecall => Macro(Recall);

    /// <summary>Gets F1 of all decisions together; where each has one class, precision, recall and F1 of all together are the accuracy.</summary>
    public double MicroF1 => Accuracy;

    /// <summary>Returns the number of decisions for <paramref name="predicted"/> where <paramref name="actual"/> was right.</summary>
    /// <param name="actual">The right class, as a position in <see cref="Labels"/>.</param>
    /// <param name="predicted">The class decided for.</param>
    /// <returns>The count.</returns>
    public int this[int actual, int predicted] => _counts[Checked(actual, nameof(actual)), Checked(predicted, nameof(predicted))];

    /// <summary>Counts decisions.</summary>
    /// <param name="labels">The names of the classes, at least one.</param>
    /// <param name="decisions">The right class and the one decided for, as positions in <paramref name="labels"/>.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A decision names a class that does not exist, or there are no classes.</exception>
    public static ConfusionMatrix Count(IReadOnlyList<string> labels, IEnumerable<(int Actual, int Predicted)> decisions)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(decisions);
        Require.Positive(labels.Count, "classes", nameof(labels));
        var counts = new int[labels.Count, labels.Count];
        foreach (var (actual, predicted) in decisions)
        {
            Require.Within(actual, 0, labels.Count - 1, "(classes)", nameof(decisions));
            Require.Within(predicted, 0, labels.Count - 1, "(classes)", nameof(decisions));
            counts[actual, predicted]++;
        }

        return new ConfusionMatrix([.. labels], counts);
    }

    /// <summary>Returns the decisions of several matrices together, such as those of all folds.</summary>
    /// <param name="matrices">The matrices, at least one, of the same classes.</param>
    /// <returns>Their sum.</returns>
    /// <exception cref="ArgumentException">There are none, or their classes differ.</exception>
    public static ConfusionMatrix Sum(IEnumerable<ConfusionMatrix> matrices)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        var all = matrices.ToArray();
        if (all.Length == 0)
            throw new ArgumentException("There are no matrices to add.", nameof(matrices));
        var counts = new int[all[0].Labels.Count, all[0].Labels.Count];
        foreach (var matrix in all)
        {
            if (!matrix.Labels.SequenceEqual(all[0].Labels, StringComparer.Ordinal))
                throw new ArgumentException($"Matrices can be added that are of the same classes, but one is of {string.Join(", ", all[0].Labels)} and another of {string.Join(", ", matrix.Labels)}.", nameof(matrices));
            for (var actual = 0; actual < counts.GetLength(0); actual++)
            {
                for (var predicted = 0; predicted < counts.GetLength(0); predicted++)
                    counts[actual, predicted] += matrix[actual, predicted];
            }
        }

        return new ConfusionMatrix(all[0].Labels, counts);
    }

    /// <summary>Returns the share of a class that was recognized; NaN where it did not occur.</summary>
    /// <param name="label">The class, as a position in <see cref="Labels"/>.</param>
    /// <returns>The recall, 0 to 1.</returns>
    public double Recall(int label) => (double)_counts[Checked(label, nameof(label)), label] / Actual(label);

    /// <summary>Returns the share of the decisions for a class that are right; NaN where none was for it.</summary>
    /// <param name="label">The class, as a position in <see cref="Labels"/>.</param>
    /// <returns>The precision, 0 to 1.</returns>
    public double Precision(int label) =>
        (double)_counts[Checked(label, nameof(label)), label] / Decided(label);

    /// <summary>Returns the harmonic mean of precision and recall of a class, 2·TP / (2·TP + FP + FN); NaN where it did not occur and none was decided for.</summary>
    /// <param name="label">The class, as a position in <see cref="Labels"/>.</param>
    /// <returns>F1, 0 to 1.</returns>
    public double F1(int label)
    {
        var hits = _counts[Checked(label, nameof(label)), label];
        return Decisions.HarmonicMean(hits, Decided(label) - hits, Actual(label) - hits);
    }

    /// <summary>Returns the matrix as a table: a row for each right class, a column, by number, for each decision, recall at the end and precision below; a dash where there is none.</summary>
    /// <returns>The table.</returns>
    public override string ToString()
    {
        var names = Labels.Select((label, index) => $"{index + 1} {label}").Append("precision").ToArray();
        var width = names.Max(name => name.Length);
        var text = new StringBuilder().Append(' ', width);
        for (var label = 1; label <= Labels.Count; label++)
            text.Append(CultureInfo.InvariantCulture, $"{label,6}");
        text.Append("  recall\n");
        for (var actual = 0; actual < Labels.Count; actual++)
        {
            text.Append(names[actual].PadRight(width));
            for (var predicted = 0; predicted < Labels.Count; predicted++)
                text.Append(CultureInfo.InvariantCulture, $"{_counts[actual, predicted],6}");
            text.Append(Share(Recall(actual), 8)).Append('\n');
        }

        text.Append(names[^1].PadRight(width));
        for (var label = 0; label < Labels.Count; label++)
            text.Append(Share(Precision(label), 6));
        return text.Append(Share(Accuracy, 8)).ToString();
    }

    private double Macro(Func<int, double> ofClass) => Enumerable.Range(0, Labels.Count).Average(label => ofClass(label) is var share && double.IsNaN(share) ? 0 : share);

    private static string Share(double share, int width) =>
        (double.IsNaN(share) ? "-" : share.ToString("0.00", CultureInfo.InvariantCulture)).PadLeft(width);

    private int Actual(int label) => Enumerable.Range(0, Labels.Count).Sum(predicted => _counts[label, predicted]);

    private int Decided(int label) => Enumerable.Range(0, Labels.Count).Sum(actual => _counts[actual, label]);

    private int Checked(int label, string name) => Require.Within(label, 0, Labels.Count - 1, "(classes)", name);
}
