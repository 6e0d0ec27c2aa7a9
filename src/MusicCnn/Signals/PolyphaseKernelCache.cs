namespace MusicCnn.Signals;

/// <summary>Keeps the kernels used last, up to a total number of taps; thread-safe.</summary>
/// <param name="maxTaps">The total number of taps to keep; a single larger kernel is handed out but not kept.</param>
internal sealed class PolyphaseKernelCache(long maxTaps)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(Key Key, PolyphaseKernel Kernel)> _byAge = new();
    private readonly Dictionary<Key, LinkedListNode<(Key Key, PolyphaseKernel Kernel)>> _byKey = [];

    /// <summary>Gets the cache that all of the library shares: at most 100 MiB or so, single-precision copies included, and far less for common rates.</summary>
    public static PolyphaseKernelCache Shared { get; } = new(PolyphaseKernel.MaxTaps);

    /// <summary>Gets the number of taps kept.</summary>
    public long TotalTaps { get; private set; }

    /// <summary>Returns the kernel of a ratio, made now or kept from before.</summary>
    /// <exception cref="ArgumentException">The kernel would be too large.</exception>
    public PolyphaseKernel Get(int fromRate, int toRate, ResampleOptions options)
    {
        var key = new Key(fromRate, toRate, options);
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var node))
            {
                _byAge.Remove(node);
                _byAge.AddLast(node);
                return node.Value.Kernel;
            }
        }

        // Outside the lock: a large kernel takes a second, during which others should not wait.
        var kernel = PolyphaseKernel.Create(fromRate, toRate, options);
        lock (_lock)
        {
            if (kernel.Taps.Length <= maxTaps && !_byKey.ContainsKey(key))
                Keep(key, kernel);
        }

        return kernel;
    }

    private void Keep(Key key, PolyphaseKernel kernel)
    {
        _byKey[key] = _byAge.AddLast((key, kernel));
        TotalTaps += kernel.Taps.Length;
        while (TotalTaps > maxTaps)
        {
            var (oldest, dropped) = _byAge.First!.Value;
            _byAge.RemoveFirst();
            _byKey.Remove(oldest);
            TotalTaps -= dropped.Taps.Length;
        }
    }

    private readonly record struct Key(int FromRate, int ToRate, ResampleOptions Options);
}
