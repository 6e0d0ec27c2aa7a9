using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <content>Rhythm of dance music: CBMI 2016 and ICASSP 2017.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> Rhythm =>
    [
        new("time", "Temporal filters over the bands of dance music (CBMI 2016), under a small classifier.", Images.Dance, scale => Dances(FilterSets.Time().Times(scale))) { Scales = true },
        new("frequency", "Frequency filters lower than the image (CBMI 2016), under a small classifier.", Images.Dance, scale => Dances(FilterSets.Frequency().Times(scale))) { Scales = true },
        new("time-frequency", "Both kinds side by side (CBMI 2016), under a small classifier.", Images.Dance, scale => Dances(FilterSets.TimeFrequency().Times(scale))) { Scales = true },
        new("onset-filters", "Eight widths that hear onsets (O-net, ICASSP 2017), under a small classifier.", Images.Dance, scale => Dances(FilterSets.Onsets().Times(scale))) { Scales = true },
        new("pattern-filters", "35 widths that hear rhythmic patterns (P-net, ICASSP 2017), under a small classifier.", Images.Dance, scale => Dances(FilterSets.Patterns().Times(scale))) { Scales = true },
    ];

    private static MixedShapeClassifier Dances(FilterSet filters) => Classifier(filters, Images.DanceBands, 8);
}
