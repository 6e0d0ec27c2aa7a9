using MusicCnn.FrontEnds;
using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <content>Rhythm of dance music: CBMI 2016 and ICASSP 2017.</content>
public static partial class KnownNetworks
{
    /// <summary>The frames of a chunk of ICASSP 2017: 5.8 seconds.</summary>
    private const int DanceFrames = 250;

    private static IEnumerable<KnownNetwork> Rhythm =>
    [
        Cbmi("black-box", "Rectangles under a hidden layer, which the other three networks are compared with (CBMI 2016).", CbmiNetsOptions.BlackBox, bins => FilterSets.BlackBox(bins)),
        Cbmi("black-box-long", "The Black-box with rectangles of a rhythmic pattern's length (CBMI 2016).", CbmiNetsOptions.BlackBoxLong, bins => FilterSets.BlackBox(bins, frames: 200)),
        Cbmi("time", "Temporal filters, deaf to where in frequency they fire (CBMI 2016).", CbmiNetsOptions.Time, _ => FilterSets.Time()),
        Cbmi("time-long", "Temporal filters of a rhythmic pattern's length (CBMI 2016).", CbmiNetsOptions.TimeLong, _ => FilterSets.Time(200)),
        Cbmi("frequency", "Frequency filters lower than the image, deaf to when they fire (CBMI 2016).", CbmiNetsOptions.Frequency, bins => FilterSets.Frequency(bins)),
        Cbmi("frequency-full", "Frequency filters as high as the image, m = M: no tolerance of pitch, for comparison (CBMI 2016).", CbmiNetsOptions.FrequencyFull, bins => FilterSets.Frequency(bins, share: 1)),
        Cbmi("time-frequency", "Temporal and frequency filters side by side under a hidden layer (CBMI 2016).", CbmiNetsOptions.TimeFrequency, bins => FilterSets.TimeFrequency(bins)),
        Dance("onet", "Eight widths that hear onsets (O-net, ICASSP 2017); in the paper with a scale of 2 too.", OnsetPatternNetOptions.Onsets),
        Dance("pnet", "35 widths that hear rhythmic patterns (P-net, ICASSP 2017); in the paper with a scale of 2 too.", OnsetPatternNetOptions.Patterns),
        Dance("onet-pnet", "O-net and P-net side by side (ICASSP 2017); in the paper with scales of 2, 4 and 8 too.", OnsetPatternNetOptions.OnsetsAndPatterns),
    ];

    private static KnownNetwork Cbmi(string name, string summary, CbmiNetsOptions published, Func<int, FilterSet> filters) =>
        new(name, summary, MelSpectrogramOptions.Cbmi2016, Sizes(published.Classes, published.Bins, published.Frames), sizes =>
        {
            var options = published with { Classes = sizes.Classes, Bins = sizes.Bins, Frames = sizes.Frames, Filters = filters(sizes.Bins).Times(sizes.Scale) };
            return new(() => new CbmiNets(options), options.ParameterCount);
        })
        {
            Scales = true,
            FixesFrames = true,
            Standardization = StandardizeOver.AllBins,
        };

    private static KnownNetwork Dance(string name, string summary, OnsetPatternNetOptions published) =>
        new(name, summary, MelSpectrogramOptions.Cbmi2016, Sizes(published.Classes, published.Bins, DanceFrames), sizes =>
        {
            var options = published with { Classes = sizes.Classes, Bins = sizes.Bins, Scale = sizes.Scale };
            return new(() => new OnsetPatternNet(options), options.ParameterCount, options.MinimumFrames);
        })
        {
            Scales = true,
            Standardization = StandardizeOver.AllBins,
        };
}
