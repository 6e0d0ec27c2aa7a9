namespace MusicCnn.Audio.Synthesis;

/// <summary>Represents a set of drum sounds.</summary>
public sealed record DrumKit
{
    /// <summary>Gets a kit that resembles acoustic drums.</summary>
    public static DrumKit Acoustic { get; } = new()
    {
        Sounds = new Dictionary<Drum, DrumSound>
        {
            [Drum.Kick] = Tone(58, 300, level: 1) with { Sweep = 3, Noise = 0.08, NoiseCenter = 1_500, NoiseDecay = Milliseconds(15) },
            [Drum.Snare] = Tone(190, 140, level: 0.8) with { Noise = 0.65, NoiseDecay = Milliseconds(220), Pan = -0.1 },
            [Drum.Tom] = Tone(120, 350, level: 0.8) with { Sweep = 1.5, Noise = 0.05, Pan = 0.4 },
            [Drum.ClosedHat] = Hiss(8_500, 60, level: 0.35) with { Pan = 0.35 },
            [Drum.OpenHat] = Hiss(8_000, 450, level: 0.35) with { Pan = 0.35 },
            [Drum.Ride] = Hiss(6_500, 900, level: 0.3) with { Noise = 0.8, Frequency = 3_150, ToneDecay = Milliseconds(600), Pan = -0.45 },
            [Drum.Clave] = Tone(2_500, 70, level: 0.6) with { Pan = 0.25 },
            [Drum.Cowbell] = Tone(830, 180, level: 0.5) with { Pan = -0.3 },
        },
    };

    /// <summary>Gets a kit that resembles a drum machine: a deep long kick, bright short noise.</summary>
    public static DrumKit Electronic { get; } = new()
    {
        Sounds = new Dictionary<Drum, DrumSound>
        {
            [Drum.Kick] = Tone(46, 600, level: 1) with { Sweep = 5 },
            [Drum.Snare] = Tone(240, 90, level: 0.8) with { Noise = 0.8, NoiseCenter = 4_500, NoiseDecay = Milliseconds(160) },
            [Drum.Tom] = Tone(95, 450, level: 0.8) with { Sweep = 2, Pan = 0.4 },
            [Drum.ClosedHat] = Hiss(10_500, 40, level: 0.3) with { Pan = -0.2 },
            [Drum.OpenHat] = Hiss(10_000, 300, level: 0.3) with { Pan = -0.2 },
            [Drum.Ride] = Hiss(9_000, 700, level: 0.25) with { Pan = 0.45 },
            [Drum.Clave] = Tone(1_850, 45, level: 0.6) with { Pan = -0.25 },
            [Drum.Cowbell] = Tone(560, 220, level: 0.5) with { Pan = 0.3 },
        },
    };

    /// <summary>Gets the sound of each drum of the kit.</summary>
    public required IReadOnlyDictionary<Drum, DrumSound> Sounds
    {
        get;
        init => field = new Dictionary<Drum, DrumSound>(value ?? throw new ArgumentNullException(nameof(Sounds)));
    }

    private static DrumSound Tone(double frequency, double decay, double level) =>
        new() { Noise = 0, Frequency = frequency, ToneDecay = Milliseconds(decay), Level = level };

    private static DrumSound Hiss(double center, double decay, double level) =>
        new() { Noise = 1, NoiseCenter = center, NoiseOctaves = 1, NoiseDecay = Milliseconds(decay), Level = level };

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);
}
