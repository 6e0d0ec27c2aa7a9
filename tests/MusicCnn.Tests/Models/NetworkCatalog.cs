using MusicCnn.Layers;
using MusicCnn.Models;
using static TorchSharp.torch;

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
        Variant("residual, maximum and mean", new() { Classes = Classes, MidEnd = MusicnnMidEnd.Residual }),
        Variant("no mid-end, maximum and mean", new() { Classes = Classes, MidEnd = MusicnnMidEnd.None, Interleaved = true }),
        Variant("dense, sums of normalized maps, attention", new() { Classes = Classes, FirstLayer = MusicnnFirstLayer.OneTimbral, AddsBeforeNorm = false, BackEnd = MusicnnBackEnd.Attention }),
        Variant("dense, pooling of learned sharpness", new() { Classes = Classes, FirstLayer = MusicnnFirstLayer.OneTimbral, BackEnd = MusicnnBackEnd.AutoPool }),
        Variant("residual, recurrent", new() { Classes = Classes, MidEnd = MusicnnMidEnd.Residual, BackEnd = MusicnnBackEnd.Recurrent }),
        new()
        {
            Name = "VggModel",
            Module = typeof(VggModel),
            Build = () => new VggModel(new() { Classes = Classes, Bins = 7, Frames = 10, Filters = 4, Blocks = 2, BlockDropout = 0, Dropout = 0 }),
            Bins = 7,
            Frames = 10,
        },
        new()
        {
            Name = "TaggerAtScale, spectrogram",
            Module = typeof(TaggerAtScale),
            Build = () => new TaggerAtScale(SmallTagger with { Input = TaggerInput.Spectrogram }),
            Bins = 5,
            Frames = 9,
            NeedsTwoToTrain = true,
        },
        new()
        {
            Name = "TaggerAtScale, spectrogram, as coded",
            Module = typeof(TaggerAtScale),
            Build = () => new TaggerAtScale(SmallTagger with { Input = TaggerInput.Spectrogram, SharedResidualNorm = true }),
            Bins = 5,
            Frames = 9,
            NeedsTwoToTrain = true,
        },
        new()
        {
            Name = "TaggerAtScale, waveform",
            Module = typeof(TaggerAtScale),
            Build = () => new TaggerAtScale(SmallTagger),
            TakesWaveforms = true,
            Bins = 1,
            Frames = 89,
            NeedsTwoToTrain = true,
        },
        new()
        {
            Name = "MixedShapeClassifier, maximum and mean over time",
            Module = typeof(MixedShapeClassifier),
            Build = () => new MixedShapeClassifier(new()
            {
                Classes = Classes,
                Bins = 5,
                FirstLayer = new() { Groups = [FilterShape.Temporal(4).Times(3), FilterShape.Frequency(3).Times(3)], BatchNorm = BatchNormOrder.AfterActivation },
                HiddenUnits = 6,
                Dropout = 0,
            }),
            Bins = 5,
            Frames = 9,
        },
        new()
        {
            Name = "ChoiFcn",
            Module = typeof(ChoiFcn),
            Build = () => new ChoiFcn(new() { Classes = Classes, Bins = 4, Frames = 16, Filters = [4, 4] }),
            Bins = 4,
            Frames = 16,
        },
        new()
        {
            Name = "Crnn",
            Module = typeof(Crnn),
            Build = () => new Crnn(new() { Classes = Classes, Bins = 6, Padding = 0, FirstFilters = 3, Filters = 4, Blocks = 2, RecurrentUnits = 4, BlockDropout = 0, Dropout = 0 }),
            Bins = 6,
            Frames = 14,
        },
        new()
        {
            Name = "Crnn, each frame normalized",
            Module = typeof(Crnn),
            Build = () => new Crnn(new() { Classes = Classes, Bins = 6, Frames = 14, Padding = 0, Normalization = ImageNormalization.EachFrame, FirstFilters = 3, Filters = 4, Blocks = 2, RecurrentUnits = 4, BlockDropout = 0, Dropout = 0 }),
            Bins = 6,
            Frames = 14,
        },
        new()
        {
            Name = "CbmiNets, Black-box",
            Module = typeof(CbmiNets),
            Build = () => new CbmiNets(CbmiNetsOptions.BlackBox with { Classes = Classes, Bins = 5, Frames = 6, Filters = [FilterShape.Rectangular(2, 3).Times(3)], HiddenUnits = 6, Dropout = 0 }),
            Bins = 5,
            Frames = 6,
        },
        new()
        {
            Name = "CbmiNets, Time",
            Module = typeof(CbmiNets),
            Build = () => new CbmiNets(CbmiNetsOptions.Time with { Classes = Classes, Bins = 2, Frames = 6, Filters = [FilterShape.Temporal(3).Times(4)], Dropout = 0 }),
            Bins = 2,
            Frames = 6,
        },
        new()
        {
            Name = "CbmiNets, Frequency",
            Module = typeof(CbmiNets),
            Build = () => new CbmiNets(CbmiNetsOptions.Frequency with { Classes = Classes, Bins = 6, Frames = 2, Filters = [FilterShape.Frequency(3).Times(4)], Dropout = 0 }),
            Bins = 6,
            Frames = 2,
        },
        new()
        {
            Name = "CbmiNets, Time-Frequency",
            Module = typeof(CbmiNets),
            Build = () => new CbmiNets(CbmiNetsOptions.TimeFrequency with { Classes = Classes, Bins = 5, Frames = 6, Filters = [FilterShape.Temporal(4).Times(3), FilterShape.Frequency(4).Times(3)], HiddenUnits = 6, Dropout = 0 }),
            Bins = 5,
            Frames = 6,
        },
        new()
        {
            Name = "OnsetPatternNet",
            Module = typeof(OnsetPatternNet),
            Build = () => new OnsetPatternNet(OnsetPatternNetOptions.OnsetsAndPatterns with { Classes = Classes, Bins = 4, Filters = [FilterShape.Temporal(2).Times(5), FilterShape.Temporal(5).Times(2)], Dropout = 0 }),
            Bins = 4,
            Frames = 6,
        },
        new()
        {
            Name = "DirectionalNet, ShallowTemp",
            Module = typeof(DirectionalNet),
            Build = () => new DirectionalNet(DirectionalNetOptions.ShallowTemp with { Classes = Classes, Bins = 3, Filters = 2, LongFilter = 8, Dropout = 0 }),
            Bins = 3,
            Frames = 9,
            LearningRate = 0.002,
        },
        new()
        {
            Name = "DirectionalNet, ShallowSpec",
            Module = typeof(DirectionalNet),
            Build = () => new DirectionalNet(DirectionalNetOptions.ShallowSpec with { Classes = Classes, Bins = 9, Filters = 2, LongFilter = 8, Dropout = 0 }),
            Bins = 9,
            Frames = 3,
            LearningRate = 0.002,
        },
        new()
        {
            Name = "DirectionalNet, DeepTemp",
            Module = typeof(DirectionalNet),
            Build = () => Offset(new DirectionalNet(DirectionalNetOptions.DeepTemp with { Classes = Classes, Bins = 2, Filters = 1, Dropout = 0 })),
            Bins = 2,
            Frames = 64,
        },
        new()
        {
            Name = "ShortChunkCnn",
            Module = typeof(ShortChunkCnn),
            Build = () => new ShortChunkCnn(new() { Classes = Classes, Bins = 4, Filters = 3, Blocks = 2, Dropout = 0 }),
            Bins = 4,
            Frames = 5,
            NeedsTwoToTrain = true,
        },
        new()
        {
            Name = "ShortChunkCnn, residual",
            Module = typeof(ShortChunkCnn),
            Build = () => new ShortChunkCnn(new() { Classes = Classes, Bins = 3, Residual = true, Filters = 3, Blocks = 3, Dropout = 0 }),
            Bins = 3,
            Frames = 6,
            NeedsTwoToTrain = true,
        },
        new()
        {
            Name = "HarmonicCnn",
            Module = typeof(HarmonicCnn),
            Build = () => new HarmonicCnn(new() { Classes = Classes, Harmonics = 2, Bins = 4, Filters = 4, Blocks = 2, Dropout = 0 }),
            Channels = 2,
            Bins = 4,
            Frames = 5,
            NeedsTwoToTrain = true,
        },
        .. TimbreNets.Small.Select(network => new NetworkCase
        {
            Name = $"TimbreNet, {network.Key}",
            Module = typeof(TimbreNet),
            Build = () => new TimbreNet(network.Value.Options),
            Bins = network.Value.Options.Bins,
            Frames = network.Value.Options.Frames,
        }),
        .. TimbreNets.Squares.Select(network => new NetworkCase
        {
            Name = $"SmallSquareNet, {network.Key}",
            Module = typeof(SmallSquareNet),
            Build = () => new SmallSquareNet(network.Value),
            Bins = network.Value.Bins,
            Frames = network.Value.Frames,
        }),
    ];

    /// <summary>Gets the names of all cases, as theory data.</summary>
    public static TheoryData<string> Names => new(All.Select(network => network.Name));

    /// <summary>Returns the case of a name.</summary>
    public static NetworkCase Find(string name) => All.Single(network => network.Name == name);

    private static TaggerAtScaleOptions SmallTagger => new()
    {
        Classes = Classes,
        Input = TaggerInput.Waveform,
        Bins = 5,
        SpectrogramFilters =
        [
            FilterShape.Rectangular(4, 7).Times(1), FilterShape.Rectangular(2, 3).Times(2), FilterShape.Frequency(2).Times(1),
            FilterShape.Temporal(12).Times(2) with { MeanFirst = true }, FilterShape.Temporal(4).Times(1) with { MeanFirst = true },
        ],
        WaveformFilters = [3, 4],
        Filters = 3,
        DenseUnits = 4,
        Dropout = 0,
    };

    private static NetworkCase Variant(string what, MusicnnVariantOptions options) => new()
    {
        Name = $"MusicnnVariant, {what}",
        Module = typeof(MusicnnVariant),
        Build = () => new MusicnnVariant(options with { Bins = 5, TimbralFilters = 3, TemporalFilters = 2, TemporalFrames = 8, MidEndFilters = 2, RecurrentUnits = 3, DenseUnits = 4, Dropout = 0 }),
        Bins = 5,
        Frames = 9,
        NeedsTwoToTrain = true,
    };

    /// <summary>Moves the offsets of normalizations off zero, where a channel that is off everywhere equals the padding, so that the maximum has a kink.</summary>
    private static DirectionalNet Offset(DirectionalNet network)
    {
        using var noGradient = no_grad();
        foreach (var (name, offset) in network.named_parameters())
        {
            if (name.EndsWith("norm.bias", StringComparison.Ordinal))
                offset.fill_(0.1);
        }

        return network;
    }
}
