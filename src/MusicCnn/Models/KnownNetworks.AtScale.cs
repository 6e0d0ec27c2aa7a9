using MusicCnn.FrontEnds;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <content>Tagging at scale: ISMIR 2018.</content>
public static partial class KnownNetworks
{
    private const int ScaleBins = 96;
    private const int Tags = 50;

    /// <summary>Frames of the 15 seconds that the paper takes at once.</summary>
    private const int ScaleFrames = 937;

    /// <summary>Samples of the same.</summary>
    private const int ScaleSamples = 240_000;

    private static IEnumerable<KnownNetwork> AtScale =>
    [
        new("at-scale-filters", "Six timbral and four temporal shapes (Pons and others, ISMIR 2018), under a small classifier.", MelSpectrogramOptions.Musicnn, Sizes(Tags, ScaleBins, ScaleFrames), sizes => Classifier(FilterSets.TaggingAtScale(sizes.Bins), sizes)) { Scales = true, TakesChannels = true },
        new("at-scale", "The same filters before the paper's back-end of residual convolutions (Pons and others, ISMIR 2018).", MelSpectrogramOptions.Musicnn, Sizes(Tags, ScaleBins, ScaleFrames), sizes => Tagger(TaggerAtScaleOptions.Spectrogram with { Classes = sizes.Classes, Bins = sizes.Bins })),
        new("at-scale-waveform", "The same back-end behind sample-level filters, which hear the waveform (Pons and others, ISMIR 2018).", PublishedFrontEnds.Waveform, Sizes(Tags, 1, ScaleSamples), sizes => Tagger(TaggerAtScaleOptions.Waveform with { Classes = sizes.Classes })),
    ];

    private static NetworkPlan Tagger(TaggerAtScaleOptions options) => new(() => new TaggerAtScale(options), options.ParameterCount, options.MinimumLength);
}
