using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;

namespace MusicCnn.Tests.Audio.Synthesis;

/// <summary>What tells the classes of a set, and what does not: the reason to compare networks on it.</summary>
/// <remarks>
/// Bounds near chance are three standard deviations of a guess above it, √(p(1 − p)/clips); those far above it lie well below what was measured, which each test names.
/// </remarks>
public class SetIndependenceTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    /// <summary>144 clips. Measured: 0.76 by the spectrum, 0.16 by onsets, 0.17 by loudness; chance is 0.167.</summary>
    [Fact]
    public void The_spectrum_tells_the_timbre_and_neither_rhythm_nor_loudness_does()
    {
        var set = new TimbreSet(new() { ClipsPerClass = 24, ShortestClip = Duration, LongestClip = Duration, SampleRate = 22_050, Seed = 1 });

        Assert.InRange(Recognized(set, PlainHearing.MeanSpectrum, set.Label), 0.6, 1);
        Assert.InRange(Recognized(set, PlainHearing.OnsetTimes, set.Label), 0, 0.26);
        Assert.InRange(Recognized(set, PlainHearing.Loudness, set.Label), 0, 0.26);
    }

    /// <summary>96 clips. Measured on 144: 0.75 by onsets, 0.15 by the spectrum, 0.08 by loudness; chance is 0.125.</summary>
    [Fact]
    public void Onsets_tell_the_dance_style_and_neither_spectrum_nor_loudness_does()
    {
        var set = new RhythmSet(new() { ClipsPerClass = 12, ShortestClip = Duration, LongestClip = Duration, SampleRate = 16_000, Seed = 1 });

        Assert.InRange(Recognized(set, PlainHearing.OnsetTimes, set.Label), 0.5, 1);
        Assert.InRange(Recognized(set, PlainHearing.MeanSpectrum, set.Label), 0, 0.23);
        Assert.InRange(Recognized(set, PlainHearing.Loudness, set.Label), 0, 0.23);
    }

    /// <summary>
    /// 192 clips. Who knows the timbre and guesses the rhythm is right in a quarter of the clips, who knows the rhythm and guesses the timbre in a third.
    /// Measured: the spectrum tells timbres by 0.92, rhythms by 0.22, classes by 0.20; onsets tell rhythms by 0.90, timbres by 0.31, classes by 0.29.
    /// </summary>
    [Fact]
    public void Neither_rhythm_nor_timbre_alone_tells_the_classes_of_both()
    {
        var set = new RhythmTimbreSet(new() { ClipsPerClass = 16, ShortestClip = Duration, LongestClip = Duration, SampleRate = 22_050, Seed = 1 });
        var (spectra, onsets) = (PlainHearing.Of(set, PlainHearing.MeanSpectrum), PlainHearing.Of(set, PlainHearing.OnsetTimes));

        Assert.InRange(NearestNeighbors.LeaveOneOut(spectra, set.InstrumentOf), 0.8, 1);
        Assert.InRange(NearestNeighbors.LeaveOneOut(spectra, set.RhythmOf), 0, 0.34);
        Assert.InRange(NearestNeighbors.LeaveOneOut(spectra, set.Label), 0, 0.34);
        Assert.InRange(NearestNeighbors.LeaveOneOut(onsets, set.RhythmOf), 0.75, 1);
        Assert.InRange(NearestNeighbors.LeaveOneOut(onsets, set.InstrumentOf), 0, 0.43);
        Assert.InRange(NearestNeighbors.LeaveOneOut(onsets, set.Label), 0, 0.43);
    }

    /// <summary>Trained on 72 clips in one key, tested on 144 in two others. Measured over three divisions: 0.38 by intervals, 0.19 by places; chance is 0.167.</summary>
    [Fact]
    public void Intervals_learned_in_one_key_tell_chords_in_others_and_places_in_frequency_do_not()
    {
        var set = new ChordSet(new() { Keys = [0, 3, 6], ClipsPerClass = 36, ShortestClip = Duration / 2, LongestClip = Duration / 2, SampleRate = 22_050, Seed = 1 });

        var places = PlainHearing.Of(set, PlainHearing.Semitones);

        Assert.InRange(InOtherKeys([.. places.Select(PlainHearing.Intervals)]), 0.3, 1);
        Assert.InRange(InOtherKeys(places), 0, 0.26);

        double InOtherKeys(double[][] features) =>
            set.FoldsByKey(3).Average(fold => NearestNeighbors.TrainAndTest(features, set.Label, fold.Train, fold.Test));
    }

    private static double Recognized(SyntheticSet set, Func<AudioClip, double[]> heard, Func<int, int> labelOf) =>
        NearestNeighbors.LeaveOneOut(PlainHearing.Of(set, heard), labelOf);
}
