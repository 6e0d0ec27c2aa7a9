using MusicCnn.FrontEnds;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <content>Timbre: EUSIPCO 2017 with its baselines, and the two that musicnn's authors trained again.</content>
public static partial class KnownNetworks
{
    private static IEnumerable<KnownNetwork> Timbre =>
    [
        Timbral("timbre-tagging", "Twelve timbral shapes and a layer over eight of their moments, for 50 tags (EUSIPCO 2017).", MelSpectrogramOptions.Eusipco2017Tagging, TimbreNetOptions.Tagging, (net, bins) => net with { Filters = FilterSets.TimbreTagging(bins) }, StandardizeOver.EachBin),
        Timbral("timbre-instruments", "Six timbral shapes, pooled at once, for 11 instruments (EUSIPCO 2017).", MelSpectrogramOptions.Eusipco2017Instruments, TimbreNetOptions.Instruments, (net, bins) => net with { Filters = FilterSets.TimbreInstruments(bins) }, StandardizeOver.AllBins),
        Timbral("timbre-instruments-deep", "Six timbral shapes with small squares behind them, for 11 instruments (EUSIPCO 2017).", MelSpectrogramOptions.Eusipco2017Instruments, TimbreNetOptions.InstrumentsMultiLayer, DeepInstruments, StandardizeOver.AllBins),
        Timbral("timbre-phonemes", "Two heights of three widths, a layer for each height, for 29 sung phonemes (EUSIPCO 2017).", MelSpectrogramOptions.Eusipco2017Phonemes, TimbreNetOptions.Phonemes, (net, bins) => net with { Filters = FilterSets.TimbrePhonemes(bins) }, StandardizeOver.EachBin),
        Timbral("timbre-musicnn", "The tagger's twelve shapes as the authors of musicnn trained them again (2019).", MelSpectrogramOptions.Musicnn, TimbreNetOptions.MusicnnBaseline, (net, bins) => net with { Filters = FilterSets.TimbreShares(bins) }),
        Timbral("dieleman", "Filters as high as the image, which hear absolute pitch (after Dieleman and Schrauwen 2014).", MelSpectrogramOptions.Musicnn, TimbreNetOptions.Dieleman, (net, bins) => net with { Filters = FilterSets.FullHeight(bins) }),
        Squares("squares-tagging", "Five layers of small squares, the tagger's baseline (EUSIPCO 2017).", MelSpectrogramOptions.Eusipco2017Tagging, SmallSquareNetOptions.Tagging, StandardizeOver.EachBin),
        Squares("squares-instruments", "Eight layers of small squares, the instrument networks' baseline (Han and others 2017).", PublishedFrontEnds.Han, SmallSquareNetOptions.Instruments, StandardizeOver.AllBins),
        Squares("squares-phonemes", "Five layers of small squares, a baseline of the phoneme network (EUSIPCO 2017).", MelSpectrogramOptions.Eusipco2017Phonemes, SmallSquareNetOptions.Phonemes, StandardizeOver.EachBin),
        Squares("squares-phonemes-maas", "Squares of nine, then of three, another baseline of the phoneme network (EUSIPCO 2017).", MelSpectrogramOptions.Eusipco2017Phonemes, SmallSquareNetOptions.PhonemesMaas, StandardizeOver.EachBin),
    ];

    private static KnownNetwork Timbral(string name, string summary, MelSpectrogramOptions images, TimbreNetOptions published, Func<TimbreNetOptions, int, TimbreNetOptions> heights, StandardizeOver? standardization = null) =>
        new(name, summary, images, Sizes(published.Classes, published.Bins, published.Frames), sizes =>
        {
            var options = heights(published with { Classes = sizes.Classes, Bins = sizes.Bins, Frames = sizes.Frames, Scale = sizes.Scale }, sizes.Bins);
            return new(() => new TimbreNet(options), options.ParameterCount);
        })
        {
            Scales = true,
            FixesFrames = true,
            Standardization = standardization,
        };

    private static KnownNetwork Squares(string name, string summary, MelSpectrogramOptions images, SmallSquareNetOptions published, StandardizeOver standardization) =>
        new(name, summary, images, Sizes(published.Classes, published.Bins, published.Frames), sizes =>
        {
            var options = published with { Classes = sizes.Classes, Bins = sizes.Bins, Frames = sizes.Frames };
            return new(() => new SmallSquareNet(options), options.ParameterCount);
        })
        {
            FixesFrames = !published.GlobalMaximum,
            Standardization = standardization,
        };

    /// <summary>Returns the settings whose filters and windows are as high, as shares of the image, as the published ones.</summary>
    private static TimbreNetOptions DeepInstruments(TimbreNetOptions net, int bins) => net with
    {
        Filters = FilterSets.TimbreInstruments(bins),
        Pooling = FeaturePooling.Windows(Scaled(24, bins, publishedBins: 96), 32),
    };
}
