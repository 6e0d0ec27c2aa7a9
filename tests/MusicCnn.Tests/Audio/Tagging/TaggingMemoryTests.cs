using System.Diagnostics;
using System.Runtime.CompilerServices;
using MusicCnn.Audio.Tagging;
using MusicCnn.Signals;
using MusicCnn.Tests.Support;
using TorchSharp;

namespace MusicCnn.Tests.Audio.Tagging;

/// <summary>Memory depends neither on the number of clips nor on their length.</summary>
[Collection(Alone.Name)]
public class TaggingMemoryTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    [Trait("Speed", "Slow")]
    public void A_hundred_clips_of_thirty_seconds_take_no_more_memory_than_the_first_ones()
    {
        using var tagger = TaggerExample.Small();
        var clips = Enumerable.Range(1, 5).Select(seed => TaggerExample.Clip(30 * 44_100, seed, sampleRate: 44_100)).ToArray();
        var (tensors, managed, native) = (0L, 0L, 0L);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(10, tagger.Tag(clips[i % clips.Length], new() { BatchSize = 4 }).Patches.Count);
            if (i == 19)
                (tensors, managed, native) = Measure();
        }

        var (tensorsAfter, managedAfter, nativeAfter) = Measure();

        // 80 clips of one channel at 16 kHz are 146 MB, their images 57 MB. Native memory is what the process has beside the collector's.
        Assert.Equal(tensors, tensorsAfter);
        Assert.InRange(managedAfter - managed, long.MinValue, Megabyte);
        Assert.InRange(nativeAfter - native, long.MinValue, 30 * Megabyte);
    }

    [Fact]
    public async Task A_file_of_ten_minutes_is_never_in_memory_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        using var tagger = TaggerExample.Small();
        var path = WriteTenMinutes(folder);
        var live = new LiveMemory();

        var patches = (await tagger.TagAsync(path, progress: live)).Patches;

        Assert.Equal((1 + (10 * 960_000 / 256)) / 187, patches.Count);

        // 38 MB of samples in single precision, of which no more than some pieces are there at a time.
        Assert.InRange(live.Reports, 4, int.MaxValue);
        Assert.InRange(live.Most - live.Least, 0, 8 * Megabyte);
    }

    /// <summary>Writes the file; what it is made of is garbage once this returns.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string WriteTenMinutes(TemporaryFolder folder)
    {
        var minute = TaggerExample.Samples(60 * TaggerExample.SampleRate);
        // No query that makes an array: the parts that it is made of would stay in the shared pool for a minute, and count as live until then.
        var samples = new float[10 * minute.Length];
        for (var i = 0; i < 10; i++)
            minute.CopyTo(samples, i * minute.Length);
        return TaggerExample.Write(folder, "long.wav", new AudioClip(samples, TaggerExample.SampleRate));
    }

    private static (long Tensors, long Managed, long Native) Measure()
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return (DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, managed, process.WorkingSet64 - GC.GetGCMemoryInfo().TotalCommittedBytes);
    }

    /// <summary>Measures live managed memory at every hundredth report.</summary>
    private sealed class LiveMemory : IProgress<TaggingProgress>
    {
        private int _calls;

        public int Reports { get; private set; }

        public long Least { get; private set; } = long.MaxValue;

        public long Most { get; private set; }

        public void Report(TaggingProgress value)
        {
            if (_calls++ % 100 != 0)
                return;
            var live = GC.GetTotalMemory(forceFullCollection: true);
            (Least, Most, Reports) = (Math.Min(Least, live), Math.Max(Most, live), Reports + 1);
        }
    }
}
