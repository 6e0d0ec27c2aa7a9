using MusicCnn.Internal;

namespace MusicCnn.Audio.Synthesis;

/// <summary>Draws kits of three drums: a low, a middle and a high one, which may be any of several instruments.</summary>
internal static class RhythmKit
{
    public static DrumKit Draw(SeededRandom random) => new()
    {
        Sounds = new Dictionary<Drum, DrumSound>
        {
            [Drum.Kick] = Low(random),
            [Drum.Snare] = Middle(random),
            [Drum.ClosedHat] = High(random),
        },
    };

    private static DrumSound Low(SeededRandom random) => Placed(random) with
    {
        Noise = random.Between(0, 0.15),
        Frequency = random.BetweenLog(45, 115),
        Sweep = random.Between(1, 5),
        ToneDecay = Milliseconds(random.BetweenLog(120, 600)),
        NoiseCenter = random.BetweenLog(500, 3_000),
        NoiseDecay = Milliseconds(20),
    };

    private static DrumSound Middle(SeededRandom random) => random.Below(3) switch
    {
        0 => Placed(random) with // A snare drum or a clap.
        {
            Noise = random.Between(0.5, 1),
            Frequency = random.BetweenLog(160, 320),
            NoiseCenter = random.BetweenLog(1_000, 4_500),
            NoiseOctaves = random.Between(1, 3),
            NoiseDecay = Milliseconds(random.BetweenLog(80, 260)),
        },
        1 => Placed(random) with // A conga or a bongo.
        {
            Noise = random.Between(0, 0.2),
            Frequency = random.BetweenLog(200, 480),
            Sweep = random.Between(1, 1.6),
            ToneDecay = Milliseconds(random.BetweenLog(90, 300)),
        },
        _ => Placed(random) with // Claves, a wood block, a bell.
        {
            Noise = 0.02,
            Frequency = random.BetweenLog(600, 2_600),
            ToneDecay = Milliseconds(random.BetweenLog(40, 200)),
        },
    };

    private static DrumSound High(SeededRandom random) => Placed(random) with
    {
        Noise = random.Between(0.85, 1),
        Frequency = random.BetweenLog(3_000, 5_000),
        ToneDecay = Milliseconds(random.BetweenLog(40, 400)),
        NoiseCenter = random.BetweenLog(5_500, 11_000),
        NoiseOctaves = random.Between(0.5, 2),
        NoiseDecay = Milliseconds(random.BetweenLog(35, 260)),
    };

    private static DrumSound Placed(SeededRandom random) => new()
    {
        Level = random.Gain(-10, 0),
        Pan = random.Between(-0.7, 0.7),
    };

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);
}
