using System.Collections;
using System.Runtime.CompilerServices;
using MusicCnn.Internal;

namespace MusicCnn.Layers;

/// <summary>Represents the filters of a first layer: groups in the order of the layer's channels. Sets are immutable and compare by value.</summary>
/// <example>
/// <code>
/// FilterSet set = [FilterShape.Temporal(60).Times(32), FilterShape.Frequency(32).Times(32)];
/// Console.WriteLine(set);                                  // 32 of 1×60, 32 of 32×1
/// using var layer = new MixedShapeConv(1, set.Times(2));   // twice as many of each
/// </code>
/// </example>
[CollectionBuilder(typeof(FilterSet), nameof(Of))]
public sealed class FilterSet : IReadOnlyList<FilterGroup>, IEquatable<FilterSet>
{
    private readonly FilterGroup[] _groups;

    private FilterSet(FilterGroup[] groups)
    {
        if (groups.Length == 0)
            throw new ArgumentException("A filter set needs at least one group, but got none.", nameof(groups));
        if (groups.Any(group => group is null))
            throw new ArgumentException("A group of filters must not be null.", nameof(groups));
        _groups = groups;
    }

    /// <summary>Gets the number of groups.</summary>
    public int Count => _groups.Length;

    /// <summary>Gets the number of filters of all groups.</summary>
    public int FilterCount => _groups.Sum(group => group.Count);

    /// <summary>Gets a group.</summary>
    /// <param name="index">Its position, from 0.</param>
    public FilterGroup this[int index] => _groups[index];

    /// <summary>Returns a set of groups.</summary>
    /// <param name="groups">The groups, at least one.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentException">There is no group, or one is <see langword="null"/>.</exception>
    public static FilterSet Of(params ReadOnlySpan<FilterGroup> groups) => new(groups.ToArray());

    /// <summary>Returns a set of groups.</summary>
    /// <param name="groups">The groups, at least one.</param>
    /// <returns>The set; <paramref name="groups"/> itself where it is one.</returns>
    /// <exception cref="ArgumentException">There is no group, or one is <see langword="null"/>.</exception>
    public static FilterSet Of(IEnumerable<FilterGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return groups as FilterSet ?? new FilterSet([.. groups]);
    }

    /// <summary>Returns whether two sets hold equal groups in the same order.</summary>
    /// <param name="left">A set.</param>
    /// <param name="right">Another set.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(FilterSet? left, FilterSet? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Returns whether two sets differ in a group or in their order.</summary>
    /// <param name="left">A set.</param>
    /// <param name="right">Another set.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(FilterSet? left, FilterSet? right) => !(left == right);

    /// <summary>Returns the set with a multiple of each group's filters: the ×2, ×4, ×8 of the papers.</summary>
    /// <param name="scale">The factor, at least 1.</param>
    /// <returns>The larger set.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is below 1.</exception>
    public FilterSet Times(int scale)
    {
        Require.Positive(scale, "times", nameof(scale));
        return new([.. _groups.Select(group => group with { Count = checked(group.Count * scale) })]);
    }

    /// <summary>Returns the set with another behind it.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>Both sets in one.</returns>
    public FilterSet And(FilterSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new([.. _groups, .. other._groups]);
    }

    /// <inheritdoc/>
    public bool Equals(FilterSet? other) => other is not null && _groups.AsSpan().SequenceEqual(other._groups);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FilterSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var group in _groups)
            hash.Add(group);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<FilterGroup> GetEnumerator() => ((IEnumerable<FilterGroup>)_groups).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the set in the papers' notation, such as <c>204 of 38×7, 204 of 67×7, 51 of 1×128</c>.</summary>
    /// <returns>The set as text.</returns>
    public override string ToString() => string.Join(", ", (IEnumerable<FilterGroup>)_groups);
}
