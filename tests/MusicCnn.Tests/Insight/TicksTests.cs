using MusicCnn.FrontEnds;
using MusicCnn.Insight;
using MusicCnn.Insight.Axes;

namespace MusicCnn.Tests.Insight;

public class TicksTests
{
    /// <summary>The room of a label in these tests: ten pixels along the axis, and twenty between two.</summary>
    private const double Extent = 10;
    private const double Gap = 20;

    [Fact]
    public void Seconds_are_multiples_of_one_two_or_five() =>
        Assert.Equal(["0", "0.5", "1.0"], Labels(AxisQuantity.Seconds, new LinearMap(-0.008, 1.2), 100));

    [Fact]
    public void More_room_gives_finer_seconds() =>
        Assert.Equal(["0", "0.2", "0.4", "0.6", "0.8", "1.0", "1.2"], Labels(AxisQuantity.Seconds, new LinearMap(0, 1.2), 200));

    [Fact]
    public void Seconds_of_a_whole_song_are_minutes_and_seconds() =>
        Assert.Equal(["0:00", "1:00", "2:00", "3:00"], Labels(AxisQuantity.Seconds, new LinearMap(0, 215), 120));

    [Fact]
    public void An_excerpt_from_late_in_a_song_keeps_its_fractions() =>
        Assert.Equal(["2:30", "2:30.5", "2:31"], Labels(AxisQuantity.Seconds, new LinearMap(150, 151.2), 80));

    [Fact]
    public void A_logarithmic_frequency_axis_shows_powers_of_ten() =>
        Assert.Equal(["100", "1k", "10k"], Labels(AxisQuantity.Hertz, new LogarithmicMap(30, 16_000), 120));

    [Fact]
    public void More_room_adds_five_and_two_in_each_decade() =>
        Assert.Equal(
            ["50", "100", "200", "500", "1k", "2k", "5k", "10k"],
            Labels(AxisQuantity.Hertz, new LogarithmicMap(30, 16_000), 300));

    [Fact]
    public void A_mel_axis_leaves_out_what_crowds_at_its_low_end()
    {
        var centers = Enumerable.Range(1, 96).Select(i => 700 * (Math.Pow(10, i * 2840.0 / 97 / 2595) - 1)).ToArray();
        var map = CenterMap.Of(centers, FrequencyScale.Mel, "centers");

        Assert.Equal(["100", "500", "1k", "2k", "5k"], Labels(AxisQuantity.Hertz, map, 320));
    }

    [Fact]
    public void A_linear_frequency_axis_has_even_steps_and_starts_with_zero()
    {
        var map = CenterMap.Of([.. Enumerable.Range(0, 257).Select(k => k * 31.25)], FrequencyScale.Linear, "centers");

        Assert.Equal(["0", "2k", "4k", "6k", "8k"], Labels(AxisQuantity.Hertz, map, 160));
    }

    [Fact]
    public void Less_than_a_decade_is_shown_in_even_steps() =>
        Assert.Equal(["400", "450", "500"], Labels(AxisQuantity.Hertz, new LogarithmicMap(390, 520), 130));

    [Fact]
    public void Notes_are_the_Cs_of_a_keyboard() =>
        Assert.Equal(["C2", "C3", "C4", "C5", "C6", "C7"], Labels(AxisQuantity.Notes, new LogarithmicMap(64, 2_100), 300));

    [Fact]
    public void Notes_of_one_octave_are_its_white_keys() =>
        Assert.Equal(
            ["C4", "D4", "E4", "F4", "G4", "A4", "B4", "C5"],
            Labels(AxisQuantity.Notes, new LogarithmicMap(261, 524), 400));

    [Fact]
    public void Notes_of_little_room_are_every_second_C() =>
        Assert.Equal(["C1", "C3", "C5", "C7"], Labels(AxisQuantity.Notes, new LogarithmicMap(32, 4_190), 130));

    [Fact]
    public void Tempi_are_doubles_of_sixty_and_crowd_where_they_are_fast()
    {
        // 43 frames a second, 384 rows on 400 pixels: 60 BPM lies at pixel 45, 240 at 12; 120, at 23, has no room between them.
        Assert.Equal(["10", "15", "20", "30", "60", "240"], Labels(AxisQuantity.BeatsPerMinute, new LagMap(43, 384), 400));
        Assert.Equal(["60", "80", "120", "240"], Labels(AxisQuantity.BeatsPerMinute, new LagMap(43, 60), 200));
        Assert.Equal(["0", "50", "100"], Labels(AxisQuantity.BeatsPerMinute, new LinearMap(0, 120), 130));
    }

    [Fact]
    public void A_tempo_lies_at_the_middle_of_the_row_of_its_beat()
    {
        var map = new LagMap(50, 100);

        Assert.Equal(25.5 / 100, map.Position(120), 1e-12);
        Assert.Equal(1, map.Position(map.High), 1e-12);
    }

    [Theory]
    [InlineData(69, "A4")]
    [InlineData(60, "C4")]
    [InlineData(61, "C♯4")]
    [InlineData(21, "A0")]
    [InlineData(0, "C−1")]
    public void A_key_has_its_name(int key, string name) => Assert.Equal(name, NoteTicks.Name(key));

