using MusicCnn.FrontEnds;
using MusicCnn.Layers;

namespace MusicCnn.Samples.Architectures;

/// <content>Networks on the harmonics of notes.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> Harmonic =>
    [
        new("harmonic-filters", "Small filters over the harmonics of a note (front-end of Won and others 2020), under a small classifier.", Images.Harmonics, scale => Classifier([FilterShape.Rectangular(3, 3).Times(64 * scale)], 128, 50, 200, HarmonicFiltersOptions.Won2020.Harmonics)) { Scales = true, Channels = HarmonicFiltersOptions.Won2020.Harmonics },
    ];
}
