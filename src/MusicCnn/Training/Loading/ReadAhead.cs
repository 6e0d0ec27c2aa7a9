namespace MusicCnn.Training.Loading;

/// <summary>Does works in order, on several threads and ahead of the use of their results.</summary>
/// <remarks>Results come in the order of the works, whichever is done first. No more than so many beyond the one handed out last are begun, done or not.</remarks>
internal sealed class ReadAhead<T> : IDisposable
    where T : class, IDisposable
{
    private readonly IEnumerator<Func<T>> _works;
    private readonly int _ahead;
    private readonly CancellationTokenSource _cancellation;
    private readonly Queue<Task<T>> _begun = [];

    /// <summary>Begins nothing yet: the first works are begun when the first result is asked for.</summary>
    /// <param name="works">The works, which are taken one by one on the thread that asks for results, and done on any.</param>
    /// <param name="ahead">The number of works to be ahead, or 0 to do each on the thread that asks.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public ReadAhead(IEnumerable<Func<T>> works, int ahead, CancellationToken cancellationToken)
    {
        (_works, _ahead) = (works.GetEnumerator(), ahead);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Returns the next result; what its work threw is thrown here.</summary>
    public T Next()
    {
        _cancellation.Token.ThrowIfCancellationRequested();
        if (_ahead == 0)
            return _works.MoveNext() ? _works.Current() : throw TooFew();

        Begin();
        if (!_begun.TryDequeue(out var first))
            throw TooFew();
        Begin();
        // On a thread of the pool this does the work itself where no other has come to it, so that a busy pool cannot wait for itself.
        return first.GetAwaiter().GetResult();
    }

    /// <summary>Ends the work and waits until no thread is at it; results that were not asked for are disposed of.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        foreach (var task in _begun)
            task.ContinueWith(Drop, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
        _begun.Clear();
        _works.Dispose();
        _cancellation.Dispose();

        static void Drop(Task<T> task)
        {
            if (task.IsCompletedSuccessfully)
                task.Result.Dispose();
            else
                _ = task.Exception;
        }
    }

    private void Begin()
    {
        while (_begun.Count < _ahead && _works.MoveNext())
            _begun.Enqueue(Task.Run(_works.Current, _cancellation.Token));
    }

    private static InvalidOperationException TooFew() => new("All results have been handed out.");
}
