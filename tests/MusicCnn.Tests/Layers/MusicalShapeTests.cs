using MusicCnn.FrontEnds;
using MusicCnn.Layers;

namespace MusicCnn.Tests.Layers;

/// <summary>Musical sizes become bins and frames of whatever axes there are: 62.5 frames a second of musicnn's mel bands, 43.07 of a constant-Q transform of 12 bins an octave.</summary>
public class MusicalShapeTests
{
    [Fact]
    public void Seconds_and_beats_become_frames_of_the_front_end()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);

        // 0.1 s are 6.25 frames; 4 beats at 120 a minute are 2 s, 125 frames.
        Assert.Equal(FilterShape.Temporal(6), MusicalShape.Onset(TimeSpan.FromSeconds(0.1)).On(mel));
        Assert.Equal(FilterShape.Temporal(125), MusicalShape.Pattern(beats: 4, beatsPerMinute: 120).On(mel));
    }

    [Fact]
    public void Ranges_and_intervals_become_bins_of_the_front_end()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
        using var logarithmic = new ConstantQ(ConstantQOptions.Librosa);

        Assert.Equal(FilterShape.Frequency(mel.BinsBetween(200, 2_000)), MusicalShape.Timbre(200, 2_000).On(mel));
        Assert.Equal(FilterShape.Frequency(24), MusicalShape.Chord(octaves: 2).On(logarithmic));
        Assert.Equal(FilterShape.Frequency(7), MusicalShape.Interval(semitones: 7).On(logarithmic));
        // Half a beat at 100 a minute is 0.3 s, 12.9 frames of 512 samples at 22,050 Hz.
        Assert.Equal(FilterShape.Rectangular(7, 13), MusicalShape.Interval(7).Lasting(0.5, 100).On(logarithmic));
    }

    [Fact]
    public void A_set_from_music_has_the_groups_in_order()
    {
        using var axes = new ConstantQ(ConstantQOptions.Librosa);

        var set = FilterSets.FromMusic(axes,
            MusicalShape.Onset(TimeSpan.FromMilliseconds(50)).Times(16),
            MusicalShape.Pattern(beats: 4, beatsPerMinute: 120).Times(8),
            MusicalShape.Chord(octaves: 2).Times(32),
            MusicalShape.Timbre(215, 900).Lasting(TimeSpan.FromMilliseconds(100)).Times(4));

        // 2.15, 86.1 and 4.3 frames; from A3 to A5 with both, 25 semitones.
        Assert.Equal("16 of 1×2, 8 of 1×86, 32 of 24×1, 4 of 25×4", set.ToString());
    }

    [Fact]
    public void An_octave_of_a_mel_axis_is_refused_with_the_remedy()
    {
        using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);

        var error = Assert.Throws<ArgumentException>(() => FilterSets.FromMusic(mel, MusicalShape.Chord(1).Times(8)));

        Assert.Contains("constant-Q", error.Message);
    }

    [Fact]
    public void More_octaves_than_the_axis_has_are_refused_with_both_sizes()
    {
        using var axes = new ConstantQ(ConstantQOptions.Librosa);

        var error = Assert.Throws<ArgumentException>(() => MusicalShape.Chord(8).On(axes));

        Assert.StartsWith("8 octaves × 1 frame is 96 bins high, but the front-end has 84. Take a smaller interval, or a front-end of more octaves.", error.Message);
    }

    [Fact]
    public void Shapes_print_their_units_and_compare_by_value()
    {
        Assert.Equal("1 bin × 50 ms", MusicalShape.Onset(TimeSpan.FromMilliseconds(50)).ToString());
        Assert.Equal("8 of 200-2000 Hz × 0.5 beats at 100 a minute", MusicalShape.Timbre(200, 2_000).Lasting(0.5, 100).Times(8).ToString());
        Assert.Equal("7 semitones × 1 frame", MusicalShape.Interval(7).ToString());
        Assert.Equal(MusicalShape.Chord(1.5).Times(3), MusicalShape.Chord(1.5).Times(3));
        Assert.NotEqual(MusicalShape.Chord(1.5), MusicalShape.Chord(1));
    }

    [Fact]
    public void Sizes_that_are_none_are_refused_with_their_unit()
    {
        Assert.StartsWith("octaves must be above 0 octaves", Assert.Throws<ArgumentOutOfRangeException>(() => MusicalShape.Chord(0)).Message);
        Assert.StartsWith("beatsPerMinute must be above 0 beats per minute", Assert.Throws<ArgumentOutOfRangeException>(() => MusicalShape.Pattern(4, -1)).Message);
        Assert.StartsWith("duration must be above 0 seconds", Assert.Throws<ArgumentOutOfRangeException>(() => MusicalShape.Onset(TimeSpan.Zero)).Message);
        Assert.StartsWith("high must lie above low (200 Hz), but was 100 Hz.", Assert.Throws<ArgumentOutOfRangeException>(() => MusicalShape.Timbre(200, 100)).Message);
        Assert.StartsWith("count must be above 0 filters", Assert.Throws<ArgumentOutOfRangeException>(() => MusicalShape.Chord(1).Times(0)).Message);
    }
}
