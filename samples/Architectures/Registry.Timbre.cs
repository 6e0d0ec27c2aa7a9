using MusicCnn.FrontEnds;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <content>Timbre: EUSIPCO 2017 with its baselines, and the two that musicnn's authors trained again.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> Timbre =>
    [
        Net("timbre-tagging", "Twelve timbral shapes and a layer over eight of their moments, for 50 tags (EUSIPCO 2017).", Images.Timbre, TimbreNetOptions.Tagging),
        Net("timbre-instruments", "Six timbral shapes, pooled at once, for 11 instruments.", Images.Instruments, TimbreNetOptions.Instruments),
        Net("timbre-instruments-deep", "The same shapes with small squares behind them.", Images.Instruments, TimbreNetOptions.InstrumentsMultiLayer),
        Net("timbre-phonemes", "Two heights of three widths, a layer for each height, for 29 sung phonemes.", Images.Phonemes, TimbreNetOptions.Phonemes),
        Net("timbre-musicnn", "The tagger's shapes as the authors of musicnn trained them again (2019).", Images.Tags, TimbreNetOptions.MusicnnBaseline),
        Net("dieleman", "Filters as high as the image, in the same place (after Dieleman and Schrauwen 2014).", Images.Tags, TimbreNetOptions.Dieleman),
        Baseline("squares-tagging", "Five layers of small squares, the tagger's baseline.", Images.Timbre, SmallSquareNetOptions.Tagging),
        Baseline("squares-instruments", "Eight layers of small squares (Han and others 2017), the instrument networks' baseline.", Images.Han, SmallSquareNetOptions.Instruments),
        Baseline("squares-phonemes", "Five layers of small squares, a baseline of the phoneme network.", Images.Phonemes, SmallSquareNetOptions.Phonemes),
        Baseline("squares-phonemes-maas", "Squares of nine, then of three, another.", Images.Phonemes, SmallSquareNetOptions.PhonemesMaas),
    ];

    private static Architecture Net(string name, string summary, Func<IFrontEnd> images, TimbreNetOptions options) =>
        new(name, summary, images, scale => new TimbreNet(options with { Scale = scale })) { Scales = true, Frames = options.Frames };

    private static Architecture Baseline(string name, string summary, Func<IFrontEnd> images, SmallSquareNetOptions options) =>
        new(name, summary, images, _ => new SmallSquareNet(options)) { Frames = options.Frames };
}
