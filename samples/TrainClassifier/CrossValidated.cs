using System.Globalization;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The figures of networks over folds: every recording is tested with once, by a network that never heard it.</summary>
internal sealed class CrossValidated(IReadOnlyList<Fold> folds)
{
    private readonly List<(string Name, IReadOnlyList<Outcome> Outcomes)> _rows = [];

    /// <summary>Trains a new network on each fold and tests it.</summary>
    public void Run(string name, Func<string, Fold, string, Outcome> trial) =>
        _rows.Add((name, [.. folds.Select(fold => trial(Run(name, fold), fold, $"Training {name}, fold {fold.Number} of {folds.Count}"))]));

    /// <summary>Prints mean and deviation of each network, and how likely the difference between the first two is chance.</summary>
    public void Write()
    {
        Console.WriteLine();
        foreach (var (name, outcomes) in _rows)
        {
            Line(name, outcomes[0].Tags is null ? "of the songs right" : "ROC-AUC, the mean over tags", outcomes, one => one.Figure);
            if (outcomes[0].Tags is not null)
                Line(name, "PR-AUC", outcomes, one => one.Tags!.Songs.MacroPrAuc);
            foreach (var (fold, outcome) in folds.Zip(outcomes).Where(pair => pair.Second.Tags?.Songs.Undefined.Count > 0))
                Console.WriteLine($"Undefined in fold {fold.Number}, and not in its means: {string.Join(", ", outcome.Tags!.Songs.Undefined)}.");
        }

        if (_rows is [var (first, one), var (second, other)] && one.Concat(other).All(outcome => double.IsFinite(outcome.Figure)))
            Console.WriteLine($"{first} less {second}, allowing for shared training data: {PairedTest.Of([.. one.Select(outcome => outcome.Figure)], [.. other.Select(outcome => outcome.Figure)], testOverTrain: folds.Average(fold => (double)fold.Test.Count / fold.Train.Count))}");
    }

    private static string Run(string name, Fold fold) => string.Create(CultureInfo.InvariantCulture, $"{name}-fold-{fold.Number}");

    private static void Line(string name, string what, IEnumerable<Outcome> outcomes, Func<Outcome, double> figure)
    {
        double[] all = [.. outcomes.Select(figure)];
        double[] defined = [.. all.Where(double.IsFinite)];
        var mean = defined.Length == 0 ? "undefined" : $"{MeanAndDeviation.Of(defined)}";
        Console.WriteLine($"{name}: {mean} {what} ({string.Join(", ", all.Select(value => value.ToString("0.000", CultureInfo.InvariantCulture)))})");
    }
}
