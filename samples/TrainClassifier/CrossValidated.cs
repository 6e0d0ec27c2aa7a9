using System.Globalization;
using MusicCnn.Models;
using MusicCnn.Training;

namespace MusicCnn.Samples.TrainClassifier;

/// <summary>The accuracy of networks over folds: every recording is tested with once, by a network that never heard it.</summary>
internal sealed class CrossValidated(IReadOnlyList<Fold> folds, PreparedClips clips)
{
    private readonly List<(string Name, double[] Accuracies)> _rows = [];

    /// <summary>Trains a new network on each fold and tests it.</summary>
    public void Run(string name, Func<AudioClassifier> create, Func<string, TrainerOptions> options, CancellationToken cancellationToken)
    {
        var accuracies = new double[folds.Count];
        foreach (var fold in folds)
        {
            using var model = create();
            var settings = options(string.Create(CultureInfo.InvariantCulture, $"{name}-fold-{fold.Number}"));
            ProgressDisplay.Run($"Training {name}, fold {fold.Number} of {folds.Count}", progress =>
                _ = new Trainer(settings).Fit(model, clips, fold.Train, progress: progress, cancellationToken: cancellationToken));
            accuracies[fold.Number - 1] = Evaluator.Evaluate(model, clips, fold.Test, cancellationToken: cancellationToken).SongAccuracy;
        }

        _rows.Add((name, accuracies));
    }

    /// <summary>Prints mean and deviation of each network, and how likely the difference between the first two is chance.</summary>
    public void Write()
    {
        Console.WriteLine();
        foreach (var (name, accuracies) in _rows)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {MeanAndDeviation.Of(accuracies)} of the songs right ({string.Join(", ", accuracies.Select(share => share.ToString("0.000", CultureInfo.InvariantCulture)))})"));
        if (_rows is [var (first, one), var (second, other)])
            Console.WriteLine($"{first} less {second}, allowing for shared training data: {PairedTest.Of(one, other, testOverTrain: 1.0 / (folds.Count - 1))}");
    }
}
