using MusicCnn.Insight;
using MusicCnn.Insight.Drawing;

namespace MusicCnn.Tests.Insight;

public class StrokeFontTests
{
    private const string Special = "°±²µ·×–−♭♯";

    private static readonly Rgb Black = new(0, 0, 0);

    private static IEnumerable<char> Characters => Enumerable.Range(33, 94).Select(code => (char)code).Concat(Special);

    [Fact]
    public void The_font_has_all_of_ASCII_and_the_signs_of_axes() =>
        Assert.All(Characters.Append(' '), character => Assert.True(StrokeFont.Has(character), $"'{character}'"));

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    public void No_two_characters_look_alike(double height)
    {
        // The dash and the minus are one stroke each in every font.
        var looks = Characters.Where(character => character != '–').ToLookup(character => Look(character.ToString(), height));

        Assert.All(looks, look => Assert.Single(look));
    }

    [Fact]
    public void Every_character_stays_within_its_room()
    {
        foreach (var character in Characters.Append('é'))
        {
            var canvas = new Canvas(80, 60);
            StrokeFont.Draw(canvas, character.ToString(), 30, 40, 20, Black);
            var width = StrokeFont.Width(character.ToString(), 20);
            for (var y = 0; y < canvas.Height; y++)
            {
                for (var x = 0; x < canvas.Width; x++)
                {
                    var inside = x >= 28 && x < 32 + width && y >= 40 - 26 && y <= 40 + 8;
                    Assert.True(inside || canvas[x, y] == new Rgb(255, 255, 255), $"'{character}' inks ({x}, {y}).");
                }
            }
        }
    }

    [Fact]
    public void A_character_that_the_font_does_not_have_is_an_empty_box()
    {
        Assert.False(StrokeFont.Has('é'));
        Assert.Equal(Look("é", 20), Look("中", 20));
    }

    [Fact]
    public void A_stem_at_the_natural_size_is_one_full_column_of_ink()
    {
        var canvas = new Canvas(20, 20);
        StrokeFont.Draw(canvas, "I", 5, 15, 10, Black);

        Assert.All(Enumerable.Range(6, 9), y => Assert.Equal(Black, canvas[6, y]));
        Assert.True(canvas[5, 10].Red > 200 && canvas[7, 10].Red > 200, "The columns beside it are nearly white.");
    }

    [Fact]
    public void Text_upward_is_text_turned_to_the_left()
    {
        var (level, upward) = (new Canvas(60, 60), new Canvas(60, 60));
        StrokeFont.Draw(level, "Hz", 10, 40, 20, Black);
        StrokeFont.DrawUpwards(upward, "Hz", 40, 50, 20, Black);

        for (var y = 0; y < 60; y++)
        {
            for (var x = 0; x < 60; x++)
                Assert.Equal(level[x, y], upward[y, 59 - x]);
        }
    }

    [Fact]
    public void Width_of_a_text_is_that_of_its_characters() =>
        Assert.Equal("Frequency".Sum(character => StrokeFont.Width(character.ToString(), 10)), StrokeFont.Width("Frequency", 10));

    [Fact]
    public void A_text_that_is_too_long_ends_in_dots()
    {
        var width = StrokeFont.Width("Spectro...", 10);

        Assert.Equal("Spectro...", StrokeFont.Fit("Spectrogram", 10, width));
        Assert.Equal("Spectrogram", StrokeFont.Fit("Spectrogram", 10, StrokeFont.Width("Spectrogram", 10)));
        Assert.Empty(StrokeFont.Fit("Spectrogram", 10, 3));
    }

    private static string Look(string text, double height)
    {
        var canvas = new Canvas(40, 60);
        StrokeFont.Draw(canvas, text, 5, 40, height, Black);
        return Convert.ToHexString(canvas.Pixels);
    }
}
