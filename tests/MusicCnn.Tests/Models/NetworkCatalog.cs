using MusicCnn.Models;

namespace MusicCnn.Tests.Models;

/// <summary>Lists the published networks, each once or more, for the promises that all of them make.</summary>
internal static class NetworkCatalog
{
    /// <summary>The number of classes of every case.</summary>
    public const int Classes = 3;

    public static IReadOnlyList<NetworkCase> All { get; } =
    [
        new()
        {
            Name = "MusicnnModel",
            Module = typeof(MusicnnModel),
            Build = () => new MusicnnModel(new() { Classes = Classes, Bins = 5, TimbralFilters = 3, TemporalFilters = 2, TemporalFrames = 8, MidEndFilters = 3, DenseUnits = 4, Dropout = 0 }),
            Bins = 5,
            Frames = 9,
            NeedsTwoToTrain = true,
        },
        new()
        {
            Name = "VggModel",
            Module = typeof(VggModel),
            Build = () => new VggModel(new() { Classes = Classes, Bins = 7, Frames = 10, Filters = 4, Blocks = 2, BlockDropout = 0, Dropout = 0 }),
            Bins = 7,
            Frames = 10,
        },
    ];

    /// <summary>Gets the names of all cases, as theory data.</summary>
    public static TheoryData<string> Names => new(All.Select(network => network.Name));

    /// <summary>Returns the case of a name.</summary>
    public static NetworkCase Find(string name) => All.Single(network => network.Name == name);
}
