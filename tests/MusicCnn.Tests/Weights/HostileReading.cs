using System.Diagnostics;

namespace MusicCnn.Tests.Weights;

/// <summary>Reads damaged copies of files, seeded, on a thread of its own under a watchdog, and holds every single reading to the same promises:
/// it is read right or refused with <see cref="InvalidDataException"/>, in bounded time and memory.</summary>
internal sealed class HostileReading
{
    /// <summary>What any reader may take, as buffers; beyond it, memory has to be paid for in bytes of the file.</summary>
    private const long FreeBytes = 64 * 1024;

    /// <summary>Memory per byte of the file.</summary>
    private const long BytesPerByte = 4;

    /// <summary>A reading takes a fraction of a millisecond. The limit leaves room for a machine that does something else for a while.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<byte[]> _originals;
    private readonly Action<byte[]> _read;
    private long _startedAt;
    private volatile int _round = -1;
    private volatile Exception? _failure;

    /// <param name="originals">Sound files, of which in turn one is damaged.</param>
    /// <param name="read">Reads a file whole, and asserts what can be told of a file that was read.</param>
    public HostileReading(IReadOnlyList<byte[]> originals, Action<byte[]> read) => (_originals, _read) = (originals, read);

    /// <summary>Gets what is put around an original, damaged or not, to make a file of it.</summary>
    public Func<byte[], byte[]> Wrap { get; init; } = file => file;

    /// <summary>Gets the bytes that a file may take besides, such as those that it declares to come out of an archive.</summary>
    public Func<byte[], long> Besides { get; init; } = _ => 0;

    /// <summary>Gets the number of files that were read.</summary>
    public int Read { get; private set; }

    /// <summary>Gets the number of files that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Gets the most that a reading took, in parts of what it may.</summary>
    public double Fullest { get; private set; }

    /// <summary>Reads so many damaged files.</summary>
    public void Run(int rounds, int seed)
    {
        foreach (var original in _originals)
            _read(Wrap(original));
        var thread = new Thread(() => Rounds(rounds, seed)) { IsBackground = true };
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(200)))
        {
            var (round, started) = (_round, Interlocked.Read(ref _startedAt));
            Assert.False(round >= 0 && Stopwatch.GetElapsedTime(started) > Longest && round == _round, $"Round {round} of seed {seed} takes longer than {Longest}.");
        }

        if (_failure is { } failure)
            Assert.Fail($"Round {_round} of seed {seed}: {failure}");
        Assert.Equal(rounds, Read + Refused);
    }

    private void Rounds(int rounds, int seed)
    {
        var random = new Random(seed);
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                var file = Wrap(Damage.Apply(_originals[round % _originals.Count], random));
                Interlocked.Exchange(ref _startedAt, Stopwatch.GetTimestamp());
                _round = round;
                var allowed = Math.Max(FreeBytes, BytesPerByte * file.Length) + Besides(file);
                var (taken, refused) = Take(file);
                // The first of a kind also pays for code and messages that are kept.
                if (taken > allowed)
                    (taken, refused) = Take(file);
                Assert.True(taken <= allowed, $"It took {taken} bytes for a file of {file.Length}; at most {allowed} are allowed.");
                Fullest = Math.Max(Fullest, (double)taken / allowed);
                _ = refused ? Refused++ : Read++;
            }
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }

    /// <summary>Returns the bytes that a reading took in all, which no single array of it can exceed, and whether the file was refused.</summary>
    private (long Taken, bool Refused) Take(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = false;
        try
        {
            _read(file);
        }
        catch (InvalidDataException e)
        {
            refused = true;
            Assert.NotEmpty(e.Message);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before, refused);
    }
}
