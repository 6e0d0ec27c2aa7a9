using MusicCnn.Signals;

namespace MusicCnn.Tests.Signals;

public class PitchTests
{
    [Theory]
    [InlineData("A4", 69, 440)]
    [InlineData("C1", 24, 32.70319566257483)]
    [InlineData("c4", 60, 261.6255653005986)]
    [InlineData("C-1", 0, 8.175798915643707)]
    [InlineData("Bb3", 58, 233.08188075904496)]
    [InlineData("bb3", 58, 233.08188075904496)]
    [InlineData("B♭3", 58, 233.08188075904496)]
    [InlineData("F##2", 43, 97.99885899543733)]
    [InlineData("C#-2", -11, 4.330978609)]
    [InlineData("Cb4", 59, 246.94165062806206)]
    [InlineData("B#3", 60, 261.6255653005986)]
    [InlineData(" g9 ", 127, 12543.853951415975)]
    public void Note_names_have_their_frequencies(string name, double number, double frequency)
    {
        Assert.Equal(number, Pitch.Parse(name).MidiNumber);
        Assert.Equal(frequency, Pitch.Parse(name).Frequency, frequency * 1e-9);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("A")]
    [InlineData("H4")]
    [InlineData("#4")]
    [InlineData("A4.5")]
    [InlineData("440")]
    [InlineData("A1000")]
    public void What_is_no_note_name_is_an_error_that_says_how_to_write_one(string name)
    {
        Assert.False(Pitch.TryParse(name, out _));
        Assert.Equal(
            $"'{name}' is not a note name. Write a letter from A to G, sharps (#) or flats (b) if any, and the octave, such as A4, C#3 or Bb-1.",
            Assert.Throws<FormatException>(() => Pitch.Parse(name)).Message);
    }

    [Theory]
    [InlineData(440, "A4")]
    [InlineData(32.70319566257483, "C1")]
    [InlineData(445, "A4+20")]
    [InlineData(8, "C-1-38")]
    [InlineData(4.33098, "C#-2")]
    public void A_frequency_prints_as_the_nearest_note(double frequency, string name) => Assert.Equal(name, Pitch.FromFrequency(frequency).ToString());

    [Fact]
    public void A_pitch_stands_for_its_frequency()
    {
        double hertz = Pitch.Parse("A5");

        Assert.Equal(880, hertz, 1e-9);
        Assert.Equal(1.0 / 12, Math.Log2(Pitch.FromMidi(61) / Pitch.FromMidi(60)), 1e-12);
    }

    [Fact]
    public void A_chord_has_its_notes_above_its_root()
    {
        var frequencies = Pitch.Parse("A3").Chord(0, 7, -12, 12);

        Assert.Equal([220, 329.6275569, 110, 440], frequencies, (expected, actual) => Math.Abs(expected - actual) < 1e-6);
    }

    [Fact]
    public void Microtones_lie_between_the_keys()
    {
        Assert.Equal(2 * Pitch.FromMidi(47.5), Pitch.FromMidi(59.5), 1e-9);
        Assert.Equal("C3+50", Pitch.FromMidi(48.499999).ToString());
    }

    [Fact]
    public void Impossible_pitches_are_errors()
    {
        Assert.Contains(
            "number must lie between -1200 and 1200 semitones (MIDI number), but was 1201.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Pitch.FromMidi(1201)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pitch.FromMidi(69).Chord());
        Assert.Throws<ArgumentOutOfRangeException>(() => Pitch.FromFrequency(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pitch.FromMidi(double.NaN));
        Assert.False(Pitch.TryParse(null, out _));
    }
}
