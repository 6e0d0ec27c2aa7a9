using MusicCnn.Audio.Synthesis;
using MusicCnn.Signals;

namespace MusicCnn.Tests.Audio.Synthesis;

public class NoteTests
{
    private const int SampleRate = 44_100;

    /// <summary>Amplitudes read from a windowed spectrum: between two bins a Hann window loses up to 1.4 dB, 15 %.</summary>
    private const double Scalloping = 0.16;

    public static TheoryData<string> Timbres => [.. Named.Keys];

    private static Dictionary<string, Timbre> Named => new()
    {
        ["sine"] = Timbre.Sine,
        ["clarinet"] = Timbre.Clarinet,
        ["organ"] = Timbre.Organ,
        ["strings"] = Timbre.Strings,
        ["pluck"] = Timbre.Pluck,
        ["brass"] = Timbre.Brass,
    };

    [Theory]
    [MemberData(nameof(Timbres))]
    public void A_note_has_its_harmonics_in_their_proportions(string name)
    {
        const double Frequency = 220;
        var timbre = Named[name];
        var note = SyntheticMusic.Note(Frequency, TimeSpan.FromSeconds(1.5), timbre);
        var spectrum = new Spectrum(note.Channel(0).Slice(8_192, 32_768), SampleRate);

        var strongest = timbre.Harmonics.ToList().IndexOf(timbre.Harmonics.Max()) + 1;
        var reference = spectrum.At(strongest * Frequency);
        for (var harmonic = 1; harmonic <= timbre.Harmonics.Count; harmonic++)
        {
            var expected = timbre.Harmonics[harmonic - 1] / timbre.Harmonics[strongest - 1];
            Assert.InRange(spectrum.At(harmonic * Frequency) / reference, expected * (1 - Scalloping) - 0.01, expected * (1 + Scalloping) + 0.01);
        }

        Assert.Equal(strongest * Frequency, spectrum.Strongest, tolerance: 1.5);
        Assert.True(spectrum.At((timbre.Harmonics.Count + 1) * Frequency) < 0.01 * reference);
    }

    [Theory]
    [MemberData(nameof(Timbres))]
    public void A_note_neither_clips_nor_goes_on_after_its_end(string name)
    {
        var samples = SyntheticMusic.Note(110, TimeSpan.FromSeconds(0.8), Named[name]).Channel(0).ToArray();
        Assert.InRange(samples.Max(Math.Abs), 0.1, 1);
        Assert.InRange(samples[^20..].Max(Math.Abs), 0, 0.02);
        Assert.Equal(0, samples[0]);
    }

    [Fact]
    public void Harmonics_above_half_the_sample_rate_do_not_fold_back()
    {
        // The fifth harmonic of 1 kHz would be heard at 3 kHz.
        var timbre = new Timbre { Harmonics = [1, 0, 0, 0, 1] };
        var note = SyntheticMusic.Note(1_000, TimeSpan.FromSeconds(1), timbre, sampleRate: 8_000);
        var spectrum = new Spectrum(note.Channel(0).Slice(1_000, 4_096), 8_000);
        Assert.True(spectrum.At(3_000) < 1e-4 * spectrum.At(1_000));
    }

    [Fact]
    public void A_chord_has_all_its_notes_alike()
    {
        var frequencies = Pitch.Parse("C4").Chord(0, 4, 7);
        var chord = SyntheticMusic.Chord(frequencies, TimeSpan.FromSeconds(1.5), Timbre.Sine);
        var spectrum = new Spectrum(chord.Channel(0).Slice(8_192, 32_768), SampleRate);
        var levels = frequencies.Select(spectrum.At).ToArray();
        Assert.InRange(levels.Min() / levels.Max(), 1 - Scalloping, 1);
        Assert.True(spectrum.At(440) < 0.01 * levels.Max());
    }

    [Fact]
    public void An_arpeggio_plays_its_notes_in_order()
    {
        var frequencies = Pitch.FromMidi(57).Chord(0, 3, 7, 12);
        var arpeggio = SyntheticMusic.Arpeggio(frequencies, TimeSpan.FromSeconds(0.25), Timbre.Clarinet, SampleRate);
        Assert.Equal(SampleRate, arpeggio.Length, tolerance: 2);
        for (var note = 0; note < frequencies.Count; note++)
        {
            var spectrum = new Spectrum(arpeggio.Channel(0).Slice((note * arpeggio.Length / 4) + 1_000, 8_192), SampleRate);
            Assert.Equal(frequencies[note], spectrum.Strongest, tolerance: 5.4);
        }
    }

    [Fact]
    public void An_envelope_rises_falls_and_ends()
    {
        var envelope = new Envelope
        {
            Attack = TimeSpan.FromMilliseconds(100),
            Decay = TimeSpan.FromMilliseconds(200),
            Sustain = 0.5,
            Release = TimeSpan.FromMilliseconds(50),
        };
        Assert.Equal(0.25, envelope.Level(0.025, duration: 1), precision: 12);
        Assert.Equal(1, envelope.Level(0.1, duration: 1), precision: 12);
        Assert.Equal(0.55, envelope.Level(0.3, duration: 1), precision: 12);
        Assert.Equal(envelope.Level(0.9499, 2) / 2, envelope.Level(0.975, 1), precision: 3);
        Assert.Equal(0, envelope.Level(1, duration: 1));
        Assert.Equal(0, envelope.Level(-0.001, duration: 1));
    }

    [Fact]
    public void What_makes_no_sound_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticMusic.Note(0, TimeSpan.FromSeconds(1), Timbre.Sine));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticMusic.Chord([], TimeSpan.FromSeconds(1), Timbre.Sine));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Timbre { Harmonics = [0, 0] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Timbre { Harmonics = [1, -0.5] });
    }
}
