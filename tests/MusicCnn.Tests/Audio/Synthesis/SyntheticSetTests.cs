using System.Diagnostics;
using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;

namespace MusicCnn.Tests.Audio.Synthesis;

/// <summary>What all sets of notes promise, whatever their classes.</summary>
public class SyntheticSetTests
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public static TheoryData<string> Sets => ["timbre", "chord", "mixed"];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Clips_are_within_full_scale_and_as_long_as_asked(string name)
    {
        var set = Create(name);
        for (var index = 0; index < set.Count; index++)
        {
            var clip = set.Load(index);
            Assert.Equal((22_050, 2), (clip.SampleRate, clip.Channels));
            Assert.InRange(clip.Duration, Shortest, Longest);
            Assert.InRange(clip.ToArrays().Max(channel => channel.Max(Math.Abs)), 0.005, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_clip_depends_on_seed_and_index_and_nothing_else(string name)
    {
        var set = Create(name);
        var parallel = new AudioClip[set.Count];
        Parallel.For(0, set.Count, index => parallel[index] = set.Load(index));
        foreach (var index in new[] { set.Count - 1, 2, 9 })
            Assert.Equal(parallel[index].ToArrays(), Create(name).Load(index).ToArrays());
        Assert.NotEqual(parallel[0].ToArrays()[0], Create(name, seed: 5).Load(0).ToArrays()[0]);
        Assert.NotEqual(parallel[0].ToArrays()[0], parallel[1].ToArrays()[0]);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Names_are_paths_of_class_and_number_and_all_different(string name)
    {
        var set = Create(name);
        Assert.Equal(set.Labels.Order(StringComparer.Ordinal), set.Labels);
        Assert.Equal(set.Count, Enumerable.Range(0, set.Count).Select(set.Name).Distinct().Count());
        Assert.Equal((set.Labels[1] + "/001.wav", 1), (set.Name(5), set.Label(5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Load(set.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Name(-1));
    }

    /// <summary>Files of an earlier revision are taken for those of this one unless the revision rises with every change.</summary>
    [Theory]
    [InlineData("timbre", TimbreSet.Revision, 0.1318)]
    [InlineData("chord", ChordSet.Revision, 0.1094)]
    [InlineData("mixed", RhythmTimbreSet.Revision, 0.2294)]
    public void The_music_is_that_of_its_revision(string name, int revision, double expected)
    {
        var set = Create(name);
        var loudness = Enumerable.Range(0, set.Count).Sum(index => set.Load(index).Channel(0).ToArray().Average(Math.Abs));
        Assert.Equal((1, expected), (revision, Math.Round(loudness, 4)));
    }

    [Fact]
    public void Durations_in_the_wrong_order_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TimbreSet(new() { ShortestClip = TimeSpan.FromSeconds(8) }));
        Assert.Contains("must not be shorter than ShortestClip (8 s), but was 6 s", error.Message, StringComparison.Ordinal);
    }

    internal static SyntheticSet Create(string name, int seed = 4, int clips = 4) => name switch
    {
        "timbre" => new TimbreSet(new() { ClipsPerClass = clips, ShortestClip = Shortest, LongestClip = Longest, SampleRate = 22_050, Seed = seed }),
        "chord" => new ChordSet(new() { ClipsPerClass = clips, ShortestClip = Shortest, LongestClip = Longest, SampleRate = 22_050, Seed = seed, Keys = [0, 5, 7] }),
        "mixed" => new RhythmTimbreSet(new() { ClipsPerClass = clips, ShortestClip = Shortest, LongestClip = Longest, SampleRate = 22_050, Seed = seed }),
        _ => throw new UnreachableException(name),
    };
}
