using MusicCnn.Internal;

namespace MusicCnn.Training;

/// <summary>Provides the division of clips into folds, each of which is tested with once.</summary>
/// <remarks>
/// <para>Songs, not patches, are divided, as in ICASSP 2017: patches of one song sound alike, and one that is trained on gives the others away. Where several clips
/// belong to one song, album or artist, say so by <c>groupOf</c>, and they stay together.</para>
/// <para>Stratified: the clips of a class are dealt to the folds in turn, so that folds differ by at most one clip of each class where each clip is
/// a group of its own; larger groups go where their class has fewest clips. The order is drawn from the seed and the clips' names, the same on every system and in whatever order clips come.</para>
/// </remarks>
/// <example>
/// <code>
/// foreach (var fold in CrossValidation.ByClip(songs, folds: 10, seed: 1, validation: 0.1))
///     new Trainer(new() { Patience = 20 }).Fit(model, clips, fold.Train, fold.Validation);
/// </code>
/// </example>
public static class CrossValidation
{
    /// <summary>Returns the folds.</summary>
    /// <param name="source">The clips.</param>
    /// <param name="folds">The number of folds, at least 2.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="validation">The share of the clips outside the test fold to validate with, at least 0 and below 1; at least one clip of every class is trained on.</param>
    /// <param name="groupOf">The song, album or artist of a clip, which is never divided, or <see langword="null"/> where every clip is its own.</param>
    /// <returns>The folds, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2, or <paramref name="validation"/> out of its range.</exception>
    /// <exception cref="ArgumentException">A class has fewer than two groups (three with validation), or a fold stays empty.</exception>
    public static IReadOnlyList<Fold> ByClip(IClipSource source, int folds, int seed, double validation = 0, Func<int, string>? groupOf = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        Require.Within(folds, 2, int.MaxValue, "folds", nameof(folds));
        if (!(validation is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(validation), FormattableString.Invariant($"validation must be at least 0 and below 1, but was {validation}."));

        var groups = ClipGroup.All(source, groupOf, seed);
        RequireEnough(source, groups, needed: validation > 0 ? 3 : 2);
        var tested = new GroupDeal(source.Labels.Count, folds);
        foreach (var group in groups)
            tested.Deal(group);
        if (tested.Hands.FirstOrDefault(hand => hand.Count == 0) is not null)
        {
            throw new ArgumentException(
                $"{source.Count} clips in {groups.Count} groups leave one of {folds} folds empty. Take fewer folds, or add clips.", nameof(folds));
        }

        return [.. tested.Hands.Select((test, index) => Divide(index + 1, groups.Except(test).ToList(), test))];

        Fold Divide(int number, List<ClipGroup> rest, IReadOnlyList<ClipGroup> test)
        {
            var held = Validation(rest, source.Labels.Count, validation);
            return new(number, Clips(rest.Except(held)), Clips(held), Clips(test));
        }
    }

    /// <summary>Returns the first groups of each class, up to its share; the last one of a class is never among them.</summary>
    private static HashSet<ClipGroup> Validation(List<ClipGroup> groups, int classes, double share)
    {
        var (held, counts) = (new HashSet<ClipGroup>(), new int[classes]);
        if (share == 0)
            return held;
        foreach (var (label, ofClass) in groups.GroupBy(group => group.Label).Select(ofClass => (ofClass.Key, ofClass.ToList())))
        {
            var wanted = Math.Max(1, (int)Math.Round(share * ofClass.Sum(group => group.Clips.Count), MidpointRounding.AwayFromZero));
            foreach (var group in ofClass.SkipLast(1).TakeWhile(_ => counts[label] < wanted))
            {
                held.Add(group);
                counts[label] += group.Clips.Count;
            }
        }

        return held;
    }

    private static void RequireEnough(IClipSource source, IReadOnlyList<ClipGroup> groups, int needed)
    {
        var counts = groups.CountBy(group => group.Label).ToDictionary();
        for (var label = 0; label < source.Labels.Count; label++)
        {
            if (counts.GetValueOrDefault(label) is var count && count < needed)
            {
                throw new ArgumentException(
                    $"Each class needs at least {needed} songs, to train on, {(needed > 2 ? "to validate and " : "")}to test with, but '{source.Labels[label]}' has {count}. Add songs, or leave the class out.",
                    nameof(source));
            }
        }
    }

    private static int[] Clips(IEnumerable<ClipGroup> groups) => [.. groups.SelectMany(group => group.Clips).Order()];
}
