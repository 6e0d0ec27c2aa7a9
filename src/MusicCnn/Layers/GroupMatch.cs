namespace MusicCnn.Layers;

/// <summary>Finds which groups of one layer have the shapes of another's, and says what stands in the way of copying them.</summary>
internal static class GroupMatch
{
    /// <summary>Returns, for each group of the source, its position and that of the group that takes its weights.</summary>
    /// <exception cref="ArgumentException">A group has no counterpart, or layers and groups differ in what decides about weights.</exception>
    public static IReadOnlyList<(int From, int To)> Find(MixedShapeConvOptions source, MixedShapeConvOptions target)
    {
        RequireEqual(source.InChannels, target.InChannels, "input channels");
        RequireEqual(source.Bias, target.Bias, "Bias");
        RequireEqual(source.BatchNorm, target.BatchNorm, "BatchNorm");
        RequireEqual(source.Activation, target.Activation, "Activation");
        if (source.BatchNorm != BatchNormOrder.None)
            RequireEqual(source.BatchNormEpsilon, target.BatchNormEpsilon, "BatchNormEpsilon");

        var pairs = new List<(int From, int To)>();
        for (var from = 0; from < source.Groups.Count; from++)
        {
            var group = source.Groups[from];
            var free = Enumerable.Range(0, target.Groups.Count).Where(to => pairs.TrueForAll(pair => pair.To != to)).ToArray();
            var alike = free.Where(to => target.Groups[to].Shape == group.Shape).ToArray();
            if (alike.Length == 0)
            {
                throw new ArgumentException(
                    $"The other layer has {group}, but this one has no group of {group.Shape} left to take them: its groups are {string.Join("; ", target.Groups)}. "
                    + "Build it with the same shapes, or copy from a layer that has only shapes of this one.", nameof(source));
            }

            var same = alike.Where(to => WithoutPadding(target.Groups[to]) == WithoutPadding(group)).ToArray();
            if (same.Length == 0)
            {
                throw new ArgumentException(
                    $"The other layer has {group}, but this one has {target.Groups[alike[0]]}. Both need the same count, stride, dilation and MeanFirst.", nameof(source));
            }

            pairs.Add((from, same[0]));
        }

        return pairs;
    }

    private static FilterGroup WithoutPadding(FilterGroup group) => group with { FrequencyPadding = null, TimePadding = null };

    private static void RequireEqual<T>(T source, T target, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(source, target))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The layers differ in {what}: {source} in the other, {target} in this one. Build one of them with the other's."), nameof(source));
        }
    }
}
