using System.Runtime.CompilerServices;
using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Makes the numbers of filters of layers behind each other; they compare by value, so that settings that hold them do.</summary>
internal static class FilterCounts
{
    public static IReadOnlyList<int> Of(ReadOnlySpan<int> counts) => new ValueList<int>(counts.ToArray());

    /// <summary>Returns the counts that a setting is given, each above 0.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="limit">How many there may be.</param>
    /// <param name="unit">What has a count each, such as <c>layers</c>.</param>
    /// <param name="name">The setting's name.</param>
    /// <exception cref="ArgumentException">There are none, or more than <paramref name="limit"/>.</exception>
    public static IReadOnlyList<int> Checked(IReadOnlyList<int> counts, int limit, string unit, [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(counts, name);
        if (counts.Count < 1 || counts.Count > limit)
            throw new ArgumentException($"There must be 1 to {limit} {unit}, but {name} has {counts.Count} counts.", name);
        foreach (var count in counts)
            Require.Positive(count, "filters", name);
        return counts as ValueList<int> ?? new ValueList<int>(counts);
    }
}
