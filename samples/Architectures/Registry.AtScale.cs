using MusicCnn.Layers;

namespace MusicCnn.Samples.Architectures;

/// <content>Tagging at scale: ISMIR 2018.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> AtScale =>
    [
        new("at-scale-filters", "Six timbral and four temporal shapes (ISMIR 2018), under a small classifier.", Images.Tags, scale => Classifier(FilterSets.TaggingAtScale(Images.TagBands).Times(scale), Images.TagBands, 50, 200)) { Scales = true },
    ];
}
