using MusicCnn.FrontEnds;

namespace MusicCnn.Tests.FrontEnds;

public class FrontEndExtensionsTests
{
    private static readonly Axes Mel = new(FrequencyScale.Mel, [60, 130, 205, 290, 380]);

    /// <summary>Five octaves from C1, 24 bins each.</summary>
    private static readonly Axes Notes = new(
        FrequencyScale.Logarithmic, Enumerable.Range(0, 120).Select(bin => 32.7 * Math.Pow(2, bin / 24.0)).ToArray());

    [Theory]
    [InlineData(1.0, 63)]
    [InlineData(0.5, 31)]
    [InlineData(0.001, 1)]
    [InlineData(60, 3750)]
    public void Duration_becomes_the_nearest_number_of_frames(double seconds, int frames) =>
        Assert.Equal(frames, Mel.FramesIn(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1, 120, 31)]
    [InlineData(4, 120, 125)]
    [InlineData(0.5, 60, 31)]
    public void Beats_become_frames_at_the_tempo(double beats, double tempo, int frames) => Assert.Equal(frames, Mel.FramesIn(beats, tempo));

    [Fact]
    public void Beats_last_as_long_as_their_duration() =>
        Assert.Equal(Mel.FramesIn(TimeSpan.FromSeconds(2)), Mel.FramesIn(beats: 3, beatsPerMinute: 90));

    [Fact]
    public void Range_counts_the_centers_within_its_limits()
    {
        Assert.Equal(3, Mel.BinsBetween(130, 290));
        Assert.Equal(2, Mel.BinsBetween(131, 290));
        Assert.Equal(5, Mel.BinsBetween(0, 8000));
    }

    [Fact]
    public void Range_without_a_bin_says_where_the_bins_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Mel.BinsBetween(1000, 2000));

        Assert.Equal(
            "No bin has its center between 1000 and 2000 Hz: the 5 bins lie between 60 and 380 Hz. Widen the range or take a front-end with finer bins.",
            error.Message);
    }

    [Fact]
    public void Intervals_are_bins_on_a_logarithmic_axis()
    {
        Assert.Equal(24, Notes.BinsIn(octaves: 1.0));
        Assert.Equal(36, Notes.BinsIn(octaves: 1.5));
        Assert.Equal(14, Notes.BinsIn(semitones: 7));
        Assert.Equal(1, Notes.BinsIn(octaves: 0.001));
    }

    [Theory]
    [InlineData(FrequencyScale.Mel, "a mel")]
    [InlineData(FrequencyScale.Linear, "a linear")]
    [InlineData(FrequencyScale.Erb, "an ERB")]
    public void Interval_on_another_axis_is_an_error_that_says_why(FrequencyScale scale, string name)
    {
        var axes = new Axes(scale, [100, 200, 400]);

        var octave = Assert.Throws<ArgumentException>(() => axes.BinsIn(octaves: 1.0));
        var semitone = Assert.Throws<ArgumentException>(() => axes.BinsIn(semitones: 1));

        Assert.Equal(
            $"An interval is not one number of bins on {name} axis: it spans more bins at high frequencies than at low ones. "
            + "Use BinsBetween(low, high), or a constant-Q front-end. (Parameter 'frontEnd')",
            octave.Message);
        Assert.Equal(octave.Message, semitone.Message);
    }

    [Fact]
    public void Pitch_classes_have_intervals_up_to_their_octave_and_no_hertz()
    {
        var classes = new Axes(FrequencyScale.PitchClass, [.. Enumerable.Range(0, 24).Select(index => 220 * Math.Pow(2, index / 24.0))]);

        Assert.Equal((14, 24, 6), (classes.BinsIn(semitones: 7), classes.BinsIn(octaves: 1.0), classes.BinsIn(octaves: 0.25)));
        Assert.StartsWith("An interval of 1.08 octaves does not fit on an axis of pitch classes", Assert.Throws<ArgumentException>(() => classes.BinsIn(semitones: 13)).Message);
        Assert.StartsWith("A range in hertz is no number of pitch classes", Assert.Throws<ArgumentException>(() => classes.BinsBetween(220, 330)).Message);
        Assert.Equal(31, classes.FramesIn(beats: 1, beatsPerMinute: 120));
    }

    [Fact]
    public void Rows_that_are_no_frequencies_have_no_hertz_and_no_intervals()
    {
        var coefficients = new Axes(FrequencyScale.None, []);
        var tempi = new Axes(FrequencyScale.Tempo, []);

        Assert.Equal(
            "The rows of this front-end are no frequencies: hertz, octaves and semitones are no number of them. Give a filter's height as a number of rows. (Parameter 'frontEnd')",
            Assert.Throws<ArgumentException>(() => coefficients.BinsBetween(100, 200)).Message);
        Assert.Contains("no frequencies", Assert.Throws<ArgumentException>(() => coefficients.BinsIn(octaves: 1.0)).Message);
        Assert.Contains("Use BinsBetweenTempi", Assert.Throws<ArgumentException>(() => tempi.BinsBetween(1, 2)).Message);
        Assert.Contains("Use BinsBetweenTempi", Assert.Throws<ArgumentException>(() => tempi.BinsIn(semitones: 1)).Message);
    }

    [Fact]
    public void Range_of_tempi_counts_the_beats_that_last_whole_frames()
    {
        // 62.5 frames a second: 60 BPM is a beat of 62.5 frames, 120 BPM one of 31.25; between them lie 32 to 62.
        var tempi = new Axes(FrequencyScale.Tempo, []) { Rows = 100 };

        Assert.Equal(31, tempi.BinsBetweenTempi(60, 120));
        Assert.Equal(1, tempi.BinsBetweenTempi(3750, 4000));
        Assert.Contains("from 3750 down to 37.88", Assert.Throws<ArgumentException>(() => tempi.BinsBetweenTempi(10, 37)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => tempi.BinsBetweenTempi(120, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => tempi.BinsBetweenTempi(0, 60));
        Assert.Contains("its scale is Mel", Assert.Throws<ArgumentException>(() => Mel.BinsBetweenTempi(60, 120)).Message);
    }

    [Fact]
    public void Logarithmic_axis_must_keep_its_word()
    {
        Assert.Contains("not equal steps", Assert.Throws<ArgumentException>(() => new Axes(FrequencyScale.Logarithmic, [100, 200, 300]).BinsIn(1.0)).Message);
        Assert.Contains("at least 2 bins", Assert.Throws<ArgumentException>(() => new Axes(FrequencyScale.Logarithmic, [100]).BinsIn(1.0)).Message);
    }

    [Fact]
    public void Sizes_must_be_above_zero()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Mel.FramesIn(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mel.FramesIn(beats: 1, beatsPerMinute: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mel.FramesIn(beats: double.NaN, beatsPerMinute: 120));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mel.BinsBetween(200, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mel.BinsBetween(-1, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Notes.BinsIn(semitones: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Notes.BinsIn(octaves: double.PositiveInfinity));
    }

    /// <summary>Axes without a transform: 62.5 frames a second.</summary>
    private sealed record Axes(FrequencyScale Scale, IReadOnlyList<double> CenterFrequencies) : IFrontEnd
    {
        public int SampleRate => 16_000;

        public int Bins => Rows ?? CenterFrequencies.Count;

        public int? Rows { get; init; }

        public double FrameRate => 62.5;

        public int FrameCount(int samples) => 1 + (samples / 256);
    }
}
