using MusicCnn.Insight;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Draws accuracy against the number of weights, a panel for each task.</summary>
internal static class ComparisonPlot
{
    /// <summary>Returns the picture.</summary>
    public static Picture Of(IReadOnlyList<Row> rows)
    {
        var scores = Score.Of(rows);
        var weights = scores.Select(score => (double)score.Parameters).DefaultIfEmpty(1).ToArray();
        var horizontal = new ValueAxis { Label = "weights", Logarithmic = true, Low = weights.Min() / 2, High = weights.Max() * 3 };
        return Picture.Stack([.. scores.GroupBy(score => score.Row.Task).Select(task => Panel(task.Key, [.. task], horizontal))]);
    }

    private static Picture Panel(string task, IReadOnlyList<Score> scores, ValueAxis horizontal)
    {
        var families = Systems.All.GroupBy(system => system.Architecture).ToDictionary(group => group.Key, group => group.First().Family);
        var series = Enum.GetValues<FilterFamily>().Select(family => Series(family, [.. scores.Where(score => families[score.Architecture] == family)]));
        return Picture.Scatter([.. series], new()
        {
            Title = FormattableString.Invariant($"{task}: accuracy against weights (chance {scores.Average(score => score.Chance):0.00})"),
            Horizontal = horizontal,
            Vertical = new() { Label = "accuracy", Low = 0, High = 1.05 },
            Width = 1_000,
            Height = 420,
            Scale = 1.5,
        });
    }

    private static PointSeries Series(FilterFamily family, Score[] scores) =>
        new(family.ToString().ToLowerInvariant(), [.. scores.Select(score => (double)score.Parameters)], [.. scores.Select(score => score.Mean)])
        {
            Labels = [.. scores.Select(score => score.Row.FrontEnd.StartsWith("cqt", StringComparison.Ordinal) ? $"{score.Architecture} (CQT)" : score.Architecture)],
            Deviations = [.. scores.Select(score => score.Accuracy.Deviation)],
        };
}
