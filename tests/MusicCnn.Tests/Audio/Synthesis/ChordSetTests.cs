using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;

namespace MusicCnn.Tests.Audio.Synthesis;

public class ChordSetTests
{
    private static readonly ChordSetOptions Small = new()
    {
        Keys = [1, 4, 9],
        ClipsPerClass = 6,
        ShortestClip = TimeSpan.FromSeconds(3),
        LongestClip = TimeSpan.FromSeconds(3),
        SampleRate = 22_050,
    };

    private static readonly Dictionary<string, int[]> Intervals = new()
    {
        ["augmented"] = [0, 4, 8],
        ["diminished"] = [0, 3, 6],
        ["dominant-seventh"] = [0, 4, 7, 10],
        ["major"] = [0, 4, 7],
        ["minor"] = [0, 3, 7],
        ["minor-seventh"] = [0, 3, 7, 10],
    };

    [Fact]
    public void Each_note_of_the_chord_sounds_and_no_other_fundamental()
    {
        var set = new ChordSet(Small);
        Assert.Equal(Intervals.Keys, set.Labels);
        for (var index = 0; index < set.Count; index++)
        {
            var clip = set.Load(index);
            var spectrum = new Spectrum(clip.Channel(0)[..65_536], clip.SampleRate);
            // Notes struck again and again are lines beside their frequency, too.
            var levels = Enumerable.Range(47, 45).ToDictionary(note => note, note => Math.Sqrt(spectrum.PowerBetween(Pitch.FromMidi(note - 0.4), Pitch.FromMidi(note + 0.4))));
            // No chord has neighboring keys. In the octave above its lowest note, the second harmonic of which is beyond, every peak is a fundamental, and all are of one strength.
            var peaks = Enumerable.Range(48, 43).Where(note => levels[note] > 0.05 * levels.Values.Max() && levels[note] > Math.Max(levels[note - 1], levels[note + 1])).ToArray();
            var octave = peaks.Where(note => note < peaks[0] + 12).ToArray();
            var heard = octave.Where(note => levels[note] > 0.3 * octave.Max(other => levels[other])).Select(note => (note - set.KeyOf(index)) % 12).Order();
            Assert.Equal(Intervals[set.Labels[set.Label(index)]], heard);
        }
    }

    [Fact]
    public void Every_class_has_as_many_clips_of_each_key()
    {
        var set = new ChordSet(Small);
        Assert.Equal(18, Enumerable.Range(0, set.Count).CountBy(index => (set.Label(index), set.KeyOf(index))).Count(group => group.Value == 2));
    }

    [Fact]
    public void A_division_by_key_trains_in_one_key_and_tests_in_all_others()
    {
        var set = new ChordSet(Small);
        var folds = set.FoldsByKey(3);
        Assert.Equal([1, 2, 3], folds.Select(fold => fold.Number));
        Assert.Equal([1, 4, 9], folds.Select(fold => Assert.Single(fold.Train.Select(set.KeyOf).Distinct())));
        Assert.All(folds, fold =>
        {
            Assert.Equal(Enumerable.Range(0, set.Count), fold.Train.Concat(fold.Test).Order());
            Assert.Empty(fold.Train.Select(set.KeyOf).Intersect(fold.Test.Select(set.KeyOf)));
            Assert.Equal(set.Labels.Count, fold.Train.Select(set.Label).Distinct().Count());
        });
        Assert.Equal([1, 4], set.TrainedIn(1, 4).Train.Select(set.KeyOf).Distinct());
    }

    [Fact]
    public void Keys_that_cannot_be_are_refused_by_name()
    {
        Assert.Contains("differ, but are 3, 3", Refused(() => Small with { Keys = [3, 3] }), StringComparison.Ordinal);
        Assert.Contains("between 0 and 11 (pitch class), but was 12", Refused(() => Small with { Keys = [12] }), StringComparison.Ordinal);
        Assert.Contains("ClipsPerClass was 2", Refused(() => new ChordSet(Small with { ClipsPerClass = 2 })), StringComparison.Ordinal);
        Assert.Contains("some of 1, 4, 9, but not all of them; they are 1, 2", Refused(() => new ChordSet(Small).TrainedIn(1, 2)), StringComparison.Ordinal);
        Assert.Contains("not all of them", Refused(() => new ChordSet(Small).TrainedIn(1, 4, 9)), StringComparison.Ordinal);
        Assert.Contains("between 1 and 3 folds", Refused(() => new ChordSet(Small).FoldsByKey(4)), StringComparison.Ordinal);
        Assert.Equal(Small, Small with { Keys = [1, 4, 9] });
    }

    private static string Refused(Func<object> act) => Assert.ThrowsAny<ArgumentException>(act).Message;
}
