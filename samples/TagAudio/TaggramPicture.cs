using MusicCnn.Audio.Tagging;
using MusicCnn.Insight;

namespace MusicCnn.Samples.TagAudio;

/// <summary>Draws a taggram: a row for each tag, time from left to right.</summary>
internal static class TaggramPicture
{
    /// <summary>The pixels of a row with room for its name, and of what is above and below the rows.</summary>
    private const int RowHeight = 17;
    private const int Margins = 110;
    private const int LeastHeight = 200;
    private const int GreatestHeight = 8_000;

    public static Picture Of(Taggram taggram, string title)
    {
        var (tags, patches) = (taggram.Labels.Count, taggram.Patches.Count);
        var values = new float[tags, patches];
        for (var patch = 0; patch < patches; patch++)
        {
            for (var tag = 0; tag < tags; tag++)
                values[tag, patch] = taggram[patch, tag];
        }

        var first = taggram.Patches[0];
        var step = patches > 1 ? taggram.Patches[1].Start - first.Start : first.Duration;
        return Picture.HeatMap(values, new HeatMapOptions
        {
            Title = title,
            Height = Math.Clamp((RowHeight * tags) + Margins, LeastHeight, GreatestHeight),
            Horizontal = CellAxis.Seconds(1 / step.TotalSeconds, first.Center.TotalSeconds),
            Vertical = CellAxis.Names("", taggram.Labels),
            FirstRowOnTop = true,
            Values = new() { Label = "Likelihood", Low = 0 },
        });
    }
}
