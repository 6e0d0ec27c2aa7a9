using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;

namespace MusicCnn.Tests.Audio.Synthesis;

public class RhythmSetTests
{
    private static readonly RhythmSetOptions Small = new() { ClipsPerClass = 3, SampleRate = 16_000, Seed = 4 };

    [Fact]
    public void There_are_eight_styles_in_alphabetical_order()
    {
        var set = new RhythmSet(Small);
        Assert.Equal(["cha-cha-cha", "jive", "quickstep", "rumba", "samba", "tango", "viennese-waltz", "waltz"], set.Labels);
        Assert.Equal(24, set.Count);
        Assert.Equal(("samba/001.wav", 4), (set.Name(13), set.Label(13)));
        Assert.Equal(set.Count, Enumerable.Range(0, set.Count).Select(set.Name).Distinct().Count());
    }

    [Fact]
    public void Clips_are_stereo_within_full_scale_and_as_long_as_asked()
    {
        var set = new RhythmSet(Small);
        foreach (var index in new[] { 0, 7, 12, 23 })
        {
            var clip = set.Load(index);
            Assert.Equal((16_000, 2), (clip.SampleRate, clip.Channels));
            Assert.InRange(clip.Duration.TotalSeconds, 4, 6);
            Assert.InRange(clip.ToArrays().Max(channel => channel.Max(Math.Abs)), 0.19, 0.95);
            Assert.NotEqual(clip.Channel(0).ToArray(), clip.Channel(1).ToArray());
        }
    }

    [Fact]
    public void A_clip_depends_on_seed_and_index_and_nothing_else()
    {
        var set = new RhythmSet(Small);
        var parallel = new AudioClip[set.Count];
        Parallel.For(0, set.Count, index => parallel[index] = set.Load(index));
        foreach (var index in new[] { 23, 2, 11 })
            Assert.Equal(parallel[index].ToArrays(), new RhythmSet(Small).Load(index).ToArrays());
        Assert.NotEqual(parallel[0].ToArrays()[0], new RhythmSet(Small with { Seed = 5 }).Load(0).ToArrays()[0]);
        Assert.NotEqual(parallel[0].ToArrays()[0], parallel[1].ToArrays()[0]);
    }

    [Fact]
    public void Each_range_of_tempos_overlaps_with_another_style()
    {
        foreach (var style in DanceStyles.All)
        {
            Assert.Contains(DanceStyles.All, other =>
                other != style && other.SlowestTempo < style.FastestTempo && other.FastestTempo > style.SlowestTempo);
        }
    }

    [Fact]
    public void All_styles_use_the_same_three_drums() =>
        Assert.All(
            DanceStyles.All.SelectMany(style => style.Patterns),
            pattern => Assert.Equal([Drum.Kick, Drum.Snare, Drum.ClosedHat], pattern.Drums));

    /// <summary>
    /// The mean spectrum of a clip, classified by its nearest class mean, leaving the clip itself out: the best that a
    /// listener without a sense of time could do. Chance is 0.125; with 80 clips three standard deviations are 0.11.
    /// </summary>
    [Fact]
    public void The_long_term_spectrum_does_not_tell_the_style()
    {
        var set = new RhythmSet(Small with { ClipsPerClass = 10, SampleRate = 8_000 });
        var spectra = new double[set.Count][];
        Parallel.For(0, set.Count, index => spectra[index] = LongTermSpectrum(set.Load(index)));

        var correct = Enumerable.Range(0, set.Count).Count(index => Nearest(index) == set.Label(index));
        Assert.InRange((double)correct / set.Count, 0, 0.4);

        int Nearest(int index) => Enumerable.Range(0, set.Labels.Count).MinBy(label =>
        {
            var others = Enumerable.Range(0, set.Count).Where(other => other != index && set.Label(other) == label).ToArray();
            return spectra[index].Select((value, band) => Math.Pow(value - others.Average(other => spectra[other][band]), 2)).Sum();
        });
    }

    /// <summary>Files of an earlier revision are taken for those of this one unless the revision rises with every change.</summary>
    [Fact]
    public void The_music_is_that_of_its_revision()
    {
        var set = new RhythmSet(Small with { SampleRate = 8_000 });
        var loudness = Enumerable.Range(0, set.Count).Sum(index => set.Load(index).Channel(0).ToArray().Average(Math.Abs));
        Assert.Equal((1, 0.4462), (RhythmSet.Revision, Math.Round(loudness, 4)));
    }

    [Fact]
    public void Durations_in_the_wrong_order_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RhythmSet(new() { ShortestClip = TimeSpan.FromSeconds(8) }));
        Assert.Contains("must not be shorter than ShortestClip (8 s), but was 6 s", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Returns the level of octave bands, in decibels, over all of a clip.</summary>
    private static double[] LongTermSpectrum(AudioClip clip)
    {
        var spectrum = new Spectrum(clip.Channel(0)[..Math.Min(32_768, clip.Length)], clip.SampleRate);
        return [.. Enumerable.Range(0, 7).Select(octave => 10 * Math.Log10(spectrum.PowerBetween(31.25 * Math.Pow(2, octave), 62.5 * Math.Pow(2, octave)) + 1e-9))];
    }
}
