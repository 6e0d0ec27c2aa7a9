using MusicCnn.Layers;

namespace MusicCnn.Samples.Architectures;

/// <content>Timbre: EUSIPCO 2017.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> Timbre =>
    [
        new("timbre-filters", "Rectangles and frequency filters that hear timbre (EUSIPCO 2017), under a small classifier.", Images.Tags, scale => Classifier(FilterSets.TimbreShares().Times(scale), Images.TagBands, 50, 200)) { Scales = true },
    ];
}
