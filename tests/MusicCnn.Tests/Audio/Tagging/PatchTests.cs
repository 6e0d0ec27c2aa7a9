using MusicCnn.Audio.Tagging;
using MusicCnn.FrontEnds;
using MusicCnn.Models;

namespace MusicCnn.Tests.Audio.Tagging;

/// <summary>Durations become frames as the original counts them, and patches stand where it puts them.</summary>
public class PatchTests
{
    [Theory]
    [InlineData(3, 187)]
    [InlineData(10, 625)]
    [InlineData(1, 62)]
    [InlineData(1.5, 93)]
    public void A_patch_has_the_originals_number_of_frames(double seconds, int frames)
    {
        using var tagger = TaggerExample.Small();

        var taggram = tagger.Tag(TaggerExample.Clip((frames - 1) * 256), new() { PatchLength = TimeSpan.FromSeconds(seconds) });

        Assert.Equal(TimeSpan.FromSeconds(frames * 256 / 16_000.0), Assert.Single(taggram.Patches).Duration);
        Assert.Throws<ArgumentException>(() => tagger.Tag(TaggerExample.Clip(((frames - 1) * 256) - 1), new() { PatchLength = TimeSpan.FromSeconds(seconds) }));
    }

    [Theory]
    [InlineData(1.0, 61)]
    [InlineData(1.5, 92)]
    [InlineData(3.0, 186)]
    [InlineData(0.032, 1)]
    public void The_originals_overlap_is_the_hop_from_patch_to_patch(double seconds, int frames)
    {
        using var tagger = TaggerExample.Small();

        // Five hops behind the first patch, and one sample too few for a sixth.
        var taggram = tagger.Tag(TaggerExample.Clip(TaggerExample.PatchSamples + (6 * frames * 256) - 1), new() { Hop = TimeSpan.FromSeconds(seconds) });

        Assert.Equal(Enumerable.Range(0, 6).Select(patch => TimeSpan.FromSeconds(patch * frames * 256 / 16_000.0)), taggram.Patches.Select(patch => patch.Start));
    }

    [Fact]
    public void Patches_stand_one_behind_the_other_and_the_rest_is_dropped()
    {
        using var tagger = TaggerExample.Small();

        // 29.124 s as the original's example clip: 1 + 465,984 / 256 = 1821 frames, of which 9 · 187 = 1683 are used.
        var patches = tagger.Tag(TaggerExample.Clip(465_984)).Patches;

        Assert.Equal(9, patches.Count);
        Assert.Equal(2.992, patches[1].Start.TotalSeconds, precision: 9);
        Assert.Equal(1.496, patches[0].Center.TotalSeconds, precision: 9);
        Assert.Equal(9 * 2.992, patches[8].End.TotalSeconds, precision: 9);
    }

    [Fact]
    public void A_hop_longer_than_a_patch_leaves_gaps()
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(20 * TaggerExample.SampleRate);
        var dense = tagger.Tag(clip, new() { Hop = TimeSpan.FromSeconds(0.5) });

        // 10 s are 624 frames, 0.5 s are 30: every 20.8th; 9.6 + 0.016 s are 600 frames, every 20th.
        var sparse = tagger.Tag(clip, new() { Hop = TimeSpan.FromSeconds(9.616) });

        Assert.Equal([0, 20], sparse.Patches.Select(patch => dense.Patches.ToList().FindIndex(other => other.Start == patch.Start)));
        for (var tag = 0; tag < dense.Labels.Count; tag++)
            Assert.Equal(dense[20, tag], sparse[1, tag]);
    }

    [Fact]
    public void A_hop_longer_than_any_clip_gives_one_patch()
    {
        using var tagger = TaggerExample.Small();

        Assert.Single(tagger.Tag(TaggerExample.Clip(20 * TaggerExample.SampleRate), new() { Hop = TimeSpan.MaxValue }).Patches);
    }

    [Fact]
    public void Patches_that_no_array_holds_are_refused_before_the_clip_is_read()
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(300);

        // 24 h are 5.4 million frames of 96 bins: four of them fit into an array, and five do not.
        foreach (var options in new TaggingOptions[]
        {
            new() { PatchLength = TimeSpan.MaxValue, ShortClips = PatchPadding.Repeat },
            new() { PatchLength = TimeSpan.FromDays(1), BatchSize = 5, ShortClips = PatchPadding.Repeat },
        })
        {
            Assert.Contains("shorter PatchLength or a smaller BatchSize", Assert.Throws<ArgumentException>(() => tagger.Tag(clip, options)).Message, StringComparison.Ordinal);
        }

        Assert.Contains("has 2 frames", Assert.Throws<ArgumentException>(() => tagger.Tag(clip, new() { PatchLength = TimeSpan.FromDays(1) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hop_of_less_than_a_frame_is_refused()
    {
        using var tagger = TaggerExample.Small();

        var message = Assert.Throws<ArgumentOutOfRangeException>(() => tagger.Tag(TaggerExample.Clip(60_000), new() { Hop = TimeSpan.FromMilliseconds(31) })).Message;

        Assert.StartsWith("Hop must be at least 0.032 s, one frame as the original counts, but was 0.031 s.", message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TaggingOptions { Hop = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TaggingOptions { PatchLength = TimeSpan.FromSeconds(-1) });
    }

    [Fact]
    public void Vgg_takes_patches_of_three_seconds_only_and_says_so()
    {
        using var tagger = TaggerExample.Of(new VggModel(TaggerExample.Vgg));

        Assert.Single(tagger.Tag(TaggerExample.Clip(50_000), new() { PatchLength = TimeSpan.FromSeconds(3) }).Patches);
        var message = Assert.Throws<ArgumentException>(() => tagger.Tag(TaggerExample.Clip(200_000), new() { PatchLength = TimeSpan.FromSeconds(5) })).Message;

        Assert.StartsWith("The network takes patches of 187 frames only, as its dense layer fixes them, but a PatchLength of 5 s has 312. Leave PatchLength at null", message);
    }

    [Fact]
    public void With_another_front_end_durations_are_the_nearest_frames()
    {
        // 100 frames a second.
        var mel = MelSpectrogramOptions.Musicnn with { FftSize = 512, HopLength = 160 };
        using var tagger = TaggerExample.Of(new MusicnnModel(TaggerExample.Musicnn), mel: mel, patchFrames: 50);

        var taggram = tagger.Tag(TaggerExample.Clip(32_000), new() { PatchLength = TimeSpan.FromSeconds(0.3), Hop = TimeSpan.FromSeconds(0.1) });

        Assert.Equal(0.3, taggram.Patches[0].Duration.TotalSeconds, precision: 9);
        Assert.Equal(0.1, taggram.Patches[1].Start.TotalSeconds, precision: 9);
        Assert.Equal(0.5, tagger.Tag(TaggerExample.Clip(32_000)).Patches[0].Duration.TotalSeconds, precision: 9);
    }
}
