using MusicCnn.Layers;

namespace MusicCnn.Models;

/// <content>Untrained networks as descriptions of music: ICASSP 2019, in the sizes of the published code's examples; a scale makes the larger ones.</content>
public static partial class KnownNetworks
{
    private const int UntrainedBins = 96;

    /// <summary>Frames that the paper cuts and repeats dance music to: 29 seconds.</summary>
    private const int UntrainedFrames = 1_376;

    /// <summary>Samples of the same.</summary>
    private const int UntrainedSamples = 350_000;

    private static IEnumerable<KnownNetwork> Untrained =>
    [
        OnImages("random-squares", "Five layers of small squares, untrained (Pons and Serra 2019).", (_, scale) => RandomNetworks.SmallSquares(32 * scale)),
        OnImages("random-shape", "One timbral shape that tolerates small changes of pitch, untrained (Pons and Serra 2019).", (bins, scale) => RandomNetworks.SingleShape(FilterShape.Rectangular(Scaled(86, bins, UntrainedBins), 7), 160 * scale)),
        OnImages("random-musical", "Six timbral and four temporal shapes, untrained (Pons and Serra 2019).", (bins, scale) => RandomNetworks.Musical(bins, 4 * scale)),
        OnImages("random-audio", "Six timbral and four shorter temporal shapes, for other sounds than music, untrained (Pons and Serra 2019).", (bins, scale) => RandomNetworks.Audio(bins, 4 * scale)),
        OnWaveforms("random-sample-level", "Seven layers of three samples each over the waveform, untrained (Pons and Serra 2019).", scale => RandomNetworks.SampleLevel(32 * scale)),
        OnWaveforms("random-frame-level", "Filters of 512 samples in the place of a spectrogram, untrained (Pons and Serra 2019).", scale => RandomNetworks.FrameLevel(32 * scale)),
        OnWaveforms("random-frame-level-many", "Filters of 512 to 32 samples in the place of a spectrogram, untrained (Pons and Serra 2019).", scale => RandomNetworks.FrameLevelManyShapes(16 * scale)),
    ];

    private static KnownNetwork OnImages(string name, string summary, Func<int, int, IReadOnlyList<RandomLayer>> layers) =>
        new(name, summary, RandomNetworks.Images, Sizes(Tags, UntrainedBins, UntrainedFrames), sizes => Drawn(layers(sizes.Bins, sizes.Scale), sizes)) { Scales = true, Learns = false };

    private static KnownNetwork OnWaveforms(string name, string summary, Func<int, IReadOnlyList<RandomLayer>> layers) =>
        new(name, summary, RandomNetworks.Waveforms, Sizes(Tags, 1, UntrainedSamples), sizes => Drawn(layers(sizes.Scale), sizes)) { Scales = true, Learns = false };

    private static NetworkPlan Drawn(IReadOnlyList<RandomLayer> layers, NetworkSizes sizes)
    {
        var options = new RandomFeaturesOptions { Layers = layers };
        options.RequireRoom(sizes.Bins, sizes.Frames);
        return new(() => new RandomFeatures(options), options.ParameterCount);
    }
}
