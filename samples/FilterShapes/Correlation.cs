using System.Globalization;
using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using MusicCnn.Layers;
using Spectre.Console;

namespace FilterShapes;

/// <summary>Trains all shapes side by side on both tasks at once, and measures which filters of them fire together.</summary>
internal static class Correlation
{
    /// <summary>Saves the correlations of all filters as a picture, and returns how much the shapes repeat themselves and each other.</summary>
    public static Table Measure(MelSpectrogram mel, Experiment experiment, FilterSet filters, string path)
    {
        var table = new Table().AddColumn("mean |r| with");
        var accuracy = experiment.Run(mel, filters, Tones.Both, (network, images) =>
        {
            var correlation = new FilterCorrelation(network.FirstLayer);
            correlation.Add(images);
            correlation.Draw().Save(path);
            foreach (var group in filters)
                table.AddColumn(new TableColumn(group.ToString()).RightAligned());
            for (var one = 0; one < filters.Count; one++)
                table.AddRow([filters[one].ToString(), .. Enumerable.Range(0, filters.Count).Select(other => correlation.Redundancy(one, other).ToString("0.00", CultureInfo.InvariantCulture))]);
        });
        return table.Caption(FormattableString.Invariant($"accuracy {accuracy:0.00} on both tasks, chance = 0.25\npicture: {Path.GetFileName(path)}"));
    }
}
