using MusicCnn.Audio;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Audio.Caching;

public sealed class CacheProcessTests : IDisposable
{
    private const int Entries = 12;
    private const int Frames = 200_000;
    private const int Kills = 20;

    /// <summary>How long a busy machine may take until entries are there to be read.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Speed", "Slow")]
    public void Nothing_that_a_killed_process_left_half_written_is_ever_believed()
    {
        var random = new Random(1);
        var left = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = ChildProgram.Start(_folder.Path, Frames, Entries, seed: kill);
            Thread.Sleep(random.Next(5, 100));
            process.Kill();
            process.WaitForExit();
            var cache = new FeatureCache(_folder.Path);
            var entries = Enumerable.Range(0, Entries).Count(number => CacheExample.Has(cache, number, Frames));
            Assert.Equal((entries, 0L), (Directory.GetFiles(_folder.Path, "*.features").Length, cache.Statistics.Rebuilt));
            left += Directory.GetFiles(_folder.Path, "*.tmp").Length;
            if (kill % 4 == 3)
                Clear();
        }

        // Otherwise none was killed while it wrote.
        Assert.InRange(left, 1, int.MaxValue);
        foreach (var file in Directory.GetFiles(_folder.Path, "*.tmp"))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-2));
        _ = new FeatureCache(_folder.Path);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.tmp"));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Two_processes_that_write_the_same_entries_at_once_harm_none()
    {
        using var one = ChildProgram.Start(_folder.Path, Frames, Entries, seed: 1);
        using var other = ChildProgram.Start(_folder.Path, Frames, Entries, seed: 2);
        var cache = new FeatureCache(_folder.Path);
        try
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            for (var number = 0; watch.Elapsed < TimeSpan.FromSeconds(3) || (cache.Statistics.Hits < Entries && watch.Elapsed < Patience); number++)
                _ = CacheExample.Has(cache, number % Entries, Frames);
        }
        finally
        {
            one.Kill();
            other.Kill();
            one.WaitForExit();
            other.WaitForExit();
        }

        Assert.InRange(cache.Statistics.Hits, Entries, long.MaxValue);
        Assert.Equal(0, cache.Statistics.Rebuilt);
    }

    private void Clear()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "*.features"))
            File.Delete(file);
    }
}
