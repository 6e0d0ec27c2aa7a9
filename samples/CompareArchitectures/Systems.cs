using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Samples.CompareArchitectures;

/// <summary>Lists the systems that are compared, each with the front-end of its paper.</summary>
internal static class Systems
{
    public const string Time = "time";
    public const string Frequency = "frequency";
    public const string BlackBox = "black-box";
    public const string TimeFrequency = "time-frequency";
    public const string Mixed = "mixed";

    /// <summary>1.3 seconds of musicnn's images instead of 3.</summary>
    private const int TaggerFrames = 80;

    /// <summary>1.5 seconds of theirs instead of 3, for the least that the squares leave something of.</summary>
    private const int TimbreFrames = 94;

    /// <summary>5.1 seconds, of which the widest filter of P-net leaves five positions, instead of 5.8.</summary>
    private const int PatternFrames = 220;

    /// <summary>2.5 seconds, which leave two steps for the recurrent layers, instead of 29.</summary>
    private const int RecurrentFrames = 118;

    /// <summary>2.5 seconds instead of 29.</summary>
    private const int UntrainedFrames = 118;

    /// <summary>Five octaves of semitones.</summary>
    private static readonly ConstantQOptions ConstantQ = ConstantQOptions.Librosa with { MinFrequency = 110, Bins = 60, Compression = new LogOnePlus(10_000) };

    public static IReadOnlyList<ComparedSystem> All { get; } = [.. Published(), .. OnConstantQ()];

    private static IEnumerable<ComparedSystem> Published() =>
    [
        Known(BlackBox, FilterFamily.Rectangles, milliseconds: 8) with { IsQuick = true, IsComparedForPitch = true },
        Known(Time, FilterFamily.Temporal, milliseconds: 0.5) with { IsQuick = true },
        Known(Frequency, FilterFamily.Frequency, milliseconds: 0.5) with { IsQuick = true, IsComparedForPitch = true },
        Known(TimeFrequency, FilterFamily.Mixed, milliseconds: 0.8) with { IsQuick = true, IsComparedForPitch = true },
        MixedSet(milliseconds: 4.5),
        Known("onet", FilterFamily.Temporal, milliseconds: 12, PatternFrames),
        Known("pnet", FilterFamily.Temporal, milliseconds: 31, PatternFrames),
        Known("onet-pnet", FilterFamily.Temporal, milliseconds: 41, PatternFrames),
        Known("timbre-tagging", FilterFamily.Frequency, milliseconds: 27, TimbreFrames),
        Known("squares-tagging", FilterFamily.Squares, milliseconds: 12, TimbreFrames),
        Known("musicnn", FilterFamily.Mixed, milliseconds: 95, TaggerFrames),
        Known("vgg", FilterFamily.Squares, milliseconds: 57, TaggerFrames),
        Known("crnn", FilterFamily.Squares, milliseconds: 71, RecurrentFrames),
        Untrained("random-musical"),
    ];

    /// <summary>Returns the same networks on a constant-Q transform, which has as many frames a second, so that their patches are as long.</summary>
    private static IEnumerable<ComparedSystem> OnConstantQ() => Published()
        .Where(system => system.IsComparedForPitch)
        .Select(system => system with { FrontEndSettings = ConstantQ, IsQuick = false, IsOnlyForPitch = true });

    private static ComparedSystem Known(string name, FilterFamily family, double milliseconds, int? frames = null)
    {
        var known = KnownNetworks.Named(name);
        var patch = frames ?? known.Published.Frames;
        return new()
        {
            Architecture = name,
            Family = family,
            FrontEndSettings = known.FrontEndSettings,
            Frames = patch,
            Standardization = known.Standardization,
            Network = (axes, classes, _) => known.Create(axes, classes, patch),
            Milliseconds = milliseconds,
        };
    }

    /// <summary>Returns a set of our own: two lengths of rhythm, a timbre and the onset of a sound, each at any pitch, under a small classifier.</summary>
    private static ComparedSystem MixedSet(double milliseconds) => new()
    {
        Architecture = Mixed,
        Family = FilterFamily.Mixed,
        FrontEndSettings = MelSpectrogramOptions.Cbmi2016,
        Frames = CbmiNetsOptions.TimeFrequency.Frames,
        IsQuick = true,
        IsComparedForPitch = true,
        Milliseconds = milliseconds,
        Network = (axes, classes, _) => new MixedShapeClassifier(new()
        {
            Bins = axes.Bins,
            Classes = classes,
            Dropout = 0.2,
            HiddenUnits = 64,
            FirstLayer = new()
            {
                Groups =
                [
                    FilterShape.Temporal(axes.FramesIn(TimeSpan.FromSeconds(0.7))).Times(12),
                    FilterShape.Temporal(axes.FramesIn(TimeSpan.FromSeconds(1.4))).Times(12),
                    FilterShape.Frequency(axes.Bins * 8 / 10).Times(16),
                    FilterShape.Rectangular(axes.Bins * 4 / 10, axes.FramesIn(TimeSpan.FromSeconds(0.12))).Times(16),
                ],
                BatchNorm = BatchNormOrder.BeforeActivation,
            },
        }),
    };

    private static ComparedSystem Untrained(string name)
    {
        var known = KnownNetworks.Named(name);
        return new()
        {
            Architecture = name,
            Family = FilterFamily.Untrained,
            FrontEndSettings = known.FrontEndSettings,
            Frames = UntrainedFrames,
            Milliseconds = 1,
            Network = (axes, classes, seed) =>
            {
                using var features = (RandomFeatures)known.Create(axes, classes, UntrainedFrames);
                return new RandomFeatureClassifier(new() { Features = features.Options with { Seed = seed }, Classes = classes });
            },
        };
    }
}
