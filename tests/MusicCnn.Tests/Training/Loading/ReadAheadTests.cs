using MusicCnn.Training.Loading;

namespace MusicCnn.Tests.Training.Loading;

public class ReadAheadTests
{
    private const int Works = 200;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void Results_come_in_order_though_later_works_end_first(int ahead)
    {
        using var results = new ReadAhead<Number>(All(i => Thread.Sleep((Works - i) % 5)), ahead, CancellationToken.None);
        for (var i = 0; i < Works; i++)
        {
            using var result = results.Next();
            Assert.Equal(i, result.Value);
        }

        Assert.Throws<InvalidOperationException>(results.Next);
    }

    [Fact]
    public void Never_more_works_are_begun_than_stated_beyond_the_one_in_use()
    {
        const int Ahead = 5;
        var (begun, used, most) = (0, 0, 0);
        using var results = new ReadAhead<Number>(All(_ => Interlocked.Increment(ref begun)), Ahead, CancellationToken.None);
        for (var i = 0; i < Works; i++)
        {
            using var result = results.Next();
            used++;
            if (i % 40 == 0)
                Thread.Sleep(10);
            most = Math.Max(most, Volatile.Read(ref begun) - used);
        }

        // The pauses are long enough for idle threads to do all that they may.
        Assert.Equal((Works, Ahead), (begun, most));
    }

    [Fact]
    public void Works_are_done_by_other_threads_while_results_are_in_use()
    {
        using var second = new ManualResetEventSlim();
        using var results = new ReadAhead<Number>(All(i =>
        {
            if (i == 1)
                second.Set();
        }), 1, CancellationToken.None);

        using var first = results.Next();

        Assert.True(second.Wait(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Without_reading_ahead_each_work_is_done_on_the_thread_that_asks()
    {
        var own = Environment.CurrentManagedThreadId;
        using var results = new ReadAhead<Number>(All(_ => Assert.Equal(own, Environment.CurrentManagedThreadId)), 0, CancellationToken.None);
        for (var i = 0; i < Works; i++)
            results.Next().Dispose();
    }

    [Fact]
    public void What_a_work_throws_is_thrown_in_its_turn_and_not_before()
    {
        using var results = new ReadAhead<Number>(All(i =>
        {
            if (i == 3)
                throw new InvalidDataException("the fourth");
        }), 8, CancellationToken.None);
        for (var i = 0; i < 3; i++)
            results.Next().Dispose();

        Assert.Equal("the fourth", Assert.Throws<InvalidDataException>(results.Next).Message);
    }

    [Fact]
    public void Ending_early_waits_for_the_works_at_hand_begins_no_other_and_drops_their_results()
    {
        var (running, made, dropped) = (0, 0, 0);
        var results = new ReadAhead<Number>(All(i =>
        {
            Interlocked.Increment(ref running);
            if (i > 0)
                Thread.Sleep(20);
            Interlocked.Increment(ref made);
            Interlocked.Decrement(ref running);
        }, () => Interlocked.Increment(ref dropped)), 16, CancellationToken.None);
        results.Next().Dispose();

        results.Dispose();

        Assert.Equal(0, running);
        var atEnd = made;
        Thread.Sleep(50);
        Assert.Equal(atEnd, made);
        Assert.InRange(made, 1, Works / 2);
        Assert.Equal(made, dropped);
    }

    [Fact]
    public void Cancelling_ends_it_at_the_next_result()
    {
        using var cancellation = new CancellationTokenSource();
        using var results = new ReadAhead<Number>(All(_ => { }), 4, cancellation.Token);
        results.Next().Dispose();
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(results.Next);
    }

    private static IEnumerable<Func<Number>> All(Action<int> work, Action? drop = null) => Enumerable.Range(0, Works).Select<int, Func<Number>>(i => () =>
    {
        work(i);
        return new Number(i, drop);
    });

    private sealed record Number(int Value, Action? Drop) : IDisposable
    {
        public void Dispose() => Drop?.Invoke();
    }
}
