using MusicCnn.Training;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Represents what a system reached on a task over all folds of all seeds.</summary>
/// <param name="Row">One of its rows.</param>
/// <param name="Accuracies">The accuracy of each fold.</param>
/// <param name="Chance">The accuracy of the most frequent class.</param>
internal sealed record Score(Row Row, IReadOnlyList<double> Accuracies, double Chance)
{
    public string Architecture => Row.Architecture;

    public long Parameters => Row.Parameters;

    public MeanAndDeviation Accuracy { get; } = MeanAndDeviation.Of(Accuracies);

    public double Mean => Accuracy.Mean;

    /// <summary>Gets the accuracy above chance for each thousand weights.</summary>
    public double Efficiency => (Mean - Chance) / Parameters * 1_000;

    /// <summary>Returns the scores of rows that have been tested, in their order.</summary>
    public static IReadOnlyList<Score> Of(IEnumerable<Row> rows) =>
    [
        .. rows.Where(row => row.Folds.Count > 0).GroupBy(row => (row.Task, row.Architecture, row.FrontEnd)).Select(group =>
        {
            var folds = group.SelectMany(row => row.Folds).ToArray();
            return new Score(group.First(), [.. folds.Select(fold => fold.Accuracy)], folds.Average(fold => fold.Chance));
        }),
    ];
}
