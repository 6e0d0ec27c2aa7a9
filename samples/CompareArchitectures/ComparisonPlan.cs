using MusicCnn.Models;
using MusicCnn.Samples.Architectures;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Plans the rows of a table before the first clip is made, so that what contradicts an earlier run is refused at once.</summary>
internal static class ComparisonPlan
{
    /// <summary>One in so many clips is held out where there is one fold only.</summary>
    private const int HeldOut = 3;

    public static IReadOnlyList<PlannedSet> Of(ComparisonSettings settings, RowFolder folder)
    {
        return [.. settings.Tasks.SelectMany(task => settings.Seeds.Select(seed => Set(task, seed)))];

        PlannedSet Set(ComparedTask task, int seed)
        {
            var source = task.Source(seed);
            var folds = settings.Folds == 1 ? [task.Folds(source, HeldOut, seed)[0]] : task.Folds(source, settings.Folds, seed);
            return new(source, folds, [.. settings.Systems.Where(task.Takes).Select(Planned)]);

            PlannedRow Planned(ComparedSystem system)
            {
                using var made = system.Create(source.Labels, seed);
                var table = system.Summarize(made);
                var training = settings.Training(system, folds[0].Train.Count, seed);
                return new(system, training, folder.Find(new()
                {
                    Task = task.Name,
                    Architecture = system.Architecture,
                    FrontEnd = system.FrontEnd,
                    Seed = seed,
                    FoldCount = folds.Count,
                    FirstLayer = Overview.FirstFilters(table),
                    Parameters = ComparedSystem.WeightsOf(made),
                    MultiplyAdds = table.MultiplyAddsPerSecond,
                    Epochs = made.Network is RandomFeatureClassifier ? 0 : training.Epochs,
                    Milliseconds = system.Milliseconds * (training.Epochs + 1) * folds[0].Train.Count,
                    Settings = new Dictionary<string, string>
                    {
                        ["clips"] = task.Describe(source),
                        ["folds"] = string.Join("; ", folds.Select(fold => string.Join(' ', fold.Test))),
                        ["front-end"] = system.FrontEndSettings.ToString()!,
                        ["network"] = system.Describe(made),
                        ["training"] = training.ToString(),
                    },
                }));
            }
        }
    }
}
