using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MusicCnn.Audio;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Audio.Caching;

public sealed class FeatureCacheTests : IDisposable
{
    private const int EntrySize = CacheExample.HeadSize + (12 * sizeof(float));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_stored_is_found_to_the_last_bit_by_another_cache_on_the_folder()
    {
        CacheExample.Store(Open(), 7);

        var cache = Open();
        using var found = cache.Find(CacheExample.Key(7))!;

        Assert.Equal([1L, 3, 4], found.Shape);
        Assert.Equal(TimeSpan.FromTicks(7), found.Audio);
        Assert.Equal(CacheExample.Values(7, 12), found.Values.ToArray());
        Assert.Equal(SHA256.HashData(MemoryMarshal.AsBytes<float>(CacheExample.Values(7, 12))), found.Hash.ToArray());
        Assert.Equal(EntrySize, new FileInfo(CacheExample.PathOf(cache, 7)).Length);
    }

    [Fact]
    public void Hits_misses_and_bytes_are_counted()
    {
        var cache = Open();
        Assert.False(CacheExample.Has(cache, 1));
        CacheExample.Store(cache, 1);
        Assert.True(CacheExample.Has(cache, 1));
        Assert.True(CacheExample.Has(cache, 1));

        Assert.Equal(
            new FeatureCacheStatistics { Hits = 2, Misses = 1, Rebuilt = 0, Evicted = 0, Unwritten = 0, BytesRead = 2 * EntrySize, BytesWritten = EntrySize },
            cache.Statistics);
        Assert.Equal("2 hits, 1 misses, 0 rebuilt, 0 evicted, 0.0 MB read, 0.0 MB written", $"{cache.Statistics}");
    }

    [Fact]
    public void The_entry_that_was_not_used_for_the_longest_time_goes_first()
    {
        var cache = Open(new() { MaximumBytes = (3 * EntrySize) + (EntrySize / 2) });
        for (var i = 1; i <= 3; i++)
            CacheExample.Store(cache, i);
        Assert.True(CacheExample.Has(cache, 1));

        CacheExample.Store(cache, 4);

        Assert.Equal([true, false, true, true], Enumerable.Range(1, 4).Select(i => CacheExample.Has(cache, i)));
        Assert.Equal(1, cache.Statistics.Evicted);
    }

    [Fact]
    public void The_folder_never_grows_beyond_its_limit_though_entries_differ_in_size()
    {
        const long Limit = 20 * EntrySize;
        var cache = Open(new() { MaximumBytes = Limit });
        for (var i = 0; i < 200; i++)
        {
            CacheExample.Store(cache, i, frames: 1 + (i % 40));
            Assert.InRange(Size(), 0, Limit);
        }

        Assert.InRange(Size(), Limit / 2, Limit);
    }

    [Fact]
    public void A_lower_limit_holds_from_the_opening_on()
    {
        var cache = Open();
        for (var i = 0; i < 10; i++)
            CacheExample.Store(cache, i);

        // A sixteenth is made free at once.
        Assert.Equal(6, Open(new() { MaximumBytes = 5 * EntrySize }).Statistics.Evicted);
        Assert.Equal(4 * EntrySize, Size());
    }

    [Fact]
    public void An_entry_larger_than_the_limit_is_not_stored()
    {
        var cache = Open(new() { MaximumBytes = EntrySize });
        CacheExample.Store(cache, 1);
        CacheExample.Store(cache, 2, frames: 5);

        Assert.Equal((true, false), (CacheExample.Has(cache, 1), CacheExample.Has(cache, 2, frames: 5)));
    }

    [Fact]
    public void What_killed_processes_left_is_removed_after_an_hour_and_files_of_others_never()
    {
        var old = Write($"{CacheExample.Key(1)}.features.abcdefgh.tmp", hours: 2);
        var young = Write($"{CacheExample.Key(1)}.features.ijklmnop.tmp", hours: 0);
        string[] others = [Write("notes.tmp", hours: 2), Write("song.features", hours: 2), Write($"{CacheExample.Key(1)}.txt", hours: 2)];

        var cache = Open(new() { MaximumBytes = 1 });

        Assert.Equal(others.Append(young).Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
        Assert.Equal((false, 0), (File.Exists(old), cache.Statistics.Evicted));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void What_is_no_key_is_refused(string key)
    {
        using var features = CacheExample.Features(1);
        Assert.Throws<ArgumentException>(() => Open().Find(key));
        Assert.Throws<ArgumentException>(() => Open().Store(key, features));
    }

    [Fact]
    public void A_limit_that_is_none_and_a_folder_that_is_a_file_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Open(new() { MaximumBytes = 0 }));
        Assert.ThrowsAny<IOException>(() => new FeatureCache(Write("file", hours: 0)));
    }

    [SmallDiskFact]
    public void A_full_disk_costs_the_entry_and_nothing_else()
    {
        using var disk = new SmallDisk(megabytes: 1);
        var cache = new FeatureCache(disk.Path);
        CacheExample.Store(cache, 1);
        disk.Fill();
        CacheExample.Store(cache, 2, frames: 20_000);

        Assert.Equal((1, true, false), (cache.Statistics.Unwritten, CacheExample.Has(cache, 1), CacheExample.Has(cache, 2)));
        Assert.NotNull(cache.Statistics.Problem);
        Assert.DoesNotContain(Directory.GetFiles(disk.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));

        disk.Free();
        CacheExample.Store(cache, 2, frames: 20_000);
        Assert.True(CacheExample.Has(cache, 2, frames: 20_000));
    }

    [Fact]
    public void Threads_of_two_caches_on_one_small_folder_never_see_anything_but_whole_entries()
    {
        const int Numbers = 60;
        const int Frames = 2_000;
        var options = new FeatureCacheOptions { MaximumBytes = Numbers / 2 * (CacheExample.HeadSize + (3L * Frames * sizeof(float))) };
        FeatureCache[] caches = [Open(options), Open(options)];
        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var (cache, number) = (caches[i % 2], new Random(i).Next(Numbers));
            if (!CacheExample.Has(cache, number, Frames))
                CacheExample.Store(cache, number, Frames);
        });

        Assert.All(caches, cache => Assert.Equal((0, 0), (cache.Statistics.Rebuilt, cache.Statistics.Unwritten)));
        Assert.True(caches.Sum(cache => cache.Statistics.Hits) > 100 && caches.Sum(cache => cache.Statistics.Evicted) > 100, $"{caches[0].Statistics}; {caches[1].Statistics}");
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        // What the other one wrote is counted after each sixteenth of the limit at the latest.
        Assert.InRange(Size(), 0, options.MaximumBytes * 18 / 16);
    }

    private FeatureCache Open(FeatureCacheOptions? options = null) => new(_folder.Path, options);

    private long Size() => new DirectoryInfo(_folder.Path).EnumerateFiles().Sum(file => file.Length);

    private string Write(string name, double hours)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, "text");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-hours));
        return path;
    }
}
