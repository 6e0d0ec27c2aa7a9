using MusicCnn.FrontEnds;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <content>The networks of Won and others: on the harmonics of notes, and on short chunks.</content>
public static partial class KnownNetworks
{
    private const int WonBins = 128;

    /// <summary>Frames of five seconds.</summary>
    private const int HarmonicFrames = 313;

    /// <summary>Frames of 3.69 seconds.</summary>
    private const int ChunkFrames = 231;

    private static IEnumerable<KnownNetwork> Harmonic =>
    [
        new("harmonic-filters", "Small filters over the harmonics of a note (front-end of Won and others 2020), under a small classifier.", HarmonicFiltersOptions.Won2020, HarmonicSizes, sizes => Classifier([FilterShape.Rectangular(3, 3).Times(64)], sizes)) { Scales = true, TakesChannels = true },
        new("harmonic-cnn", "Seven blocks of small squares over the harmonics of a note, five of them residual (Won and others, ICASSP 2020).", HarmonicFiltersOptions.Won2020, HarmonicSizes, Harmonics) { TakesChannels = true },
        ShortChunk("short-chunk", "Seven blocks of small squares on 3.69 seconds (Won and others, SMC 2020).", ShortChunkCnnOptions.Won2020),
        ShortChunk("short-chunk-residual", "Seven residual blocks of small squares in steps of 2, on 3.69 seconds (Won and others, SMC 2020).", ShortChunkCnnOptions.Won2020Residual),
    ];

    private static NetworkSizes HarmonicSizes => Sizes(Tags, WonBins, HarmonicFrames, HarmonicFiltersOptions.Won2020.Harmonics);

    private static NetworkPlan Harmonics(NetworkSizes sizes)
    {
        var options = HarmonicCnnOptions.Won2020 with { Classes = sizes.Classes, Harmonics = sizes.Channels, Bins = sizes.Bins };
        BlockRoom.Require(options.Blocks, SquareStack.MinimumSize(options.Stack), (sizes.Bins, sizes.Frames), nameof(sizes));
        return new(() => new HarmonicCnn(options), options.ParameterCount);
    }

    private static KnownNetwork ShortChunk(string name, string summary, ShortChunkCnnOptions published) =>
        new(name, summary, MelSpectrogramOptions.Won2020, Sizes(published.Classes, published.Bins, ChunkFrames), sizes =>
        {
            var options = published with { Classes = sizes.Classes, Bins = sizes.Bins };
            BlockRoom.Require(options.Blocks, SquareStack.MinimumSize(options.Stack), (sizes.Bins, sizes.Frames), nameof(sizes));
            return new(() => new ShortChunkCnn(options), options.ParameterCount);
        });
}
