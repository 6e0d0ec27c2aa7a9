using MusicCnn.Signals;

namespace MusicCnn.Tests.Signals;

public class PolyphaseKernelTests
{
    [Fact]
    public void Common_rates_need_far_fewer_taps_than_the_full_span_of_every_phase()
    {
        var kernel = PolyphaseKernel.Create(44_100, 16_000, ResampleOptions.Torchaudio);

        Assert.Equal((441, 160, 34), (kernel.Stride, kernel.Phases, kernel.Length));
    }

    [Theory]
    [InlineData(192_000, 191_999)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(1, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue - 1)]
    public void Kernels_beyond_the_bound_are_refused_before_any_memory_is_taken(int from, int to)
    {
        Assert.Throws<ArgumentException>(() => PolyphaseKernel.Create(from, to, ResampleOptions.High));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<ArgumentException>(() => PolyphaseKernel.Create(from, to, ResampleOptions.High));

        Assert.Contains("taps, more than 8388608. Choose a rate that shares a larger divisor", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Fact]
    public void Groups_of_phases_hold_the_same_taps_in_bounded_space()
    {
        var kernel = PolyphaseKernel.Create(44_100, 15_999, ResampleOptions.Torchaudio);

        var groups = new PhaseGroups(kernel);

        Assert.True(groups.Count > 1);
        Assert.True(groups.Design.LongLength < (1 << 22) + (3L * kernel.Taps.Length), $"{groups.Design.Length} taps for {kernel.Taps.Length}");
        Assert.Equal(kernel.Taps.Sum(), groups.Design.Sum(), 1e-9);
        foreach (var phase in new[] { 0, 1, 2_700, 5_332 })
        {
            var (group, row) = Math.DivRem(phase, groups.Size);
            var taps = groups.Design.AsSpan(((group * groups.Size) + row) * groups.Length, groups.Length);
            Assert.Equal(kernel.Taps.AsSpan(phase * kernel.Length, kernel.Length), taps.Slice(kernel.FirstTaps[phase] - groups.Starts[group], kernel.Length));
        }
    }

    [Fact]
    public void Cache_hands_out_one_kernel_for_one_ratio_and_equal_settings()
    {
        var cache = new PolyphaseKernelCache(maxTaps: 100_000);

        var first = cache.Get(3, 2, new ResampleOptions());

        Assert.Same(first, cache.Get(3, 2, ResampleOptions.High));
        Assert.NotSame(first, cache.Get(3, 2, ResampleOptions.Torchaudio));
        Assert.NotSame(first, cache.Get(2, 3, ResampleOptions.High));
    }

    [Fact]
    public void Cache_forgets_what_was_used_longest_ago_and_stays_within_its_bound()
    {
        var cache = new PolyphaseKernelCache(maxTaps: 1_000);
        var kept = cache.Get(3, 2, ResampleOptions.High);

        for (var rate = 10; rate < 40; rate++)
        {
            cache.Get(rate, 7, ResampleOptions.Torchaudio);
            Assert.Same(kept, cache.Get(3, 2, ResampleOptions.High));
            Assert.InRange(cache.TotalTaps, kept.Taps.Length, 1_000);
        }

        var large = cache.Get(441, 160, ResampleOptions.High);
        Assert.NotSame(large, cache.Get(441, 160, ResampleOptions.High));
        Assert.Same(kept, cache.Get(3, 2, ResampleOptions.High));
        Assert.InRange(cache.TotalTaps, 0, 1_000);
    }

    [Fact]
    public void Cache_serves_many_threads_at_once()
    {
        var cache = new PolyphaseKernelCache(maxTaps: 3_000);

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var rate = 8 + (i % 6);
            Assert.Equal(rate, cache.Get(rate, 7, ResampleOptions.Torchaudio).Stride);
        });
        Assert.InRange(cache.TotalTaps, 1, 3_000);
    }
}
