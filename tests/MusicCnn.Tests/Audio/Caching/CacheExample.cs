using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using MusicCnn.Audio;
using MusicCnn.Training;

namespace MusicCnn.Tests.Audio.Caching;

/// <summary>Makes features that follow from a number, so that what a cache gives back can be checked without it.</summary>
internal static class CacheExample
{
    /// <summary>The bytes of a file before its values.</summary>
    public const int HeadSize = 152;

    public static string Key(int number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"entry {number}")));

    public static string PathOf(FeatureCache cache, int number) => Path.Combine(cache.Folder, $"{Key(number)}.features");

    public static float[] Values(int number, int count)
    {
        var random = new Random(number);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    /// <summary>Returns an image of three rows.</summary>
    public static ClipFeatures Features(int number, int frames = 4)
    {
        var memory = MemoryPool<float>.Shared.Rent(3 * frames);
        Values(number, 3 * frames).CopyTo(memory.Memory);
        return new ClipFeatures([1, 3, frames], memory, TimeSpan.FromTicks(number));
    }

    public static void Store(FeatureCache cache, int number, int frames = 4)
    {
        using var features = Features(number, frames);
        cache.Store(Key(number), features);
    }

    /// <summary>Returns whether an entry is found; fails if it is found and wrong.</summary>
    public static bool Has(FeatureCache cache, int number, int frames = 4)
    {
        using var found = cache.Find(Key(number));
        if (found is null)
            return false;
        Assert.Equal([1L, 3, frames], found.Shape);
        Assert.Equal(number, found.Audio.Ticks);
        Assert.True(found.Values.Span.SequenceEqual(Values(number, 3 * frames)), $"Entry {number} holds other values.");
        return true;
    }
}
