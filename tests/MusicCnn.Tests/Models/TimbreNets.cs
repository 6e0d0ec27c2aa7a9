using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Tests.Models;

/// <summary>Makes the networks of timbral shapes and their baselines at about their smallest sizes, without dropout; what is said of the published ones holds for them.</summary>
internal static class TimbreNets
{
    /// <summary>Each network with the bins and frames that its first layer leaves, 1 for a pooled axis.</summary>
    public static IReadOnlyDictionary<string, (TimbreNetOptions Options, (int Bins, int Frames) Left)> Small { get; } = new Dictionary<string, (TimbreNetOptions, (int, int))>
    {
        ["Tagging"] = (TimbreNetOptions.Tagging with
        {
            Classes = 3,
            Bins = 6,
            Frames = 17,
            Filters = [FilterShape.Frequency(4).Times(2), FilterShape.Rectangular(3, 3).Times(3)],
            Blocks = [Along(3, 3, 2)],
            HiddenUnits = 4,
            Dropout = 0,
        }, (1, 4)),
        ["Tagging as coded"] = (TimbreNetOptions.Tagging with
        {
            Classes = 3,
            Bins = 6,
            Frames = 17,
            Filters = [FilterShape.Frequency(4).Times(2), FilterShape.Rectangular(3, 3).Times(3)],
            Blocks = [Along(3, 3, 2)],
            HiddenUnits = 4,
            Dropout = 0,
            ReadsMapsAsRows = true,
        }, (1, 4)),
        ["Instruments"] = (TimbreNetOptions.Instruments with
        {
            Classes = 3,
            Bins = 6,
            Frames = 8,
            Filters = [FilterShape.Frequency(2).Times(2), FilterShape.Rectangular(5, 3).Times(2)],
            Pooling = new() { Bins = null, Frames = 4 },
            Dropout = 0,
        }, (1, 2)),
        ["InstrumentsMultiLayer"] = (TimbreNetOptions.InstrumentsMultiLayer with
        {
            Classes = 3,
            Bins = 8,
            Frames = 8,
            Filters = [FilterShape.Frequency(2).Times(2), FilterShape.Rectangular(5, 3).Times(2)],
            Pooling = FeaturePooling.Windows(2, 2),
            Blocks = [Square(3), Square(3)],
            BlockDropout = 0,
            HiddenUnits = 4,
            Dropout = 0,
        }, (4, 4)),
        ["Phonemes"] = (TimbreNetOptions.Phonemes with
        {
            Classes = 3,
            Bins = 8,
            Frames = 6,
            Filters = [FilterShape.Frequency(5).Times(2), FilterShape.Rectangular(5, 3).Times(2), FilterShape.Rectangular(7, 4).Times(2)],
            Dropout = 0,
        }, default),
        ["Dieleman"] = (TimbreNetOptions.Dieleman with
        {
            Classes = 3,
            Bins = 4,
            Frames = 18,
            Filters = [FilterShape.Rectangular(4, 3).Times(3)],
            Blocks = [Along(2, 3, 3)],
            HiddenUnits = 4,
        }, (1, 4)),
        ["MusicnnBaseline"] = (TimbreNetOptions.MusicnnBaseline with
        {
            Classes = 3,
            Bins = 6,
            Frames = 7,
            Filters = [FilterShape.Frequency(4).Times(2), FilterShape.Rectangular(3, 3).Times(3)],
            Blocks = [Along(3, 3, 2)],
            HiddenUnits = 4,
        }, (1, 7)),
    };

    public static IReadOnlyDictionary<string, SmallSquareNetOptions> Squares { get; } = new Dictionary<string, SmallSquareNetOptions>
    {
        ["Tagging"] = SmallSquareNetOptions.Tagging with
        {
            Classes = 3,
            Bins = 8,
            Frames = 12,
            Blocks = [Square(3) with { PoolBins = 1 }, Square(4) with { PoolFrames = 1 }],
            BlockDropout = 0,
            Dropout = 0,
        },
        ["Instruments"] = SmallSquareNetOptions.Instruments with
        {
            Classes = 3,
            Bins = 4,
            Frames = 5,
            Blocks = [Square(3) with { Layers = 2 }, Square(4) with { PoolBins = 1, PoolFrames = 1 }],
            BlockDropout = 0,
            HiddenUnits = 4,
            Dropout = 0,
        },
        ["Phonemes"] = SmallSquareNetOptions.Phonemes with { Classes = 3, Bins = 6, Frames = 4, Blocks = [Square(3), Square(4) with { PoolBins = 3 }], Dropout = 0 },
    };

    private static FilterBlock Along(int frames, int count, int pool) =>
        new() { Filters = FilterShape.Temporal(frames).Times(count) with { TimePadding = AxisPadding.Valid }, PoolFrames = pool };

    private static FilterBlock Square(int count) => new() { Filters = FilterShape.Rectangular(3, 3).Times(count), PoolBins = 2, PoolFrames = 2 };
}
