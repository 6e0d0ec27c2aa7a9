using MusicCnn.Layers;
using MusicCnn.Models;

namespace MusicCnn.Samples.Architectures;

/// <content>Rhythm of dance music: CBMI 2016 and ICASSP 2017.</content>
internal static partial class Registry
{
    private static IEnumerable<Architecture> Rhythm =>
    [
        Cbmi("black-box", "Rectangles under a hidden layer, the reference of those below (CBMI 2016).", CbmiNetsOptions.BlackBox),
        Cbmi("black-box-long", "The same over a pattern's length.", CbmiNetsOptions.BlackBoxLong),
        Cbmi("time", "Temporal filters, deaf to where in frequency they fire (CBMI 2016).", CbmiNetsOptions.Time),
        Cbmi("time-long", "The same over a pattern's length.", CbmiNetsOptions.TimeLong),
        Cbmi("frequency", "Frequency filters lower than the image, deaf to when they fire (CBMI 2016).", CbmiNetsOptions.Frequency),
        Cbmi("frequency-full", "The same as high as the image, m = M: no tolerance of pitch, for comparison.", CbmiNetsOptions.FrequencyFull),
        Cbmi("time-frequency", "Temporal and frequency filters side by side under a hidden layer (CBMI 2016).", CbmiNetsOptions.TimeFrequency),
        Dance("onet", "Eight widths that hear onsets (O-net, ICASSP 2017); --scale 2 in the paper too.", OnsetPatternNetOptions.Onsets),
        Dance("pnet", "35 widths that hear rhythmic patterns (P-net, ICASSP 2017); --scale 2 in the paper too.", OnsetPatternNetOptions.Patterns),
        Dance("onet-pnet", "Both side by side (ICASSP 2017); --scale 2, 4 and 8 in the paper too.", OnsetPatternNetOptions.OnsetsAndPatterns),
    ];

    private static Architecture Cbmi(string name, string summary, CbmiNetsOptions options) =>
        new(name, summary, Images.Dance, scale => new CbmiNets(options with { Filters = FilterSet.Of(options.Filters).Times(scale) })) { Scales = true, Frames = options.Frames };

    private static Architecture Dance(string name, string summary, OnsetPatternNetOptions options) =>
        new(name, summary, Images.Dance, scale => new OnsetPatternNet(options with { Scale = scale })) { Scales = true };
}
