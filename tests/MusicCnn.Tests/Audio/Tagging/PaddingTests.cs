using MusicCnn.Audio.Tagging;
using MusicCnn.Signals;

namespace MusicCnn.Tests.Audio.Tagging;

/// <summary>What does not fill a patch is refused, dropped, followed by silence or repeated, as asked.</summary>
public class PaddingTests
{
    private const int Patch = TaggerExample.PatchSamples;

    [Fact]
    public void A_clip_shorter_than_a_patch_is_an_error_that_says_what_to_do()
    {
        using var tagger = TaggerExample.Small();

        var message = Assert.Throws<ArgumentException>(() => tagger.Tag(TaggerExample.Clip(16_000))).Message;

        Assert.Equal(
            "The clip has 63 frames, 1.01 s, but a patch takes 187, 2.99 s. Set ShortClips to Silence or Repeat, or take a shorter PatchLength where the network allows it.", message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(16_000)]
    [InlineData(Patch - 1)]
    public void A_short_clip_with_silence_is_the_clip_followed_by_zeros(int samples)
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(samples);
        var followed = new AudioClip([.. clip.Channel(0), .. new float[Patch + 255 - samples]], clip.SampleRate);

        TaggerExample.AssertEqual(tagger.Tag(followed), tagger.Tag(clip, new() { ShortClips = PatchPadding.Silence }));
    }

    [Fact]
    public void A_short_clip_is_repeated_frame_by_frame_until_it_fills_a_patch()
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(20_000);
        using var image = tagger.Classifier.Image(clip);
        using var repeated = image.repeat(1, 1, 3);
        using var patch = repeated.narrow(2, 0, TaggerExample.PatchFrames);

        TaggerExample.AssertEqual(tagger.TagImage(patch), tagger.Tag(clip, new() { ShortClips = PatchPadding.Repeat }));
        TaggerExample.AssertEqual(tagger.TagImage(patch), tagger.TagImage(image, new() { ShortClips = PatchPadding.Repeat }));
        Assert.Throws<ArgumentException>(() => tagger.TagImage(image, new() { ShortClips = PatchPadding.Silence }));
    }

    [Theory]
    [InlineData(Patch)]
    [InlineData(Patch + 300)]
    [InlineData((2 * Patch) + 200)]
    public void A_padded_last_patch_changes_none_before_it(int samples)
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(samples);
        var whole = tagger.Tag(clip);

        foreach (var padding in new[] { PatchPadding.Silence, PatchPadding.Repeat })
        {
            var padded = tagger.Tag(clip, new() { LastPatch = padding });

            // Exactly one patch's frames leave nothing to pad.
            Assert.Equal(whole.Patches.Count + (samples == Patch ? 0 : 1), padded.Patches.Count);
            for (var patch = 0; patch < whole.Patches.Count; patch++)
                Assert.Equal(Row(whole, patch), Row(padded, patch));
        }
    }

    [Fact]
    public void A_last_patch_with_silence_is_that_of_the_clip_followed_by_zeros()
    {
        using var tagger = TaggerExample.Small();
        var clip = TaggerExample.Clip(100_000);
        var followed = new AudioClip([.. clip.Channel(0), .. new float[(373 + 187) * 256]], clip.SampleRate);

        TaggerExample.AssertEqual(
            new Taggram(tagger.Labels, [.. tagger.Tag(followed).Patches.Take(3)], [.. Enumerable.Range(0, 3).SelectMany(patch => Row(tagger.Tag(followed), patch))], tagger.Tag(clip).Features),
            tagger.Tag(clip, new() { LastPatch = PatchPadding.Silence }));
    }

    [Fact]
    public void Overlapping_patches_are_padded_only_for_frames_that_no_whole_patch_has()
    {
        using var tagger = TaggerExample.Small();
        var options = new TaggingOptions { Hop = TimeSpan.FromSeconds(1), LastPatch = PatchPadding.Repeat };

        // One patch, one hop of 61 frames; then ten frames more.
        Assert.Equal(2, tagger.Tag(TaggerExample.Clip(Patch + (61 * 256)), options).Patches.Count);
        Assert.Equal(3, tagger.Tag(TaggerExample.Clip(Patch + (71 * 256)), options).Patches.Count);

        // With gaps between patches, frames in a gap begin none.
        Assert.Single(tagger.Tag(TaggerExample.Clip(Patch + (10 * 256)), options with { Hop = TimeSpan.FromSeconds(5) }).Patches);
    }

    private static float[] Row(Taggram taggram, int patch) => [.. Enumerable.Range(0, taggram.Labels.Count).Select(tag => taggram[patch, tag])];
}