    [Fact]
    public void Negative_numbers_have_a_minus_sign_and_zero_has_none() =>
        Assert.Equal(["−1.0", "−0.5", "0", "0.5", "1.0"], Labels(AxisQuantity.Number, new LinearMap(-1, 1), 160));

    [Fact]
    public void Tiny_and_huge_numbers_are_written_with_an_exponent()
    {
        Assert.Equal(["0", "1e−7", "2e−7"], Labels(AxisQuantity.Number, new LinearMap(0, 2.1e-7), 80));
        Assert.Equal(["0", "5e6", "1e7"], Labels(AxisQuantity.Number, new LinearMap(0, 1.1e7), 80));
        Assert.Equal(["1.2345e9", "1.2346e9"], Labels(AxisQuantity.Number, new LinearMap(1.2345e9, 1.2346e9), 40));
    }

    [Fact]
    public void Numbers_on_a_logarithmic_axis_are_powers_of_ten() =>
        Assert.Equal(["0.001", "0.01", "0.1", "1"], Labels(AxisQuantity.Number, new LogarithmicMap(0.0007, 2), 110));

    [Fact]
    public void Names_without_room_are_left_out_evenly()
    {
        string[] names = ["a", "b", "c", "d", "e", "f", "g"];
        var room = new TickRoom(new LinearMap(-0.5, 6.5), 140, _ => Extent, Gap);

        Assert.Equal(["a", "c", "e", "g"], Ticks.Names(names, room).Select(tick => tick.Label));
    }

    [Fact]
    public void Labels_keep_their_distance_whatever_the_axis()
    {
        var random = new Random(4);
        for (var i = 0; i < 500; i++)
        {
            var low = Math.Pow(10, (random.NextDouble() * 4) - 1);
            var high = low * (1 + Math.Pow(10, (random.NextDouble() * 5) - 2));
            AxisMap map = i % 2 == 0 ? new LinearMap(low, high) : new LogarithmicMap(low, high);
            var room = new TickRoom(map, random.Next(60, 900), label => 8 * label.Length, Gap);
            foreach (var quantity in Enum.GetValues<AxisQuantity>())
            {
                var ticks = Ticks.Choose(quantity, room);
                var drawn = $"{quantity} from {low} to {high} on {map.GetType().Name}: {string.Join(' ', ticks)}";
                Assert.True(room.Fits(ticks) || ticks.Count <= 2, drawn);
                Assert.True(ticks.All(tick => room.Covers(tick.Value)), drawn);
                Assert.True(ticks.Count < 100, drawn);
            }
        }
    }

    [Theory]
    [InlineData(12, 300.0, "C C♯ D D♯ E F F♯ G G♯ A A♯ B")]
    [InlineData(36, 300.0, "C C♯ D D♯ E F F♯ G G♯ A A♯ B")]
    [InlineData(12, 130.0, "C E G")]
    [InlineData(12, 20.0, "C")]
    public void Pitch_classes_are_named_as_finely_as_there_is_room(int classes, double length, string names)
    {
        var centers = Enumerable.Range(0, classes).Select(index => 440 * Math.Pow(2, ((double)index / classes) - 0.75)).ToArray();
        var room = new TickRoom(CenterMap.Of(centers, FrequencyScale.PitchClass, nameof(centers)), length, _ => Extent, gap: 4);

        var ticks = Ticks.Choose(AxisQuantity.PitchClasses, room);

        Assert.Equal(names, string.Join(' ', ticks.Select(tick => tick.Label)));
        // A class is written at the middle of its bin.
        Assert.Equal(0.5 / classes, room.Map.Position(ticks[0].Value), 1e-9);
    }

    [Fact]
    public void A_center_lies_in_the_middle_of_its_bin()
    {
        double[] centers = [100, 200, 400, 800];
        var map = CenterMap.Of(centers, FrequencyScale.Logarithmic, nameof(centers));

        Assert.Equal([0.125, 0.375, 0.625, 0.875], centers.Select(map.Position), (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal(0.5, map.Position(200 * Math.Sqrt(2)), 1e-12);
        Assert.Equal(100 / Math.Sqrt(2), map.Low, 1e-9);
        Assert.Equal(800 * Math.Sqrt(2), map.High, 1e-9);
    }

    [Theory]
    [InlineData(FrequencyScale.Mel, 100.0, 100.0)]
    [InlineData(FrequencyScale.Logarithmic, 0.0, 100.0)]
    [InlineData(FrequencyScale.Linear, -1.0, 100.0)]
    [InlineData(FrequencyScale.Linear, 1.0, double.NaN)]
    public void Centers_that_do_not_ascend_are_refused(FrequencyScale scale, double first, double second) =>
        Assert.Contains("ascending", Assert.Throws<ArgumentException>(() => CellAxis.Frequencies([first, second], scale)).Message);

    private static IEnumerable<string> Labels(AxisQuantity quantity, AxisMap map, double length) =>
        Ticks.Choose(quantity, new TickRoom(map, length, _ => Extent, Gap)).Select(tick => tick.Label);
}
