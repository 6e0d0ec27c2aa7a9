using System.Collections;
using System.Runtime.CompilerServices;
using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents the numbers of filters of layers behind each other; they compare by value, so that settings that hold them do.</summary>
[CollectionBuilder(typeof(FilterCounts), nameof(Of))]
internal sealed class FilterCounts : IReadOnlyList<int>, IEquatable<FilterCounts>
{
    private readonly int[] _counts;

    private FilterCounts(int[] counts) => _counts = counts;

    public int Count => _counts.Length;

    public int this[int index] => _counts[index];

    public static FilterCounts Of(ReadOnlySpan<int> counts) => new(counts.ToArray());

    /// <summary>Returns the counts that a setting is given, each above 0.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="limit">How many there may be.</param>
    /// <param name="unit">What has a count each, such as <c>layers</c>.</param>
    /// <param name="name">The setting's name.</param>
    /// <exception cref="ArgumentException">There are none, or more than <paramref name="limit"/>.</exception>
    public static FilterCounts Checked(IReadOnlyList<int> counts, int limit, string unit, [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(counts, name);
        if (counts.Count < 1 || counts.Count > limit)
            throw new ArgumentException($"There must be 1 to {limit} {unit}, but {name} has {counts.Count} counts.", name);
        foreach (var count in counts)
            Require.Positive(count, "filters", name);
        return counts as FilterCounts ?? new([.. counts]);
    }

    public bool Equals(FilterCounts? other) => other is not null && _counts.AsSpan().SequenceEqual(other._counts);

    public override bool Equals(object? obj) => Equals(obj as FilterCounts);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var count in _counts)
            hash.Add(count);
        return hash.ToHashCode();
    }

    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_counts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", _counts);
}
