namespace MusicCnn.Layers;

/// <summary>Finds which groups of one layer have the shapes of another's, and says what stands in the way of copying them.</summary>
internal static class GroupMatch
{
    /// <summary>Returns, for each group of the source, its position and that of the group that takes its weights.</summary>
    /// <param name="source">The layer that has the weights.</param>
    /// <param name="target">The layer that takes them.</param>
    /// <param name="name">The parameter that brought the source.</param>
    /// <exception cref="ArgumentException">A group has no counterpart, or layers and groups differ in what decides about weights.</exception>
    public static IReadOnlyList<(int From, int To)> Find(MixedShapeConvOptions source, MixedShapeConvOptions target, string name)
    {
        RequireEqual(source.InChannels, target.InChannels, "input channels", name);
        RequireEqual(source.Bias, target.Bias, "Bias", name);
        RequireEqual(source.BatchNorm, target.BatchNorm, "BatchNorm", name);
        RequireEqual(source.Activation, target.Activation, "Activation", name);
        if (source.BatchNorm != BatchNormOrder.None)
            RequireEqual(source.BatchNormEpsilon, target.BatchNormEpsilon, "BatchNormEpsilon", name);

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
                    + "Build it with the same shapes, or copy from a layer that has only shapes of this one.", name);
            }

            var same = alike.Where(to => WithoutPadding(target.Groups[to]) == WithoutPadding(group)).ToArray();
            if (same.Length == 0)
            {
                throw new ArgumentException(
                    $"The other layer has {group}, but this one has {target.Groups[alike[0]]}. Both need the same count, stride, dilation and MeanFirst.", name);
            }

            pairs.Add((from, same[0]));
        }

        return pairs;
    }

    private static FilterGroup WithoutPadding(FilterGroup group) => group with { FrequencyPadding = null, TimePadding = null };

    private static void RequireEqual<T>(T source, T target, string what, string name)
    {
        if (!EqualityComparer<T>.Default.Equals(source, target))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The layers differ in {what}: {source} in the other, {target} in this one. Build one of them with the other's."), name);
        }
    }
}
