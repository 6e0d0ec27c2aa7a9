using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Provides the timbres of notes that synthetic sets draw from: the harmonics of <see cref="Timbre.All"/> under one pool of envelopes.</summary>
internal static class NoteTimbres
{
    /// <summary>How far the spectrum of a piece leans, at most, in decibels an octave.</summary>
    private const double MaxTilt = 3;

    /// <summary>How far a harmonic lies from its level, at most, in decibels.</summary>
    private const double MaxHarmonicJitter = 3;

    /// <summary>The timbres, in alphabetical order.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<double> Harmonics)> All { get; } =
    [
        ("brass", Timbre.Brass.Harmonics),
        ("clarinet", Timbre.Clarinet.Harmonics),
        ("organ", Timbre.Organ.Harmonics),
        ("pluck", Timbre.Pluck.Harmonics),
        ("sine", Timbre.Sine.Harmonics),
        ("strings", Timbre.Strings.Harmonics),
    ];

    /// <summary>Draws an instrument of a timbre: its brightness, the strength of each harmonic, and its envelope.</summary>
    public static Timbre Draw(IReadOnlyList<double> harmonics, SeededRandom random)
    {
        var tilt = random.Between(-MaxTilt, MaxTilt);
        return new()
        {
            Harmonics = [.. harmonics.Select((amplitude, i) =>
                amplitude * Math.Pow(10, tilt * Math.Log2(i + 1) / 20) * random.Gain(-MaxHarmonicJitter, MaxHarmonicJitter))],
            Envelope = new()
            {
                Attack = Milliseconds(random.BetweenLog(3, 40)),
                Decay = Milliseconds(random.BetweenLog(60, 600)),
                Sustain = random.Between(0.2, 0.9),
                Release = Milliseconds(random.Between(10, 30)),
            },
        };
    }

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);
}
