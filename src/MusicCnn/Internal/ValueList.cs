using System.Collections;

namespace MusicCnn.Internal;

/// <summary>Represents a list that does not change and compares by value, so that records that hold one do too.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class ValueList<T> : IReadOnlyList<T>
    where T : notnull
{
    private readonly T[] _values;

    public ValueList(IEnumerable<T> values)
    {
        _values = [.. values];
    }

    public int Count => _values.Length;

    public T this[int index] => _values[index];

    public override bool Equals(object? obj) => obj is ValueList<T> other && _values.AsSpan().SequenceEqual(other._values);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in _values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", _values);
}
