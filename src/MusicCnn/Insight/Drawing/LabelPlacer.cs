namespace MusicCnn.Insight.Drawing;

/// <summary>Finds places for the labels of boxes: beside their box, within the plot, and on no other box or label.</summary>
internal static class LabelPlacer
{
    /// <summary>Returns a place for each label.</summary>
    /// <param name="plot">Where labels may lie.</param>
    /// <param name="boxes">The boxes.</param>
    /// <param name="sizes">The size of each box's label; a label without width takes no place.</param>
    /// <param name="gap">The distance between a box and its label.</param>
    public static IReadOnlyList<PixelArea> Place(
        PixelArea plot, IReadOnlyList<PixelArea> boxes, IReadOnlyList<(int Width, int Height)> sizes, int gap)
    {
        List<PixelArea> places = [];
        for (var i = 0; i < boxes.Count; i++)
        {
            var (width, height) = sizes[i];
            var taken = places.Concat(boxes.Where((_, other) => other != i)).ToArray();
            var candidates = Candidates(boxes[i], width, height, gap).Select(place => Inside(plot, place)).ToArray();
            var free = candidates.Where(place => !place.Overlaps(boxes[i]) && !taken.Any(place.Overlaps)).Take(1).ToArray();
            places.Add(free.Length > 0 ? free[0] : candidates[0]);
        }

        return places;
    }

    private static IEnumerable<PixelArea> Candidates(PixelArea box, int width, int height, int gap)
    {
        var (above, below) = (box.Y - gap - height, box.Bottom + gap);
        var (right, left) = (box.Right + gap, box.X - gap - width);
        yield return new(box.X, above, width, height);
        yield return new(box.X, below, width, height);
        yield return new(right, box.Y, width, height);
        yield return new(left, box.Y, width, height);
        yield return new(box.Right - width, above, width, height);
        yield return new(box.Right - width, below, width, height);
        yield return new(right, box.Bottom - height, width, height);
        yield return new(left, box.Bottom - height, width, height);
    }

    /// <summary>Moves a place by as little as brings it into the plot.</summary>
    private static PixelArea Inside(PixelArea plot, PixelArea place) => place with
    {
        X = Math.Max(plot.X, Math.Min(place.X, plot.Right - place.Width)),
        Y = Math.Max(plot.Y, Math.Min(place.Y, plot.Bottom - place.Height)),
    };
}
