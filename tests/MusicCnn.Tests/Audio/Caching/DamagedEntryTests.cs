using MusicCnn.Audio;
using MusicCnn.Tests.Support;

namespace MusicCnn.Tests.Audio.Caching;

/// <summary>Whatever stands in the place of an entry: what was written is found, or nothing.</summary>
public sealed class DamagedEntryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FeatureCache _cache;
    private readonly string _path;
    private readonly byte[] _whole;

    public DamagedEntryTests()
    {
        _cache = new FeatureCache(_folder.Path);
        CacheExample.Store(_cache, 1);
        _path = CacheExample.PathOf(_cache, 1);
        _whole = File.ReadAllBytes(_path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_entry_with_a_bit_flipped_in_any_byte_is_not_believed()
    {
        for (var i = 0; i < _whole.Length; i++)
        {
            var damaged = _whole.ToArray();
            damaged[i] ^= (byte)(1 << (i % 8));
            Refuses(damaged);
        }

        Assert.Equal(_whole.Length, _cache.Statistics.Rebuilt);
    }

    [Fact]
    public void An_entry_cut_anywhere_or_continued_is_not_believed()
    {
        for (var length = 0; length < _whole.Length; length++)
            Refuses(_whole[..length]);
        Refuses([.. _whole, 0]);
        Assert.Equal(_whole.Length + 1, _cache.Statistics.Rebuilt);
    }

    [Fact]
    public void The_entry_of_another_clip_is_not_believed()
    {
        CacheExample.Store(_cache, 2);
        Refuses(File.ReadAllBytes(CacheExample.PathOf(_cache, 2)));
    }

    [Fact]
    public void Files_of_others_and_folders_are_not_believed()
    {
        Refuses("RIFF and something else"u8.ToArray());
        Refuses(new byte[_whole.Length]);
        File.Delete(_path);
        Directory.CreateDirectory(_path);
        Assert.False(CacheExample.Has(_cache, 1));
    }

    [Fact]
    public void Sizes_that_the_file_does_not_have_take_no_memory()
    {
        // The sums are right: this is an enemy's.
        foreach (var frames in new[] { long.MaxValue, int.MaxValue, 1L << 28, 0, -4 })
        {
            var head = _whole.AsSpan(0, CacheExample.HeadSize).ToArray();
            BitConverter.TryWriteBytes(head.AsSpan(64), frames);
            System.Security.Cryptography.SHA256.HashData(head.AsSpan(0, 120), head.AsSpan(120));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Refuses([.. head, .. _whole[CacheExample.HeadSize..]]);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        }
    }

    [Fact]
    public void A_broken_entry_is_replaced()
    {
        File.WriteAllBytes(_path, _whole[..50]);
        Assert.False(CacheExample.Has(_cache, 1));

        CacheExample.Store(_cache, 1);

        Assert.True(CacheExample.Has(_cache, 1));
        Assert.Equal(_whole, File.ReadAllBytes(_path));
    }

    private void Refuses(byte[] content)
    {
        File.WriteAllBytes(_path, content);
        Assert.False(CacheExample.Has(_cache, 1));
    }
}
