using MusicCnn.FrontEnds;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <content>musicnn, the variants that were trained beside it, and its baseline of small squares.</content>
public static partial class KnownNetworks
{
    private const int MusicnnBins = 96;

    /// <summary>Frames of the three seconds that musicnn takes at once.</summary>
    private const int MusicnnFrames = 187;

    private static IEnumerable<KnownNetwork> Musicnn =>
    [
        new("musicnn-filters", "The first layer of musicnn (Pons and Serra 2019), under a small classifier.", MelSpectrogramOptions.Musicnn, Sizes(Tags, MusicnnBins, MusicnnFrames), sizes => Classifier(FilterSets.Musicnn(sizes.Bins), sizes)) { Scales = true, TakesChannels = true },
        Tagging("musicnn", "Musically shaped filters, a dense residual mid-end, pooling over time (Pons and Serra 2019).", MusicnnOptions.Musicnn),
        Tagging("musicnn-big", "musicnn with 512 filters in each layer of the mid-end (Pons and Serra 2019).", MusicnnOptions.Big),
        Zoo("musicnn-zoo-10", "Network 10 of musicnn's training code: residual mid-end, of which maximum and mean over time are taken.", MusicnnVariantOptions.Zoo10),
        Zoo("musicnn-zoo-11", "Network 11 of musicnn's training code: dense mid-end, as the released musicnn has.", MusicnnVariantOptions.Zoo11),
        Zoo("musicnn-zoo-12", "Network 12 of musicnn's training code: one timbral shape, dense mid-end, attention with positions.", MusicnnVariantOptions.Zoo12),
        Zoo("musicnn-zoo-13", "Network 13 of musicnn's training code: one timbral shape, dense mid-end, pooling of learned sharpness.", MusicnnVariantOptions.Zoo13),
        Zoo("musicnn-zoo-14", "Network 14 of musicnn's training code: residual mid-end under two layers of long short-term memory.", MusicnnVariantOptions.Zoo14),
        Vgg("vgg", "Five blocks of 128 small squares, the baseline of musicnn (Pons and Serra 2019).", VggOptions.Musicnn),
        Vgg("vgg-small", "Five blocks of 32 small squares, the same in musicnn's training code.", VggOptions.MusicnnSmall),
    ];

    private static KnownNetwork Tagging(string name, string summary, MusicnnOptions published) =>
        new(name, summary, MelSpectrogramOptions.Musicnn, Sizes(published.Classes, published.Bins, MusicnnFrames), sizes =>
        {
            var options = published with { Classes = sizes.Classes, Bins = sizes.Bins };
            return new(() => new MusicnnModel(options), options.ParameterCount);
        });

    private static KnownNetwork Zoo(string name, string summary, MusicnnVariantOptions published) =>
        new(name, summary, MelSpectrogramOptions.Musicnn, Sizes(published.Classes, published.Bins, MusicnnFrames), sizes =>
        {
            var options = published with { Classes = sizes.Classes, Bins = sizes.Bins };
            return new(() => new MusicnnVariant(options), options.ParameterCount);
        });

    private static KnownNetwork Vgg(string name, string summary, VggOptions published) =>
        new(name, summary, MelSpectrogramOptions.Musicnn, Sizes(published.Classes, published.Bins, published.Frames), sizes =>
        {
            var options = published with { Classes = sizes.Classes, Bins = sizes.Bins, Frames = sizes.Frames };
            return new(() => new VggModel(options), options.ParameterCount);
        })
        {
            FixesFrames = true,
        };
}
