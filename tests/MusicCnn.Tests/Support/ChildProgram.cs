using System.Diagnostics;
using System.Globalization;
using MusicCnn.Audio;
using MusicCnn.Tests.Audio.Caching;

namespace MusicCnn.Tests.Support;

/// <summary>Makes this assembly a program, for tests that need processes of their own to kill.</summary>
internal static class ChildProgram
{
    /// <summary>Stores entries in the cache of a folder, in an order drawn from a seed, until it is killed.</summary>
    public static int Main(string[] arguments)
    {
        if (arguments is not [var folder, ..] || arguments[1..].Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray() is not [var frames, var entries, var seed])
            return 2;
        var cache = new FeatureCache(folder);
        var random = new Random(seed);
        // Made beforehand, so that nearly all the time goes into writing.
        var features = Enumerable.Range(0, entries).Select(number => CacheExample.Features(number, frames)).ToArray();
        Console.WriteLine("begun");
        while (true)
        {
            var number = random.Next(entries);
            cache.Store(CacheExample.Key(number), features[number]);
        }
    }

    /// <summary>Starts the program, and returns when it stores.</summary>
    public static Process Start(string folder, int frames, int entries, int seed)
    {
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(ChildProgram).Assembly.Location, folder, $"{frames}", $"{entries}", $"{seed}"])
        { RedirectStandardOutput = true })!;
        Assert.Equal("begun", process.StandardOutput.ReadLine());
        return process;
    }
}
