using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <summary>Lists the networks, a line each.</summary>
internal static class Registry
{
    private static readonly MelSpectrogramOptions Dance = MelSpectrogramOptions.Cbmi2016;
    private static readonly MelSpectrogramOptions Tags = MelSpectrogramOptions.Musicnn;

    public static IReadOnlyList<Architecture> All { get; } =
    [
        new("time", "Temporal filters over the bands of dance music (CBMI 2016), under a small classifier.", Dance, scale => Dances(FilterSets.Time().Times(scale)), Scales: true),
        new("frequency", "Frequency filters lower than the image (CBMI 2016), under a small classifier.", Dance, scale => Dances(FilterSets.Frequency().Times(scale)), Scales: true),
        new("time-frequency", "Both kinds side by side (CBMI 2016), under a small classifier.", Dance, scale => Dances(FilterSets.TimeFrequency().Times(scale)), Scales: true),
        new("onset-filters", "Eight widths that hear onsets (O-net, ICASSP 2017), under a small classifier.", Dance, scale => Dances(FilterSets.Onsets().Times(scale)), Scales: true),
        new("pattern-filters", "35 widths that hear rhythmic patterns (P-net, ICASSP 2017), under a small classifier.", Dance, scale => Dances(FilterSets.Patterns().Times(scale)), Scales: true),
        new("timbre-filters", "Rectangles and frequency filters that hear timbre (EUSIPCO 2017), under a small classifier.", Tags, scale => Tagger(FilterSets.TimbreShares().Times(scale)), Scales: true),
        new("musicnn-filters", "The first layer of musicnn (2019), under a small classifier.", Tags, scale => Tagger(FilterSets.Musicnn(Tags.MelBands).Times(scale)), Scales: true),
        new("musicnn", "Musically shaped filters, a dense residual mid-end, pooling over time (Pons and Serra 2019).", Tags, _ => new MusicnnModel(MusicnnOptions.Musicnn)),
        new("musicnn-big", "The same with 512 filters in each layer of the mid-end.", Tags, _ => new MusicnnModel(MusicnnOptions.Big)),
        new("vgg", "Five blocks of 128 small squares, the baseline of musicnn.", Tags, _ => new VggModel(VggOptions.Musicnn), Frames: VggOptions.Musicnn.Frames),
        new("vgg-small", "The same with 32 filters in each block.", Tags, _ => new VggModel(VggOptions.MusicnnSmall), Frames: VggOptions.MusicnnSmall.Frames),
    ];

    private static MixedShapeClassifier Dances(FilterSet filters) => new(new() { Bins = Dance.MelBands, Classes = 8, FirstLayer = First(filters) });

    private static MixedShapeClassifier Tagger(FilterSet filters) => new(new() { Bins = Tags.MelBands, Classes = 50, HiddenUnits = 200, FirstLayer = First(filters) });

    private static MixedShapeConvOptions First(FilterSet filters) => new() { Groups = filters, BatchNorm = BatchNormOrder.AfterActivation };
}
