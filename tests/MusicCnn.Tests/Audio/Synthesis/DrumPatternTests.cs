using MusicCnn.Audio.Synthesis;

namespace MusicCnn.Tests.Audio.Synthesis;

public class DrumPatternTests
{
    private static readonly DrumPattern Rock = new(
        4,
        (Drum.Kick, "X... .... x.o. ....|"),
        (Drum.Snare, ".... X... .... X..."));

    [Fact]
    public void A_line_of_text_becomes_levels_and_repeats()
    {
        Assert.Equal((16, 4), (Rock.Steps, Rock.StepsPerBeat));
        Assert.Equal([Drum.Kick, Drum.Snare], Rock.Drums);
        Assert.Equal([1, 0.7, 0.35, 0], new[] { 0, 8, 10, 11 }.Select(step => Rock.Level(0, step)));
        Assert.Equal(Rock.Level(1, 4), Rock.Level(1, 4 + (3 * 16)));
    }

    [Fact]
    public void Four_beats_at_120_last_two_seconds() => Assert.Equal(TimeSpan.FromSeconds(2), Rock.Duration(120));

    [Fact]
    public void Mistakes_in_a_pattern_are_named()
    {
        Assert.Contains("line of Kick has 'y'", Error((Drum.Kick, "x.y.")), StringComparison.Ordinal);
        Assert.Contains("Kick has 4 and Snare has 3", Error((Drum.Kick, "x..."), (Drum.Snare, "x..")), StringComparison.Ordinal);
        Assert.Contains("Each drum needs one line", Error((Drum.Kick, "x..."), (Drum.Kick, "..x.")), StringComparison.Ordinal);
        Assert.Contains("at least 1", Error((Drum.Kick, " | ")), StringComparison.Ordinal);
        Assert.Contains("at least one line", Error(), StringComparison.Ordinal);
    }

    private static string Error(params (Drum, string)[] lines) =>
        Assert.Throws<ArgumentException>(() => new DrumPattern(4, lines)).Message;
}
