using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <content>Tagging at scale: ISMIR 2018.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> AtScale =>
    [
        new("at-scale-filters", "Six timbral and four temporal shapes (ISMIR 2018), under a small classifier.", Images.Tags, scale => Classifier(FilterSets.TaggingAtScale(Images.TagBands).Times(scale), Images.TagBands, 50, 200)) { Scales = true },
        new("at-scale", "The same before the paper's back-end of residual convolutions.", Images.Tags, _ => new TaggerAtScale(TaggerAtScaleOptions.Spectrogram)),
        new("at-scale-waveform", "The same back-end behind sample-level filters, which hear the waveform.", Images.Waveform, _ => new TaggerAtScale(TaggerAtScaleOptions.Waveform)),
    ];
}
