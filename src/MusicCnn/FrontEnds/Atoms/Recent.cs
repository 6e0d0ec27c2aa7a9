namespace MusicCnn.FrontEnds.Atoms;

/// <summary>Keeps the few values that were asked for last, which take long to make.</summary>
/// <typeparam name="TKey">What a value is made from.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
internal sealed class Recent<TKey, TValue>
    where TKey : notnull
{
    private const int Capacity = 4;

    private readonly Lock _lock = new();
    private readonly LinkedList<(TKey Key, TValue Value)> _values = [];

    /// <summary>Returns the value of a key, made if it is not at hand.</summary>
    public TValue Get(TKey key, Func<TKey, TValue> make)
    {
        lock (_lock)
        {
            var node = _values.First;
            while (node is not null && !EqualityComparer<TKey>.Default.Equals(node.Value.Key, key))
                node = node.Next;

            if (node is null)
                node = new((key, make(key)));
            else
                _values.Remove(node);
            _values.AddFirst(node);
            if (_values.Count > Capacity)
                _values.RemoveLast();
            return node.Value.Value;
        }
    }
}
