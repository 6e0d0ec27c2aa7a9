using System.Diagnostics;
using MusicCnn.FrontEnds;
using MusicCnn.Models;
using MusicCnn.Training;
using TorchSharp;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Computes the rows of a table, fold by fold; several processes may do so in one folder.</summary>
internal sealed class Comparison(RowFolder folder, ComparisonProgress progress)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Computes what is not there yet and no other process is computing.</summary>
    public void Run(IReadOnlyList<PlannedSet> sets, CancellationToken cancellationToken)
    {
        progress.Begin([.. sets.SelectMany(set => set.Rows)]);
        foreach (var set in sets)
            Compute(set, cancellationToken);
    }

    /// <summary>Waits for rows that another process has, and computes those that it leaves undone.</summary>
    public void Complete(IReadOnlyList<PlannedSet> sets, CancellationToken cancellationToken)
    {
        PlannedRow[] rows = [.. sets.SelectMany(set => set.Rows)];
        for (var told = false; rows.FirstOrDefault(row => !folder.Find(row.Row).IsWhole) is { } open; told = true)
        {
            if (!told)
                ComparisonProgress.Waiting(open.Row);
            cancellationToken.WaitHandle.WaitOne(Pause);
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var set in sets)
                Compute(set, cancellationToken);
        }
    }

    private void Compute(PlannedSet set, CancellationToken cancellationToken)
    {
        using var kept = new KeptClips(set.Source);
        foreach (var group in set.Rows.GroupBy(row => row.System.FrontEndSettings))
        {
            AudioClassifier? model = null;
            PreparedClips? clips = null;
            try
            {
                foreach (var row in group)
                {
                    using var claim = folder.Claim(row.Row);
                    if (claim is null || (row.Row = folder.Find(row.Row)).IsWhole)
                        continue;
                    if (clips is null)
                    {
                        // First the music, so that no measured time holds its making.
                        kept.LoadAll(cancellationToken);
                        model = row.System.Create(set.Source.Labels, seed: 0);
                        // One clip after the other: threads that read ahead would make the real-time factor one of several cores.
                        clips = PreparedClips.Prepare(model, kept, new PreparationOptions { ReadAhead = 0 }, cancellationToken: cancellationToken);
                    }

                    Compute(row, set.Folds, kept, clips, cancellationToken);
                }
            }
            finally
            {
                clips?.Dispose();
                model?.Dispose();
            }
        }
    }

    private void Compute(PlannedRow row, IReadOnlyList<Fold> folds, KeptClips kept, PreparedClips clips, CancellationToken cancellationToken)
    {
        foreach (var fold in folds.Skip(row.Row.Folds.Count))
        {
            var watch = Stopwatch.StartNew();
            var figures = Measure(row, kept, clips, fold, cancellationToken);
            row.Row = row.Row with { Folds = [.. row.Row.Folds, figures] };
            folder.Save(row.Row);
            progress.Done(row.Row, watch.Elapsed);
        }
    }

    private static FoldFigures Measure(PlannedRow row, KeptClips kept, PreparedClips clips, Fold fold, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        using var system = row.System.Create(clips.Labels, row.Row.Seed);
        var watch = Stopwatch.StartNew();
        if (system.Network is RandomFeatureClassifier untrained)
            untrained.Fit((MelSpectrogram)system.FrontEnd, kept, fold.Train, cancellationToken);
        else
            _ = new Trainer(row.Training).Fit(system, clips, fold.Train, progress: ComparisonProgress.Of(row.Row, fold), cancellationToken: cancellationToken);
        var training = watch.Elapsed;
        var evaluation = Evaluator.Evaluate(system, clips, fold.Test, cancellationToken: cancellationToken);
        return new(fold.Number, evaluation.SongAccuracy, evaluation.Chance, training.TotalSeconds, evaluation.RealTimeFactor);
    }
}
