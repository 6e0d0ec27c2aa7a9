namespace MusicCnn.Training;

/// <summary>Represents a division of clips into those to train on and those to test with; no clip is in both.</summary>
public sealed class ClipSplit
{
    private ClipSplit(IReadOnlyList<int> train, IReadOnlyList<int> test)
    {
        Train = train;
        Test = test;
    }

    /// <summary>Gets the clips to train on, ascending.</summary>
    public IReadOnlyList<int> Train { get; }

    /// <summary>Gets the clips to test with, ascending.</summary>
    public IReadOnlyList<int> Test { get; }

    /// <summary>Returns a split by clip that keeps the proportions of the classes.</summary>
    /// <param name="source">The clips.</param>
    /// <param name="testFraction">The fraction of each class's clips to test with, above 0 and below 1; at least one clip of each class is on each side.</param>
    /// <param name="seed">The seed; the same seed and names give the same split on every system and in whatever order the clips come.</param>
    /// <returns>The split.</returns>
    /// <remarks>
    /// Each clip draws a number from the seed and its <see cref="IClips.Name"/>, and the lowest of a class are tested with, so that a data set which grows keeps
    /// most of its split. Clips of the same name are drawn in their order.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="testFraction"/> is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">A class has fewer than two clips.</exception>
    public static ClipSplit ByClip(IClipSource source, double testFraction, int seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(testFraction is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), FormattableString.Invariant($"testFraction must lie above 0 and below 1, but was {testFraction}."));

        var clips = Enumerable.Range(0, source.Count).ToLookup(source.Label);
        var test = new List<int>();
        for (var label = 0; label < source.Labels.Count; label++)
        {
            var count = clips[label].Count();
            if (count < 2)
            {
                throw new ArgumentException(
                    $"Each class needs at least 2 clips, one to train on and one to test with, but '{source.Labels[label]}' has {count}. Add clips, or leave the class out.",
                    nameof(source));
            }

            var tested = Math.Clamp((int)Math.Round(count * testFraction, MidpointRounding.AwayFromZero), 1, count - 1);
            test.AddRange(clips[label]
                .OrderBy(clip => NameDraw.Of(source.Name(clip), seed))
                .ThenBy(source.Name, StringComparer.Ordinal)
                .ThenBy(clip => clip)
                .Take(tested));
        }

        return new ClipSplit([.. Enumerable.Range(0, source.Count).Except(test)], [.. test.Order()]);
    }
}
